// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/gate.h"

#include <optional>
#include <string_view>

#include "review/server/secret.h"
#include "review/server/target.h"

namespace nianbao::review {
namespace {

bool is_call(const std::string& path) {
    return path.starts_with("/api/");
}

bool is_entrance(const Request& request) {
    return request.place.empty() && request.path == entrance_path;
}

/// What a person opens by hand; everything else only the page itself asks for.
bool is_opened_by_hand(const Request& request) {
    return request.method == Request::Method::get && (request.path == "/" || is_entrance(request));
}

/// Moves "/s/…" from the path's beginning to the request's place.
void take_place_off(Request& request) {
    constexpr std::string_view before = "/s/";
    if (!request.path.starts_with(before)) return;
    const std::size_t end = request.path.find('/', before.size());
    if (end == std::string::npos) return;
    request.place = request.path.substr(0, end);
    request.path.erase(0, end);
}

bool is_json(const std::string& content_type) {
    return content_type == "application/json" || content_type.starts_with("application/json;");
}

std::optional<Request::Method> method_of(const std::string& name) {
    if (name == "GET") return Request::Method::get;
    if (name == "POST") return Request::Method::post;
    return std::nullopt;
}

/// Browsers that know Sec-Fetch-Site always send it; for the others there is Origin, the cookie and the key.
bool site_may_ask(const std::string& fetch_site, const Request& request) {
    return fetch_site.empty() || fetch_site == "same-origin" || (fetch_site == "none" && is_opened_by_hand(request));
}

Response cross_site() {
    return refusal(403, "request.cross_site", "Only the page of this server may ask for this.");
}

/// A form of another site can send neither JSON nor the key.
std::optional<Response> wrong_post(const RequestHead& head, const Request& request) {
    if (request.method != Request::Method::post) return std::nullopt;
    if (!is_call(request.path)) return refusal(405, "request.method", "Nothing can be sent to this address.");
    if (head.origin.empty()) return cross_site();
    if (!is_json(head.content_type)) return refusal(415, "request.type", "What is sent must be JSON.");
    return std::nullopt;
}

}  // namespace

Gate::Gate(const Sessions& sessions, unsigned short port)
    : sessions_(sessions), port_number_(port), port_(std::to_string(port)), cookie_name_("nianbao_" + port_) {}

bool Gate::is_own_host(const std::string& host) const {
    return host == "127.0.0.1:" + port_ || host == "localhost:" + port_;
}

bool Gate::is_own_origin(const RequestHead& head) const {
    return head.origin.empty() || head.origin == "http://" + head.hosts.front();
}

std::variant<Request, Response> Gate::let_in(const RequestHead& head) const {
    if (head.hosts.size() != 1 || !is_own_host(head.hosts.front())) {
        return refusal(421, "request.host", "This server answers to 127.0.0.1 and localhost with its port only.");
    }
    const auto method = method_of(head.method);
    if (!method) return refusal(405, "request.method", "Only GET and POST are understood.");
    const auto target = parse_target(head.target);
    if (!target) return refusal(400, "request.target", "This is no address of this server.");
    Request request{*method, target->path, target->query, {}, {}, cookie_name_, {}};
    take_place_off(request);
    if (!is_own_origin(head) || !site_may_ask(head.fetch_site, request)) return cross_site();
    if (auto wrong = wrong_post(head, request)) return *wrong;
    if (is_entrance(request)) return request;
    auto session = sessions_.find(cookie_value(head.cookie, cookie_name_).value_or(""));
    if (session && !same_secret(request.place, session->place)) session.reset();
    if (!session && is_opened_by_hand(request)) return ask_for_address(401);
    if (!session) {
        return refusal(401, "request.session", "Open the address that nianbao review prints; it is good for one use.");
    }
    if (is_call(request.path) && !same_secret(head.key, session->key)) {
        return refusal(403, "request.key", "The page's key is missing or wrong; load the page again.");
    }
    request.session = session->id;
    return request;
}

}  // namespace nianbao::review
