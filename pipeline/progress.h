// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string_view>

namespace nianbao {

/// Told where a conversion is, so that somebody can show it, and so that a hang or a crash can be placed.
/// Called at the start of each stage of each page; must be cheap.
class Progress {
  public:
    virtual ~Progress() = default;
    /// @param page   counts from 1; 0 for stages of the whole document
    /// @param pages  how many there are; 0 while unknown
    virtual void at(int page, int pages, std::string_view stage) = 0;
};

}  // namespace nianbao
