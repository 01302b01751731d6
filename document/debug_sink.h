// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string_view>

#include "document/raster.h"

namespace nianbao {

/// Where a stage may leave a picture of what it did (`convert --debug-dir`). Stages take a pointer that may be null and
/// must give the same result with and without it.
class DebugSink {
  public:
    virtual ~DebugSink() = default;
    /// @param page   counts from 1
    /// @param stage  short name, e.g. "straighten", "rules", "grid"; the sink numbers the files
    virtual void picture(int page, std::string_view stage, const Raster& picture) = 0;
};

}  // namespace nianbao
