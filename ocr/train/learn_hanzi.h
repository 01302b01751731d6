// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "ocr/hanzi_net.h"

namespace nianbao::train {

struct HanziExample {
    char32_t character = 0;
    int font = 0;
    HanziFeatures features{};
};

/// A linear discriminant analysis of the examples (R. A. Fisher, Ann. Eugenics 7, 1936; C. R. Rao 1948) and in its
/// space, for each character, up to three prototypes: fonts that draw it alike share one.
/// @param rare  sorted
HanziNet learn_hanzi(std::vector<HanziExample> examples, std::u32string rare);

}  // namespace nianbao::train
