// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/record.h"

#include <algorithm>

namespace nianbao::parser {

std::string_view name(Standing standing) {
    switch (standing) {
        case Standing::proven:
            return "proven";
        case Standing::confirmed:
            return "confirmed";
        case Standing::review:
            break;
    }
    return "review";
}

Standing RecordCell::standing() const {
    if (needs_review) return Standing::review;
    const bool sums = std::ranges::find(evidence, Witness::arithmetic) != evidence.end();
    return sums ? Standing::proven : Standing::confirmed;
}

bool RecordCell::corrected() const {
    if (!answer) return false;
    const bool same_value = answer->machine_value.has_value() == value.has_value() && answer->machine_value == value;
    return !same_value || (!value && answer->machine_printed != printed);
}

double DoubtfulLine::confidence() const {
    double least = 1;
    for (const DoubtfulCharacters& part : characters) least = std::min(least, part.confidence);
    return least;
}

const RecordCell* Record::find(std::string_view id) const {
    const auto found = std::ranges::find(cells, id, &RecordCell::id);
    return found == cells.end() ? nullptr : &*found;
}

RecordCell* Record::find(std::string_view id) {
    const auto found = std::ranges::find(cells, id, &RecordCell::id);
    return found == cells.end() ? nullptr : &*found;
}

int Record::answered_count() const {
    return static_cast<int>(
        std::ranges::count_if(cells, [](const RecordCell& cell) { return cell.answer.has_value(); }));
}

int Record::corrected_count() const {
    return static_cast<int>(std::ranges::count_if(cells, &RecordCell::corrected));
}

int Record::review_count() const {
    return static_cast<int>(std::ranges::count_if(cells, &RecordCell::needs_review));
}

}  // namespace nianbao::parser
