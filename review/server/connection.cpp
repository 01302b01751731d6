// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/connection.h"

#include <spdlog/spdlog.h>

#include <boost/asio/post.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include "document/failure.h"
#include "review/server/reply.h"

namespace nianbao::review {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;

/// A refused client gets the answer before the connection goes, though what it still sends is of no use.
constexpr std::chrono::seconds drain_time(1);

std::optional<Response> refusal_of(const beast::error_code& error) {
    if (error == http::error::body_limit) return refusal(413, "request.body", "What was sent is too long.");
    if (error == http::error::header_limit) return refusal(431, "request.head", "The request's head is too long.");
    if (error == http::error::end_of_stream || error == http::error::partial_message) return std::nullopt;
    if (error.category() != http::make_error_code(http::error::bad_method).category()) return std::nullopt;
    return refusal(400, "request.syntax", "This is no HTTP request.");
}

Response guarded(Handler& handler, const Request& request) {
    try {
        return handler.handle(request);
    } catch (const Failure& failure) {
        spdlog::warn("review: {}: {}", request.path, failure.what());
        return refusal(500, failure.code(),
                       failure.cause() + (failure.remedy().empty() ? "" : "; " + failure.remedy()));
    } catch (const std::exception& error) {
        spdlog::error("review: {}: {}", request.path, error.what());
        return refusal(500, "internal", "An internal error; see what the program prints.");
    }
}

}  // namespace

Connection::Connection(boost::asio::ip::tcp::socket socket, Hall& hall) : stream_(std::move(socket)), hall_(hall) {
    hall_.open.insert(this);
}

Connection::~Connection() {
    hall_.open.erase(this);
}

void Connection::leave() {
    if (!at_work_) stream_.close();
}

void Connection::read_head() {
    at_work_ = false;
    if (hall_.leaving) return stream_.close();
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(hall_.limits.head_bytes));
    parser_->body_limit(hall_.limits.body_bytes);
    stream_.expires_after(hall_.limits.head);
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = shared_from_this()](const beast::error_code& error, std::size_t) {
                                if (error) return self->refuse(error);
                                self->read_body();
                            });
}

/// The gate stands before the body: who is refused need not be listened to.
void Connection::read_body() {
    at_work_ = true;
    auto let_in = hall_.gate->let_in(head_of(parser_->get()));
    if (const auto* refused = std::get_if<Response>(&let_in)) return send(*refused, After::close);
    request_ = std::move(std::get<Request>(let_in));
    stream_.expires_after(hall_.limits.body);
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](const beast::error_code& error, std::size_t) {
                         if (error) return self->refuse(error);
                         self->answer();
                     });
}

void Connection::answer() {
    request_.body = std::move(parser_->get().body());
    stream_.expires_never();
    auto& pool = hall_.handler.lane(request_) == Handler::Lane::slow ? hall_.slow : hall_.quick;
    boost::asio::post(pool, [self = shared_from_this()]() mutable {
        Response response = guarded(self->hall_.handler, self->request_);
        // Handed over whole: the last hold on a connection must be let go of by the thread that serves the sockets.
        auto executor = self->stream_.get_executor();
        boost::asio::post(executor, [self = std::move(self), response = std::move(response)] {
            self->send(response, self->parser_->get().keep_alive() ? After::next_request : After::close);
        });
    });
}

void Connection::refuse(const beast::error_code& error) {
    const auto response = refusal_of(error);
    if (!response) return stream_.close();  // gone, or too slow
    send(*response, After::close);
}

void Connection::send(const Response& response, After after) {
    reply_.emplace(reply_of(response));
    if (hall_.leaving) after = After::close;
    reply_->keep_alive(after == After::next_request);
    reply_->prepare_payload();
    stream_.expires_after(hall_.limits.write);
    http::async_write(stream_, *reply_,
                      [self = shared_from_this(), after](const beast::error_code& error, std::size_t) {
                          if (error) return self->stream_.close();
                          self->sent(after);
                      });
}

void Connection::sent(After after) {
    reply_.reset();
    if (after == After::next_request) return read_head();
    beast::error_code ignored;
    stream_.socket().shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
    stream_.expires_after(drain_time);
    drain();
}

void Connection::drain() {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(4096),
                            [self = shared_from_this()](const beast::error_code& error, std::size_t) {
                                if (error) return self->stream_.close();
                                self->drain();
                            });
}

}  // namespace nianbao::review
