// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/message.h"

#include <nlohmann/json.hpp>

namespace nianbao::review {

Response refusal(int status, const std::string& code, const std::string& message) {
    const nlohmann::json body = {{"error", {{"code", code}, {"message", message}}}};
    Response response;
    response.status = status;
    response.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return response;
}

Response ask_for_address(int status) {
    Response response;
    response.status = status;
    response.content_type = "text/html; charset=utf-8";
    response.body =
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>nianbao</title>"
        "<p lang=\"zh-Hans\">这个地址已经用过，或不完整。请在运行 nianbao review 的终端中按回车键，获取新的地址。</p>"
        "<p>This address was used before, or is not whole. Press Enter in the terminal in which nianbao review runs: "
        "it "
        "prints a new one.</p></html>\n";
    return response;
}

}  // namespace nianbao::review
