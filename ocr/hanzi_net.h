// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "ocr/hanzi_features.h"

// The classifier of single Chinese characters by their shape alone. Private to ocr/; trained by ocr/train.
namespace nianbao {

/// One character and how far its nearest drawing is: squared distance in units of what fonts and scanning do to a
/// character, all directions alike.
struct HanziGuess {
    char32_t character = 0;
    float distance = std::numeric_limits<float>::infinity();
};

/// Nearest prototypes in the space of a linear discriminant analysis: some drawings of each character of GB 2312, from
/// fonts of several styles.
struct HanziNet {
    static constexpr int dimensions = 96;
    /// Of these the first ones, which tell most, sort out who is looked at closely.
    static constexpr int coarse_dimensions = 32;

    std::u32string characters;        ///< of each prototype; all of a character stand together, sorted
    std::u32string rare;              ///< characters of GB 2312's second level, sorted
    std::vector<float> mean;          ///< of the features
    std::vector<float> projection;    ///< feature by feature, each with a weight for every dimension
    std::vector<float> coarse, fine;  ///< dimension by dimension over all prototypes; prototype by prototype

    bool is_rare(char32_t character) const;
    /// The nearest characters, the nearest first, each once.
    /// @param also  is among them however far it is, if it is known
    std::vector<HanziGuess> nearest(const HanziFeatures& features, std::size_t count, char32_t also = 0) const;

    /// Prototypes are kept as bytes with one scale.
    void save(const std::filesystem::path& file) const;
    /// @throws Failure "install.data_broken" when the file is none of ours or of another version
    static HanziNet load(const std::filesystem::path& file);
};

}  // namespace nianbao
