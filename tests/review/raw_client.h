// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <string>

namespace nianbao::testing {

/// What came back, as bytes and taken apart.
struct Answer {
    int status = 0;  ///< 0: the connection was closed without an answer
    std::string head, body;
    /// The value of a field; empty when it is not there. Names as the server writes them.
    std::string field(const std::string& name) const;
};

/// A connection on which a test may say whatever it likes, also what no browser would.
class RawClient {
  public:
    explicit RawClient(unsigned short port);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// False when the other side has gone.
    bool say(const std::string& bytes);
    /// One answer; waits up to `patience` for it.
    Answer hear(std::chrono::milliseconds patience = std::chrono::seconds(20));
    /// Whether the other side ends the connection within this time; what it says until then is thrown away.
    bool is_closed_within(std::chrono::milliseconds patience);

  private:
    bool read_more(std::chrono::steady_clock::time_point until);
    int socket_;
    std::string heard_;
};

/// One request on a connection of its own.
Answer ask(unsigned short port, const std::string& bytes);

}  // namespace nianbao::testing
