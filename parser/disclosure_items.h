// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "parser/placement.h"

namespace nianbao::parser {

struct HeaderCell {
    int begin = 0, end = 0;  ///< columns of the table, half open
    std::string text;
    bool joined = false;  ///< of two cells that a stroke parted
};

/// The header over some rows of table 2. Its cells are told apart later: that needs the article.
struct DisclosureHeader {
    std::vector<HeaderCell> cells;
    int corner = 0;       ///< column in which 信息内容 stands
    int field_count = 0;  ///< of its row
    int corner_end = 0;   ///< column behind 信息内容; 0 where none was seen
    bool worn = false;    ///< no heading was read well: what they are is likely, not known
};

/// A row of table 2 with what stands over it.
struct DisclosureItem {
    Row row;
    std::string label;  ///< the first one in the row; "" when there is none
    int article = -1;   ///< index into the form's articles, told by the line above; -1 when none was recognised
    std::optional<DisclosureHeader> header;
};

struct DisclosureItems {
    std::vector<DisclosureItem> rows;
    int last_article = -1;  ///< the last one whose line was recognised, whether rows stand under it or not
};

/// The rows of all parts of table 2 in their order, articles and headers taken out.
DisclosureItems disclosure_items(const Tables& tables, const FormTable& form);

}  // namespace nianbao::parser
