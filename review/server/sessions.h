// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nianbao::review {

struct Session {
    std::string id;   ///< the cookie's value
    std::string key;  ///< what every call of the page's script carries besides, in a header that no other site can set
    std::string place;  ///< where the page and all that it calls is; no other session has it, and nobody can guess it
};

/// Who was let in. A token opens one session and is spent; all are forgotten with the process. Thread-safe.
class Sessions {
  public:
    /// A new token; one that was not spent yet is void from now on.
    std::string new_token();
    /// None when the token is wrong or spent.
    std::optional<Session> enter(std::string_view token);
    std::optional<Session> find(std::string_view id) const;

  private:
    mutable std::mutex mutex_;
    std::string token_;
    std::vector<Session> sessions_;
};

}  // namespace nianbao::review
