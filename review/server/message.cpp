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

}  // namespace nianbao::review
