// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "ocr/train/scanner.h"
#include "ocr/train/typeface.h"

namespace nianbao::train {

/// Which part of the training fonts: some families are kept apart to calibrate on.
enum class FontShare { training, calibration, all };

/// The usable fonts of a folder, in an order that depends on their names alone.
class FontSet {
  public:
    /// Fonts with all digits, upright figures of one height. Hidden files and broken fonts are passed over.
    FontSet(const std::string& folder, FontShare share);

    bool empty() const { return faces_.empty(); }
    std::size_t size() const { return faces_.size(); }
    /// A font that has all of the text; half of the time one with hanzi, as reports use. nullptr when none was found.
    const Typeface* pick(Random& random, std::u32string_view text) const;

  private:
    std::vector<Typeface> faces_;
    std::vector<std::size_t> with_hanzi_;
};

}  // namespace nianbao::train
