// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/geometry.h"
#include "document/page_layout.h"

// Text that was read, with who read it and how sure.
namespace nianbao {

/// Who vouches for a text. Names as in the record's `evidence`.
enum class Witness { text_layer, glyphs, tesseract, arithmetic, reviewer };
std::string_view name(Witness witness);

struct Alternative {
    std::string text;
    double probability = 0;  ///< 0..1, of being exactly what stands there
};

/// What one reader made of one piece of ink.
struct Reading {
    Witness witness = Witness::tesseract;
    std::string text;                       ///< best; "" means the reader saw nothing
    double confidence = 0;                  ///< 0..1, calibrated probability that `text` is exact
    std::vector<Alternative> alternatives;  ///< other texts, most probable first
};

/// One line as read.
struct ReadLine {
    Rect box;          ///< pixels of the clean image
    std::string text;  ///< the best reading, widths normalised, no spaces between hanzi
    double confidence = 1;
    std::vector<Reading> readings;             ///< of every reader that looked
    std::vector<double> character_confidence;  ///< one for each character of `text`, or empty
};

/// Texts of one page, index by index as in its PageLayout: lines of each cell of each table, lines of each block.
struct PageText {
    enum class Source { text_layer, image } source = Source::image;
    std::vector<std::vector<std::vector<ReadLine>>> cells;  ///< [table][cell][line]
    std::vector<std::vector<ReadLine>> blocks;              ///< [block][line]
};

}  // namespace nianbao
