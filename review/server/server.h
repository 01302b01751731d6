// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <cstddef>
#include <memory>

#include "review/server/message.h"
#include "review/server/sessions.h"

namespace nianbao::review {

/// What a client may cost. Tests make these small.
struct ServerLimits {
    std::chrono::milliseconds head{
        15000};  ///< from the connection, or the last answer, until a request's head is whole
    std::chrono::milliseconds body{10000};    ///< from then until its body is whole
    std::chrono::milliseconds write{30000};   ///< for taking an answer
    std::chrono::milliseconds leaving{5000};  ///< for requests that are at work when the server ends
    std::size_t head_bytes = 16 * 1024;
    std::size_t body_bytes = 64 * 1024;
    std::size_t connections = 64;  ///< further ones are closed at once
    int threads = 2;               ///< of each lane
};

/// A web server on 127.0.0.1 alone. The gate refuses, the handler answers; sockets are served by one thread.
class Server {
  public:
    /// @param port  0: one that is free
    /// @throws Failure "review.port" when it is taken or not allowed
    Server(Handler& handler, Sessions& sessions, unsigned short port, const ServerLimits& limits = {});
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    unsigned short port() const;
    /// Serves until stop(), SIGINT, SIGTERM or SIGHUP. Requests that are at work are answered before it returns.
    void run();
    void stop();  ///< from any thread

  private:
    struct Held;
    std::unique_ptr<Held> held_;
};

}  // namespace nianbao::review
