// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "review/server/message.h"

// Between Beast's messages and ours.
namespace nianbao::review {

RequestHead head_of(const boost::beast::http::request<boost::beast::http::string_body>& request);

/// With the fields that hold for everything: nothing is kept, framed, sniffed, or loaded from elsewhere.
boost::beast::http::response<boost::beast::http::string_body> reply_of(const Response& response);

}  // namespace nianbao::review
