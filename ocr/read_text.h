// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "ocr/tesseract_reader.h"

// From the recogniser's symbols to Chinese prose. No image, no model. Private to ocr/.
namespace nianbao {

/// A character and the recogniser's score of it, 0..1.
struct ScoredCharacter {
    char32_t character = 0;
    double score = 0;
    bool space_before = false;
};

/// What the image says beyond the symbols.
struct LineMarks {
    bool long_dash = false;  ///< a flat stroke of more than one em stands in the line: —— is not 一一
};

std::vector<ScoredCharacter> characters_of(const std::vector<Symbol>& symbols);

/// Several looks at one line made into one: each character of the first is put to the vote among what the others have
/// in its place, weighted by their scores. What the first look does not have at all is not added.
std::vector<ScoredCharacter> voted(const std::vector<std::vector<ScoredCharacter>>& looks);

/// Punctuation as Chinese prose has it (the net's alphabet knows （ ： ％ only as ( : %), look-alikes of digits between
/// digits mended, spaces kept only between Latin words. Scores go along.
std::vector<ScoredCharacter> normal_prose(std::vector<ScoredCharacter> characters, const LineMarks& marks = {});

/// The text, with the spaces that are left.
std::string text_of(const std::vector<ScoredCharacter>& characters);
/// One score for each character of text_of.
std::vector<double> scores_of(const std::vector<ScoredCharacter>& characters);

}  // namespace nianbao
