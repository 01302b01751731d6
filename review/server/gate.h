// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <variant>

#include "review/server/message.h"
#include "review/server/sessions.h"

namespace nianbao::review {

/// Who may ask for what. Another site in the same browser can send requests to loopback, too, and a name that it owns
/// can be made to point here: so Host must be ours, Origin and Sec-Fetch-Site must say that the page asks itself, the
/// cookie must be there, and what the script calls needs the page's key besides. A browser sends a cookie to every port
/// of a host, so also to another user's server: therefore it is sent below the session's place only, and opens nothing
/// elsewhere.
class Gate {
  public:
    Gate(const Sessions& sessions, unsigned short port);

    /// The request without its body, or the refusal. Nothing of the body need have come yet.
    std::variant<Request, Response> let_in(const RequestHead& head) const;

    unsigned short port() const { return port_number_; }

  private:
    bool is_own_host(const std::string& host) const;
    bool is_own_origin(const RequestHead& head) const;
    const Sessions& sessions_;
    unsigned short port_number_;
    std::string port_;
    std::string cookie_name_;  ///< with the port in it: two servers of one user are told apart in the field
};

/// The address that spends a token.
inline constexpr const char* entrance_path = "/enter";

}  // namespace nianbao::review
