// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/sessions.h"

#include "review/server/secret.h"

namespace nianbao::review {
namespace {

/// Each takes a person who fetched an address from the terminal; more than these are forgotten, the oldest first.
constexpr std::size_t most_sessions = 16;

}  // namespace

std::string Sessions::new_token() {
    const std::lock_guard lock(mutex_);
    token_ = new_secret();
    return token_;
}

std::optional<Session> Sessions::enter(std::string_view token) {
    const std::lock_guard lock(mutex_);
    if (token_.empty() || !same_secret(token_, token)) return std::nullopt;
    token_.clear();
    if (sessions_.size() == most_sessions) sessions_.erase(sessions_.begin());
    return sessions_.emplace_back(Session{new_secret(), new_secret(), "/s/" + new_secret()});
}

std::optional<Session> Sessions::find(std::string_view id) const {
    const std::lock_guard lock(mutex_);
    std::optional<Session> found;
    for (const Session& session : sessions_) {
        if (same_secret(session.id, id)) found = session;
    }
    return found;
}

}  // namespace nianbao::review
