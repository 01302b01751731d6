// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <vector>

#include "ocr/glyph_features.h"
#include "ocr/glyph_net.h"

// Glyphs with their truth: what the glyph reader learns from and is judged on.
namespace nianbao {

struct GlyphExample {
    Features features;
    int wanted = 0;  ///< class
};

/// Share of examples whose most probable class is wrong.
double error_rate(const GlyphNet& net, const std::vector<GlyphExample>& examples);

/// A byte a feature: what that rounds off is a hundredth of what scanners add.
void save_examples(const std::vector<GlyphExample>& examples, const std::filesystem::path& file);
/// @throws Failure "install.data_broken" when the file is none of ours or of another version
std::vector<GlyphExample> load_examples(const std::filesystem::path& file);

}  // namespace nianbao
