// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/review/page_client.h"

namespace nianbao::testing {

PageClient::PageClient(unsigned short port, const std::string& address) : port_(port) {
    const std::string path = address.substr(address.find("/enter"));
    const Answer entered = ask(port, "GET " + path + head() + "\r\n");
    place_ = entered.field("Location");
    cookie_ = entered.field("Set-Cookie");
    cookie_ = cookie_.substr(0, cookie_.find(';'));
    const std::string page = ask(port, "GET " + place_ + head() + "\r\n").body, before = "name=\"key\" content=\"";
    key_ = page.substr(page.find(before) + before.size(), 64);
}

std::string PageClient::posting(const std::string& call, const std::string& body) const {
    return "POST " + place_ + "api/" + call + head() + "Origin: http://127.0.0.1:" + std::to_string(port_) +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string PageClient::head() const {
    return " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\nCookie: " + cookie_ +
           "\r\nX-Nianbao-Key: " + key_ + "\r\n";
}

}  // namespace nianbao::testing
