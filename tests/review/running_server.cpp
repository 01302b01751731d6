// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/review/running_server.h"

#include <stdexcept>

namespace nianbao::testing {

namespace {

/// What is no path stays as it is.
std::string in_place(const RunningServer::Browser& browser, const std::string& target) {
    return target.starts_with('/') ? browser.place + target : target;
}

}  // namespace

review::Response FakeApi::handle(const review::Request& request) {
    ++calls;
    if (answer) return answer(request);
    review::Response response;
    response.body = request.path + " " + request.body;
    return response;
}

RunningServer::RunningServer(const review::ServerLimits& limits) : server_(site_, sessions_, 0, limits) {
    thread_ = std::thread([this] { server_.run(); });
}

RunningServer::~RunningServer() {
    stop();
}

void RunningServer::stop() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
}

RunningServer::Browser RunningServer::enter() {
    const Answer entered = ask(port(), "GET /enter?token=" + new_token() + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    Browser browser;
    const std::string cookie = entered.field("Set-Cookie");
    browser.cookie = cookie.substr(0, cookie.find(';'));
    browser.place = entered.field("Location");
    browser.place.pop_back();
    const Answer page = ask(port(), get(browser, "/"));
    const std::string before = "name=\"key\" content=\"";
    const std::size_t at = page.body.find(before);
    if (at == std::string::npos) throw std::runtime_error("the page has no key");
    browser.key = page.body.substr(at + before.size(), 64);
    return browser;
}

std::string RunningServer::get(const Browser& browser, const std::string& target) const {
    return "GET " + in_place(browser, target) + " HTTP/1.1\r\nHost: " + host() + "\r\nCookie: " + browser.cookie +
           "\r\nX-Nianbao-Key: " + browser.key + "\r\nSec-Fetch-Site: same-origin\r\n\r\n";
}

std::string RunningServer::post(const Browser& browser, const std::string& target, const std::string& body) const {
    return "POST " + in_place(browser, target) + " HTTP/1.1\r\nHost: " + host() + "\r\nOrigin: http://" + host() +
           "\r\nCookie: " + browser.cookie + "\r\nX-Nianbao-Key: " + browser.key +
           "\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error("not there: " + from);
    return text.replace(at, from.size(), to);
}

}  // namespace nianbao::testing
