// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/site.h"

#include <algorithm>

#include "review/server/page_files.h"

namespace nianbao::review {
namespace {

/// Stand in the page for the session's key, and for where its files are.
constexpr std::string_view key_place = "{{key}}", files_place = "{{files}}";

bool is_call(const Request& request) {
    return request.path.starts_with("/api/");
}

Response not_found() {
    return refusal(404, "request.unknown", "There is nothing at this address.");
}

/// Where the page's files are in its place. The tag is in the path, so that a browser may keep them for good.
std::string files_prefix() {
    return "/files/" + std::string(page_files_tag());
}

const PageFile* find_file(std::string_view path) {
    const auto& files = page_files();
    const auto file = std::find_if(files.begin(), files.end(), [&](const PageFile& one) { return one.path == path; });
    return file == files.end() ? nullptr : &*file;
}

Response file_response(const Request& request) {
    const std::string prefix = files_prefix();
    if (!request.path.starts_with(prefix)) return not_found();
    const PageFile* file = find_file(std::string_view(request.path).substr(prefix.size()));
    if (!file || file->path == "/index.html") return not_found();
    Response response;
    response.content_type = file->type;
    response.keep = Response::Keep::for_good;
    response.body = file->content;
    return response;
}

void replace_all(std::string& text, std::string_view from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
}

}  // namespace

Handler::Lane Site::lane(const Request& request) const {
    return is_call(request) ? api_.lane(request) : Lane::quick;
}

Response Site::handle(const Request& request) {
    if (is_call(request)) return api_.handle(request);
    if (request.session.empty()) return enter(request);
    if (request.path == "/") return page(request);
    return file_response(request);
}

/// The token is spent, and the address that holds it is left at once: it stays in no history.
Response Site::enter(const Request& request) {
    const auto token = request.query.find("token");
    const auto session = sessions_.enter(token == request.query.end() ? std::string() : token->second);
    if (!session) return ask_for_address(403);
    Response response;
    response.status = 303;
    response.content_type.clear();
    response.location = session->place + "/";
    response.set_cookie =
        request.cookie_name + "=" + session->id + "; Path=" + response.location + "; HttpOnly; SameSite=Strict";
    return response;
}

Response Site::page(const Request& request) const {
    const auto session = sessions_.find(request.session);
    const PageFile* file = find_file("/index.html");
    if (!session || !file) return not_found();
    Response response;
    response.content_type = file->type;
    response.body = file->content;
    replace_all(response.body, key_place, session->key);
    replace_all(response.body, files_place, session->place + files_prefix());
    return response;
}

}  // namespace nianbao::review
