// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "document/utf8.h"
#include "layout/column_edges.h"
#include "layout/hanzi.h"
#include "layout/join_lines.h"
#include "layout/stitch.h"

namespace nianbao::layout {
namespace {

std::string squeezed(const std::string& text) {
    std::u32string kept;
    for (const char32_t c : to_utf32(text)) {
        if (c > 0x20 && c != 0x3000) kept += ascii_width(c);
    }
    return to_utf8(kept);
}

std::vector<std::string> row_texts(const Table& table, int row) {
    std::vector<std::string> texts;
    for (const TableCell& cell : table.cells) {
        if (cell.row == row && !cell.text.empty()) texts.push_back(squeezed(cell.text));
    }
    return texts;
}

/// Share of characters of the shorter list's texts that stand at the same place in the other's.
double likeness(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    if (a.size() != b.size()) return 0;
    double same = 0, total = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::u32string x = to_utf32(a[i]), y = to_utf32(b[i]);
        total += static_cast<double>(std::max(x.size(), y.size()));
        for (std::size_t k = 0; k < std::min(x.size(), y.size()); ++k) same += x[k] == y[k] ? 1 : 0;
    }
    return total > 0 ? same / total : 0;
}

bool holds_numbers(const std::vector<std::string>& texts) {
    return std::any_of(texts.begin(), texts.end(), [](const std::string& text) {
        return text.find_first_not_of("0123456789.,+-") == std::string::npos;
    });
}

/// Rows at the top of `next` that print the header of `table` again.
int repeated_header(const Table& table, const Table& next) {
    int rows = 0;
    while (rows < next.rows - 1 && rows < table.rows) {
        const auto a = row_texts(table, rows), b = row_texts(next, rows);
        if (b.empty() || holds_numbers(b) || likeness(a, b) < 0.7) break;
        ++rows;
    }
    return rows;
}

void remap(Table& table, const std::vector<double>& from, const std::vector<double>& to) {
    const auto index = [&](double edge) {
        const auto nearest = std::min_element(
            to.begin(), to.end(), [&](double a, double b) { return std::abs(a - edge) < std::abs(b - edge); });
        return static_cast<int>(nearest - to.begin());
    };
    for (TableCell& cell : table.cells) {
        const int first = index(from[cell.column]), last = index(from[cell.column + cell.column_span]);
        cell.column = first;
        cell.column_span = std::max(1, last - first);
    }
    table.columns = static_cast<int>(to.size()) - 1;
}

TableCell* cell_at(Table& table, int row, int column) {
    for (TableCell& cell : table.cells) {
        if (cell.row <= row && row < cell.row + cell.row_span && cell.column <= column &&
            column < cell.column + cell.column_span) {
            return &cell;
        }
    }
    return nullptr;
}

/// Group labels (三、本年度办理结果) go on: an empty cell under one that spans rows, or a repeated label, is part of
/// it.
void carry_labels(Table& table, int seam) {
    std::vector<TableCell*> gone;
    for (TableCell& below : table.cells) {
        if (below.row != seam) continue;
        TableCell* above = cell_at(table, seam - 1, below.column);
        if (!above || above == &below || above->column != below.column || above->column_span != below.column_span)
            continue;
        const bool grouped = above->row_span > 1 || below.row_span > 1;
        if (!holds_hanzi(above->text)) continue;
        const bool same = below.text.empty() || squeezed(below.text) == squeezed(above->text);
        if (!grouped || !same) continue;
        above->row_span = below.row + below.row_span - above->row;
        gone.push_back(&below);
    }
    std::erase_if(table.cells,
                  [&](const TableCell& cell) { return std::find(gone.begin(), gone.end(), &cell) != gone.end(); });
}

bool begins_an_item(const std::string& text) {
    const std::u32string t = to_utf32(squeezed(text));
    if (t.empty()) return false;
    if (t.front() == U'(' || t.front() == U'（') return true;
    const bool counts =
        std::u32string_view(U"0123456789一二三四五六七八九十").find(t.front()) != std::u32string_view::npos;
    if (!counts || t.size() < 2) return false;
    if (std::u32string_view(U".、．,，").find(t[1]) != std::u32string_view::npos) return true;
    // A worn point is easily lost; 4位小数 is the end of a heading.
    return t.front() <= U'9' && is_hanzi(t[1]) && t[1] != U'位';
}

/// A row that the page's end cut through: its upper part lacks what its lower part has.
bool is_cut_row(Table& table, int seam) {
    bool upper_numbers = false, lower_numbers = false, lower_label = false, upper_label = false;
    for (const TableCell& cell : table.cells) {
        if (cell.text.empty() || (cell.row != seam && cell.row + cell.row_span != seam)) continue;
        const bool number = squeezed(cell.text).find_first_not_of("0123456789.,+-/") == std::string::npos;
        if (cell.row_span > 1 && !number) continue;
        if (cell.row == seam) {
            (number ? lower_numbers : lower_label) = true;
            if (!number && begins_an_item(cell.text)) return false;
        } else {
            (number ? upper_numbers : upper_label) = true;
        }
    }
    if (upper_numbers && lower_numbers) return false;
    return upper_label && (lower_label || lower_numbers) && !(lower_label && lower_numbers && !upper_numbers);
}

void join_cut_row(Table& table, int seam) {
    std::vector<TableCell*> gone;
    for (TableCell& below : table.cells) {
        if (below.row != seam) continue;
        TableCell* above = cell_at(table, seam - 1, below.column);
        if (!above || above == &below || above->column != below.column || above->column_span != below.column_span)
            return;
    }
    for (TableCell& below : table.cells) {
        if (below.row != seam) continue;
        TableCell* above = cell_at(table, seam - 1, below.column);
        if (above->readings.empty() || below.readings.empty()) {
            above->readings.insert(above->readings.end(), below.readings.begin(), below.readings.end());
        } else {
            above->readings = join_lines({{{}, above->text, above->confidence, above->readings, {}},
                                          {{}, below.text, below.confidence, below.readings, {}}})
                                  .readings;
        }
        if (above->text.empty()) {
            above->page = below.page;
            above->box = below.box;
        }
        above->text = join_text(above->text, below.text);
        above->confidence = std::min(above->confidence, below.confidence);
        above->row_span = std::max(above->row_span, below.row + below.row_span - 1 - above->row);
        gone.push_back(&below);
    }
    std::erase_if(table.cells,
                  [&](const TableCell& cell) { return std::find(gone.begin(), gone.end(), &cell) != gone.end(); });
    for (TableCell& cell : table.cells) {
        if (cell.row >= seam) --cell.row;
    }
    --table.rows;
}

}  // namespace

bool continues(const Table& table, const Table& next) {
    return agree(column_edges(table), column_edges(next));
}

Table joined(const Table& upper, const Table& lower) {
    Table table = upper, next = lower;
    const ColumnEdges a = column_edges(table), b = column_edges(next);
    std::vector<double> edges = a.edges;
    for (std::size_t i = 0; i < b.edges.size(); ++i) {
        if (!has_edge(a, b, i)) edges.push_back(b.edges[i]);
    }
    std::sort(edges.begin(), edges.end());
    const int header = repeated_header(table, next);
    remap(table, a.edges, edges);
    remap(next, b.edges, edges);

    const int seam = table.rows;
    for (TableCell& cell : next.cells) {
        if (cell.row + cell.row_span <= header) continue;
        const int hidden = std::max(0, header - cell.row);
        cell.row += hidden - header + seam;
        cell.row_span -= hidden;
        table.cells.push_back(cell);
    }
    table.rows += next.rows - header;
    table.page_starts.push_back(seam);
    table.open_bottom = next.open_bottom;
    table.grid_confidence = std::min(table.grid_confidence, next.grid_confidence);
    if (upper.open_bottom && lower.open_top && header == 0 && is_cut_row(table, seam)) {
        join_cut_row(table, seam);
    } else {
        carry_labels(table, seam);
    }
    std::stable_sort(table.cells.begin(), table.cells.end(), [](const TableCell& x, const TableCell& y) {
        return x.row != y.row ? x.row < y.row : x.column < y.column;
    });
    return table;
}

}  // namespace nianbao::layout
