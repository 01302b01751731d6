// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "tests/review/raw_client.h"

namespace nianbao::testing {

/// What the page's script says to its server, without a browser.
class PageClient {
  public:
    /// Enters with a one-time address.
    PageClient(unsigned short port, const std::string& address);
    Answer get(const std::string& call) const { return ask(port_, getting(call)); }
    Answer post(const std::string& call, const std::string& body) const { return ask(port_, posting(call, body)); }
    /// The requests as bytes, for a connection that one keeps.
    std::string getting(const std::string& call) const { return "GET " + place_ + "api/" + call + head() + "\r\n"; }
    std::string posting(const std::string& call, const std::string& body) const;

  private:
    std::string head() const;
    unsigned short port_;
    std::string place_;  ///< "/s/…/"
    std::string cookie_, key_;
};

}  // namespace nianbao::testing
