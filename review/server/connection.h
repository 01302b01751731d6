// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <optional>
#include <set>

#include "review/server/gate.h"
#include "review/server/server.h"

// Internal to the server.
namespace nianbao::review {

class Connection;

/// What all connections share; it outlives them. `open` and `leaving` belong to the thread that serves the sockets.
struct Hall {
    Handler& handler;
    const ServerLimits limits;
    boost::asio::thread_pool quick, slow;
    std::optional<Gate> gate = {};  ///< there when the port is known, before the first connection
    std::set<Connection*> open = {};
    bool leaving = false;  ///< no further request is read
};

/// One browser's connection: request after request, until either side has enough. Lives as long as something of it is
/// under way.
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(boost::asio::ip::tcp::socket socket, Hall& hall);
    ~Connection();
    void start() { read_head(); }
    /// Ends now when no request is at work, else after its answer.
    void leave();

  private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    using Reply = boost::beast::http::response<boost::beast::http::string_body>;
    enum class After { next_request, close };

    void read_head();
    void read_body();
    void answer();
    void work();
    void refuse(const boost::beast::error_code& error);
    void send(const Response& response, After after);
    void sent(After after);
    void drain();

    boost::beast::tcp_stream stream_;
    boost::beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    std::optional<Reply> reply_;
    Request request_;
    Hall& hall_;
    bool at_work_ = false;
};

}  // namespace nianbao::review
