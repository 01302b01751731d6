// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

// The classifier of single glyphs: a perceptron with one hidden layer. Private to ocr/; trained by ocr/train.
namespace nianbao {

/// What a group of pieces may be.
class GlyphClasses {
  public:
    static constexpr std::u32string_view characters = U"0123456789.,-—+/()%万元件〇";
    static constexpr int noise = static_cast<int>(characters.size());  ///< dirt and residue: not part of the text
    static constexpr int reject = noise + 1;  ///< half a glyph, two glyphs, or a character of another kind
    static constexpr int count = reject + 1;
    /// -1 when the character is none of ours.
    static int of(char32_t character);
};

/// Dense layers with rectifiers between and a softmax at the end.
struct GlyphNet {
    struct Layer {
        int inputs = 0, outputs = 0;
        std::vector<float> weights;  ///< input by input, each with a weight for every output
        std::vector<float> biases;
    };
    std::vector<Layer> layers;

    /// Probabilities of all classes.
    std::vector<float> classify(std::span<const float> features) const;

    /// Weights are kept as 16-bit integers with one scale for each layer: a quarter of a percent is lost nowhere.
    void save(const std::filesystem::path& file) const;
    /// @throws Failure "install.data_broken" when the file is none of ours or of another version
    static GlyphNet load(const std::filesystem::path& file);
};

}  // namespace nianbao
