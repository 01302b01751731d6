// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/site.h"

#include <algorithm>

#include "review/server/gate.h"
#include "review/server/page_files.h"

namespace nianbao::review {
namespace {

/// Stands in the page for the session's key.
constexpr std::string_view key_place = "{{key}}";

bool is_call(const Request& request) {
    return request.path.starts_with("/api/");
}

Response not_found() {
    return refusal(404, "request.unknown", "There is nothing at this address.");
}

Response file_response(const PageFile& file, const Request& request) {
    Response response;
    response.content_type = file.type;
    response.keep = Response::Keep::revalidate;
    response.tag = file.tag;
    if (request.if_none_match == file.tag) {
        response.status = 304;
    } else {
        response.body = file.content;
    }
    return response;
}

}  // namespace

Handler::Lane Site::lane(const Request& request) const {
    return is_call(request) ? api_.lane(request) : Lane::quick;
}

Response Site::handle(const Request& request) {
    if (is_call(request)) return api_.handle(request);
    if (request.path == entrance_path) return enter(request);
    if (request.path == "/") return page(request);
    const auto& files = page_files();
    const auto file = std::find_if(files.begin(), files.end(), [&](const PageFile& one) {
        return one.path == request.path && one.path != "/index.html";
    });
    return file == files.end() ? not_found() : file_response(*file, request);
}

/// The token is spent, and the address that holds it is left at once: it stays in no history.
Response Site::enter(const Request& request) {
    const auto token = request.query.find("token");
    const auto session = sessions_.enter(token == request.query.end() ? std::string() : token->second);
    if (!session) return ask_for_address(403);
    Response response;
    response.status = 303;
    response.content_type.clear();
    response.location = "/";
    response.set_cookie = request.cookie_name + "=" + session->id + "; Path=/; HttpOnly; SameSite=Strict";
    return response;
}

Response Site::page(const Request& request) const {
    const auto session = sessions_.find(request.session);
    const auto& files = page_files();
    const auto file =
        std::find_if(files.begin(), files.end(), [](const PageFile& one) { return one.path == "/index.html"; });
    if (!session || file == files.end()) return not_found();
    Response response;
    response.content_type = file->type;
    response.body = file->content;
    response.body.replace(response.body.find(key_place), key_place.size(), session->key);
    return response;
}

}  // namespace nianbao::review
