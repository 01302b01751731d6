// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/rows.h"

#include <algorithm>

#include "parser/label_text.h"
#include "parser/value.h"

namespace nianbao::parser {
namespace {

/// 22（其中修订16件）, its brackets misread: what the number is cannot be told, but no label begins so.
bool is_spoilt_note(const std::string& text) {
    const std::u32string key = label_key(text);
    const auto digits = std::ranges::find_if_not(key, [](char32_t c) { return c >= U'0' && c <= U'9'; });
    const std::u32string_view rest(key.data() + (digits - key.begin()), static_cast<std::size_t>(key.end() - digits));
    return digits != key.begin() && rest.starts_with(U"其中");
}

bool is_label(const std::string& text) {
    if (hanzi_count(text) < 2 || is_spoilt_note(text)) return false;
    // 470.31万元 and 22（其中修订16件） are numbers with words beside them.
    return parse_value(text, TextSource::printed, Quantity::amount).kind == CellValue::Kind::unreadable;
}

Field field_of(const TableCell& cell, int row) {
    Field field;
    field.cell = &cell;
    field.begin = cell.column;
    field.end = cell.column + std::max(1, cell.column_span);
    field.starts = cell.row == row;
    field.label = is_label(cell.text);
    field.blank = without_spaces(cell.text).empty() && cell.readings.empty();
    return field;
}

}  // namespace

int Row::last_label() const {
    for (int i = static_cast<int>(fields.size()) - 1; i >= 0; --i) {
        if (fields[i].label && fields[i].starts) return i;
    }
    return -1;
}

std::string Row::text() const {
    std::string out;
    for (const Field& field : fields) {
        if (!field.starts) continue;
        if (!out.empty()) out += " | ";
        out += without_spaces(field.cell->text);
    }
    return out;
}

bool Row::has_values() const {
    for (std::size_t i = static_cast<std::size_t>(last_label() + 1); i < fields.size(); ++i) {
        if (!fields[i].blank && !fields[i].label && fields[i].starts) return true;
    }
    return false;
}

std::vector<Row> rows_of(const Table& table, int table_index) {
    std::vector<Row> rows(static_cast<std::size_t>(std::max(0, table.rows)));
    for (int r = 0; r < table.rows; ++r) {
        rows[r].table = &table;
        rows[r].table_index = table_index;
        rows[r].index = r;
    }
    for (const TableCell& cell : table.cells) {
        const int last = std::min(table.rows, cell.row + std::max(1, cell.row_span));
        for (int r = std::max(0, cell.row); r < last; ++r) {
            rows[r].fields.push_back(field_of(cell, r));
            if (rows[r].page == 0 || cell.row == r) rows[r].page = cell.page;
        }
    }
    for (Row& row : rows) std::ranges::stable_sort(row.fields, {}, &Field::begin);
    return rows;
}

}  // namespace nianbao::parser
