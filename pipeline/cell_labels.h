// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

namespace nianbao {

/// What the form prints for a cell of the record, for people.
struct CellLabels {
    std::string table;   ///< "收到和处理政府信息公开申请情况"
    std::string row;     ///< "（一）予以公开"
    std::string column;  ///< "自然人"
};

/// Empty texts for an id that no form has.
CellLabels labels_of(const std::string& id);

}  // namespace nianbao
