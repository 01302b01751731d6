// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "bench/truth.h"
#include "document/document.h"

// Confidences beside what they were about: is it right as often as it says?
namespace nianbao::bench {

/// One confidence that was given, and whether the characters it was given to are those on the page.
struct Observation {
    double confidence = 0;
    bool right = false;
};

/// Of one reader, of one cell.
struct ReaderObservation {
    Witness witness = Witness::glyphs;
    double confidence = 0;
    bool right = false;
};

/// Of every cell that both the record and the truth have. The same number with or without separators is right; a blank
/// for a 0 is not.
std::vector<Observation> observe_cells(const Truth& truth, const parser::Record& record);

/// Of every reading of those cells. A reader that saw nothing gave no confidence and is left out.
std::vector<ReaderObservation> observe_readers(const Truth& truth, const parser::Record& record,
                                               const Document& document);

}  // namespace nianbao::bench
