// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/record.h"

#include <algorithm>

namespace nianbao::parser {

const RecordCell* Record::find(std::string_view id) const {
    const auto found = std::ranges::find(cells, id, &RecordCell::id);
    return found == cells.end() ? nullptr : &*found;
}

int Record::review_count() const {
    return static_cast<int>(std::ranges::count_if(cells, &RecordCell::needs_review));
}

}  // namespace nianbao::parser
