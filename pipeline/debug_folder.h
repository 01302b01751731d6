// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <map>

#include "document/debug_sink.h"

namespace nianbao {

/// Writes each stage's picture as DIR/p003_04_grid.png: page 3, fourth picture of that page, stage "grid".
/// A picture that cannot be written is left out, with one word on the log: it must not cost the conversion.
class DebugFolder : public DebugSink {
  public:
    /// Creates the folder. @throws Failure "output.not_writable"
    explicit DebugFolder(std::filesystem::path folder);
    void picture(int page, std::string_view stage, const Raster& picture) override;

  private:
    std::filesystem::path folder_;
    std::map<int, int> pictures_of_page_;
    bool complained_ = false;
};

}  // namespace nianbao
