// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "review/server/server.h"
#include "review/server/sessions.h"
#include "review/server/site.h"
#include "tests/review/raw_client.h"

namespace nianbao::testing {

/// Answers every call of the page with what the test says, and counts.
class FakeApi : public review::Handler {
  public:
    std::function<review::Response(const review::Request&)> answer;  ///< none: the call's path and body
    std::atomic<int> calls{0};
    Lane lane(const review::Request& request) const override {
        return request.path == "/api/slow" ? Lane::slow : Lane::quick;
    }
    review::Response handle(const review::Request& request) override;
};

/// The server with the page before a fake API, in a thread.
class RunningServer {
  public:
    explicit RunningServer(const review::ServerLimits& limits = {});
    ~RunningServer();
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    unsigned short port() const { return server_.port(); }
    std::string host() const { return "127.0.0.1:" + std::to_string(port()); }
    FakeApi& api() { return api_; }
    std::string new_token() { return sessions_.new_token(); }
    void stop();

    /// As a browser that was let in says it; a test replaces parts of it.
    struct Browser {
        std::string cookie, key;
        std::string place;  ///< before every path that get() and post() are told
    };
    Browser enter();
    std::string get(const Browser& browser, const std::string& target) const;
    std::string post(const Browser& browser, const std::string& target, const std::string& body) const;

  private:
    review::Sessions sessions_;
    FakeApi api_;
    review::Site site_{sessions_, api_};
    review::Server server_;
    std::thread thread_;
};

/// The text with its first `from` replaced. @throws std::runtime_error when it is not there: the test would test
/// nothing
std::string with(std::string text, const std::string& from, const std::string& to);

}  // namespace nianbao::testing
