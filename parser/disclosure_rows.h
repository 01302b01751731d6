// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <set>
#include <vector>

#include "parser/disclosure_items.h"

// Which row of the form each printed row of table 2 is.
namespace nianbao::parser {

struct DisclosureRows {
    std::vector<int> expected_of;   ///< for each item: index of the form's row, or -1
    std::set<std::size_t> guessed;  ///< items told by their place alone, for review
};

/// By the labels in the form's order. In a picture labels may be beyond recognition: between two rows that are known,
/// rows that are not are the form's, where one of the forms has just as many rows of these articles there.
DisclosureRows match_disclosure_rows(const std::vector<DisclosureItem>& items, const FormTable& form,
                                     const SourceTrust& trust);

}  // namespace nianbao::parser
