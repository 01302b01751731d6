// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "parser/decode.h"

// Proven, confirmed, or for review: how sure the decoded cells are, and which a person must see.
namespace nianbao::parser {

/// Probabilities behind the verdicts. They were set on simulated readers and published reports, not on one document.
struct VerdictOptions {
    /// A cell of a picture that stands in sums may be wrong with at most this probability without being marked.
    double most_error_in_sums = 1e-3;
    /// The same for a cell outside every sum (table 2), where only the readers vouch: two that agree, or one that is as
    /// sure as FusionOptions::single_floor lets it be.
    double most_error_alone = 3e-3;
    /// Where no sum speaks for a number and the glyph reader is less sure than this, its agreeing with Tesseract does
    /// not count for more than a share of its doubt: a stroke too pale for the one is too pale for the other (of 19
    /// such cells 2 were wrong).
    double sure_alone = 0.9, doubt_shared = 0.3;
    /// A misread number happens to differ by just what another one was misread by.
    double chance_match = 0.2;
    /// Given that a number was misread, its equal in the total was misread in the same way: one font, one reader.
    double same_misreading = 0.2;
    /// A 0 is rarely what another digit is taken for, and pages are full of right ones.
    double same_misreading_of_zero = 0.02;
    /// The same where two readers agree on one (both) of the two numbers.
    double same_misreading_agreed_once = 0.1, same_misreading_agreed_twice = 0.02;
    /// What one reader says against what was chosen counts as a dispute from this probability on.
    double least_rival = 1e-3;
    /// Agreement counts there only where it leaves less doubt than this.
    double sure_agreement = 0.005;
    /// A candidate below this is not supported by the image: sums alone never put a number into the record.
    double least_support = 0.01;
    /// In a table that prints its zeros, one place without ink is more likely a number that got lost, by these odds.
    double lone_blank_odds = 10;
    /// A table is worn when the readers do not agree on this share of what is printed in it, and this many cells.
    double worn_share = 0.1;
    int worn_cells = 4;
    /// It is beyond trust when they do not on so many: nothing there is known to be blank.
    double ruined_share = 0.5;
    int ruined_cells = 3;
    /// Its print fades when so many numbers are weak, and this many cells (clean and office scans have none to 0.1,
    /// poor ones up to 0.15, worn copies 0.4 and more).
    double faded_share = 0.3;
    int faded_cells = 4;
    /// Confidence of the reader of glyphs below which a cell that no sum vouches for is for review.
    double least_glyphs_alone = 0.95;
    double printed_zeros = 0.2;  ///< share from which on a table is known to print its zeros
    double many_nothings = 0.3;  ///< share of blanks and dashes from which on they are the table's habit
};

struct Verdict {
    double confidence = 1;  ///< 0..1: posterior probability of the chosen characters
    bool needs_review = false;
    std::string reason;       ///< why, in words
    bool arithmetic = false;  ///< a sum that holds vouches for it
};

std::vector<Verdict> judge(const std::vector<NumericCell>& cells, const std::vector<Relation>& relations,
                           const Decoding& decoding, const VerdictOptions& options = {});

}  // namespace nianbao::parser
