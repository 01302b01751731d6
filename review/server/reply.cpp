// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/reply.h"

namespace nianbao::review {
namespace {

namespace http = boost::beast::http;
using BeastRequest = http::request<http::string_body>;
using BeastResponse = http::response<http::string_body>;

/// Scripts, styles and pictures of this server only; blob: for the pictures of pages, which the script fetches with its
/// key. Even a text that became markup by mistake could load, send and run nothing.
constexpr const char* content_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

std::string text_of(const BeastRequest& request, boost::beast::string_view name) {
    const auto value = request[name];
    return {value.data(), value.size()};
}

void add_fixed_fields(BeastResponse& reply) {
    reply.set("Content-Security-Policy", content_policy);
    reply.set("X-Frame-Options", "DENY");
    reply.set("X-Content-Type-Options", "nosniff");
    reply.set("Referrer-Policy", "no-referrer");
    reply.set("Cross-Origin-Opener-Policy", "same-origin");
    reply.set("Cross-Origin-Resource-Policy", "same-origin");
    reply.set("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
}

}  // namespace

RequestHead head_of(const BeastRequest& request) {
    RequestHead head;
    head.method = std::string(request.method_string());
    head.target = std::string(request.target());
    const auto hosts = request.equal_range(http::field::host);
    for (auto host = hosts.first; host != hosts.second; ++host) head.hosts.emplace_back(host->value());
    head.origin = text_of(request, "Origin");
    head.fetch_site = text_of(request, "Sec-Fetch-Site");
    head.cookie = text_of(request, "Cookie");
    head.key = text_of(request, "X-Nianbao-Key");
    head.content_type = text_of(request, "Content-Type");
    return head;
}

BeastResponse reply_of(const Response& response) {
    BeastResponse reply(static_cast<http::status>(response.status), 11);
    add_fixed_fields(reply);
    const bool keep = response.keep == Response::Keep::for_good;
    reply.set(http::field::cache_control, keep ? "private, max-age=31536000, immutable" : "no-store");
    if (!response.content_type.empty()) reply.set(http::field::content_type, response.content_type);
    if (!response.set_cookie.empty()) reply.set(http::field::set_cookie, response.set_cookie);
    if (!response.location.empty()) reply.set(http::field::location, response.location);
    reply.body() = response.body;
    return reply;
}

}  // namespace nianbao::review
