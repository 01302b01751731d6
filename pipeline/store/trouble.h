// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "document/failure.h"

namespace nianbao::store {

/// The store's own trouble: a full disk, a failing one, a database of a newer program. Never a document's fault.
/// Codes: "store.disk_full", "store.io" (both may pass: try later), "store.not_writable", "store.busy", "store.newer",
/// "store.damaged", "store.missing".
class Trouble : public Failure {
  public:
    Trouble(const std::string& code, const std::string& cause, const std::string& remedy)
        : Failure(code, "store", cause, remedy) {}
    /// It may be gone after a while, without the program being started anew.
    bool may_pass() const { return code() == "store.disk_full" || code() == "store.io" || code() == "store.busy"; }
};

/// @param error  an errno
/// @param doing  what was tried: "write records/ab/…"
Trouble trouble_of(int error, const std::string& doing);

}  // namespace nianbao::store
