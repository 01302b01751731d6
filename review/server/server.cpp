// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/server.h"

#include <signal.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include "document/failure.h"
#include "review/server/connection.h"

namespace nianbao::review {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Error = boost::system::error_code;

tcp::acceptor listening(asio::io_context& context, unsigned short port) {
    try {
        return {context, tcp::endpoint(asio::ip::address_v4::loopback(), port)};
    } catch (const boost::system::system_error& error) {
        throw Failure("review.port", "review", "port " + std::to_string(port) + ": " + error.code().message(),
                      "name another with --port, or leave it out");
    }
}

/// Under nohup, and in a shell's background, some are to be ignored.
bool is_ignored(int signal) {
    struct sigaction action {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

struct Server::Held {
    Held(Handler& handler, const Sessions& sessions, unsigned short port, const ServerLimits& given)
        : hall{handler, given, asio::thread_pool(static_cast<std::size_t>(given.threads)),
               asio::thread_pool(static_cast<std::size_t>(given.threads))},
          acceptor(listening(context, port)) {
        hall.gate.emplace(sessions, acceptor.local_endpoint().port());
    }

    void accept();
    void accept_later();
    void welcome(tcp::socket socket);
    void begin_to_leave();
    void watch_connections_go();

    Hall hall;  // first here, last to go: connections that still wait in the context know it
    asio::io_context context{1};
    tcp::acceptor acceptor;
    asio::signal_set signals{context};
    asio::steady_timer last_call{context}, look{context}, again{context};
};

void Server::Held::accept() {
    acceptor.async_accept([this](const Error& error, tcp::socket socket) {
        if (!acceptor.is_open()) return;
        if (error) return accept_later();
        welcome(std::move(socket));
        accept();
    });
}

/// Out of descriptors, most likely: that passes.
void Server::Held::accept_later() {
    again.expires_after(std::chrono::milliseconds(100));
    again.async_wait([this](const Error& error) {
        if (!error && acceptor.is_open()) accept();
    });
}

void Server::Held::welcome(tcp::socket socket) {
    if (hall.open.size() >= hall.limits.connections) return;
    Error ignored;
    socket.set_option(tcp::no_delay(true), ignored);  // answers are small, and a person waits
    std::make_shared<Connection>(std::move(socket), hall)->start();
}

void Server::Held::begin_to_leave() {
    if (hall.leaving) return;
    hall.leaving = true;
    Error ignored;
    acceptor.close(ignored);
    signals.cancel(ignored);
    signals.clear(ignored);  // a second Ctrl-C ends at once
    again.cancel();
    for (Connection* connection : hall.open) connection->leave();
    last_call.expires_after(hall.limits.leaving);
    last_call.async_wait([this](const Error& error) {
        if (!error) context.stop();
    });
    watch_connections_go();
}

void Server::Held::watch_connections_go() {
    if (hall.open.empty()) {
        last_call.cancel();
        return;
    }
    look.expires_after(std::chrono::milliseconds(10));
    look.async_wait([this](const Error&) { watch_connections_go(); });
}

Server::Server(Handler& handler, Sessions& sessions, unsigned short port, const ServerLimits& limits)
    : held_(std::make_unique<Held>(handler, sessions, port, limits)) {}

Server::~Server() {
    held_->hall.quick.join();
    held_->hall.slow.join();
}

unsigned short Server::port() const {
    return held_->hall.gate->port();
}

void Server::run() {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (!is_ignored(signal)) held_->signals.add(signal);
    }
    held_->signals.async_wait([this](const Error& error, int) {
        if (!error) held_->begin_to_leave();
    });
    held_->accept();
    held_->context.run();
}

void Server::stop() {
    boost::asio::post(held_->context, [this] { held_->begin_to_leave(); });
}

}  // namespace nianbao::review
