// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "review/server/message.h"
#include "review/server/sessions.h"

namespace nianbao::review {

/// The page with its files, and its entrance; what begins with /api/ is answered by another handler.
class Site : public Handler {
  public:
    Site(Sessions& sessions, Handler& api) : sessions_(sessions), api_(api) {}

    Lane lane(const Request& request) const override;
    Response handle(const Request& request) override;

  private:
    Response enter(const Request& request);
    Response page(const Request& request) const;
    Sessions& sessions_;
    Handler& api_;
};

}  // namespace nianbao::review
