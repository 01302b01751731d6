// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/number_columns.h"

#include <algorithm>

namespace nianbao::layout {
namespace {

// Two numbers beside each other are a row only in the columns of one of four.
constexpr std::size_t enough_values = 4;

/// The column that a value stands in; -1 for none, -2 where it stands in two.
int column_of(const Rect& value, const std::vector<Rect>& columns, double slack) {
    int found = -1;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (value.x1 + slack < columns[c].x0 || value.x0 - slack > columns[c].x1) continue;
        found = found < 0 ? static_cast<int>(c) : -2;
    }
    return found;
}

bool runs_through(const Word& word, const NumberColumns& table) {
    if (word.number || word.dash || word.box.height() < 0.6 * table.digit) return false;
    const auto crossed = std::ranges::count_if(
        table.columns, [&](const Rect& column) { return word.box.x0 < column.x0 && word.box.x1 > column.x1; });
    return crossed >= 2;
}

std::size_t rows_with(const NumberColumns& table, const Rect& column) {
    const auto stands_in = [&](const Rect& value) { return horizontal_overlap(value, column) > 0; };
    return static_cast<std::size_t>(std::ranges::count_if(table.rows, [&](const NumberRow& row) {
        return std::ranges::any_of(row.values, stands_in) || std::ranges::any_of(row.dashes, stands_in);
    }));
}

/// Columns that more than a chance piece of a label stands in.
std::size_t established(const NumberColumns& table) {
    return static_cast<std::size_t>(std::ranges::count_if(
        table.columns, [&](const Rect& column) { return rows_with(table, column) * 3 > table.rows.size(); }));
}

bool goes_on(const NumberColumns& table, const NumberRow& row, const std::vector<Word>& words) {
    constexpr double farthest = 12, alike = 1.35;  // digits' heights
    constexpr std::size_t most_strangers = 2;      // values in no column yet: more are of another table
    const double taller = std::max(table.digit, row.digit()), lower = std::min(table.digit, row.digit());
    if (taller > alike * lower || row.top - table.rows.back().bottom > farthest * table.digit) return false;
    std::size_t fitting = 0;
    for (const Rect& value : row.values) fitting += column_of(value, table.columns, 0.3 * table.digit) >= 0 ? 1 : 0;
    if (row.values.size() > fitting + most_strangers) return false;
    // Either may have values that were not seen as such in the other.
    const std::size_t common = std::min(row.values.size(), established(table));
    if (row.values.size() < enough_values ? fitting < row.values.size() : fitting * 10 < common * 8) return false;
    return std::ranges::none_of(words, [&](const Word& word) {
        return word.box.y0 > table.rows.back().bottom && word.box.y1 < row.top && runs_through(word, table);
    });
}

void take(NumberColumns& table, const NumberRow& row) {
    for (const Rect& value : row.values) {
        const int c = column_of(value, table.columns, 0.3 * table.digit);
        if (c == -2) continue;
        if (c >= 0) {
            Rect& column = table.columns[static_cast<std::size_t>(c)];
            column = united(column, value);
        } else {
            table.columns.push_back(value);
        }
    }
    std::ranges::sort(table.columns, {}, &Rect::x0);
    // Two halves of one row, with something between them that does not look like a number.
    NumberRow& last = table.rows.back();
    if (row.middle() < last.bottom) {
        last.values.insert(last.values.end(), row.values.begin(), row.values.end());
        std::ranges::sort(last.values, {}, &Rect::x0);
    } else {
        table.rows.push_back(row);
    }
}

/// A row of which some numbers were not seen as such stands over one with all of them: it has too few columns to go on
/// with, and all of them are this one's.
void take_row_above(NumberColumns& fresh, std::vector<NumberColumns>& tables, const std::vector<Word>& words) {
    const auto above = std::ranges::find_if(tables.rbegin(), tables.rend(), [&](const NumberColumns& table) {
        if (table.rows.size() != 1 || table.rows[0].bottom > fresh.rows[0].top) return false;
        NumberColumns whole = fresh;
        whole.rows[0].bottom = table.rows[0].bottom;  // as if this one came first
        NumberRow row = table.rows[0];
        row.bottom = fresh.rows[0].top + row.digit();
        row.top = fresh.rows[0].top;
        return row.values.size() < fresh.columns.size() && goes_on(whole, row, words);
    });
    if (above == tables.rend()) return;
    fresh.rows.insert(fresh.rows.begin(), above->rows[0]);
    tables.erase(std::next(above).base());
}

/// Columns in which most rows, or the only one, hold a dash and no row a number.
void add_columns_of_dashes(NumberColumns& table) {
    std::vector<std::pair<Rect, std::size_t>> found;  // and how many dashes stand there
    const double left = table.columns.front().x0, right = table.columns.back().x1;
    for (const NumberRow& row : table.rows) {
        for (const Rect& dash : row.dashes) {
            if (dash.x1 < left || dash.x0 > right + 6 * table.digit) continue;
            if (column_of(dash, table.columns, 0.3 * table.digit) != -1) continue;
            const auto same = std::ranges::find_if(
                found, [&](const auto& place) { return horizontal_overlap(place.first, dash) > 0; });
            if (same == found.end()) {
                found.emplace_back(dash, 1);
            } else {
                same->first = united(same->first, dash);
                ++same->second;
            }
        }
    }
    for (const auto& [place, count] : found) {
        if (count * 2 > table.rows.size()) table.columns.push_back(place);
    }
    std::ranges::sort(table.columns, {}, &Rect::x0);
}

bool is_filled(const NumberColumns& table, const Rect& column) {
    const std::size_t in = rows_with(table, column);
    return in * 2 > table.rows.size() || in >= 3;
}

/// Crumbs of a column's rule, taken for a 1 here and there, and labels of narrow characters: no columns.
void drop_false_columns(NumberColumns& table) {
    const auto is_label = [&](const Rect& column) {
        return rows_with(table, column) * 3 <= table.rows.size() || !is_filled(table, column);
    };
    while (!table.columns.empty() && is_label(table.columns.front())) table.columns.erase(table.columns.begin());
    std::erase_if(table.columns, [&](const Rect& column) {
        return column.width() < thinnest_word * table.digit && rows_with(table, column) * 2 <= table.rows.size();
    });
}

/// Chance puts a few numbers under each other in running text.
bool is_table(const NumberColumns& table) {
    const std::size_t rows = table.rows.size(), columns = table.columns.size();
    const bool filled =
        std::ranges::all_of(table.columns, [&](const Rect& column) { return is_filled(table, column); });
    return filled && ((rows >= 3 && columns >= 5) || (rows == 2 && columns >= 6) || columns >= 10);
}

}  // namespace

std::vector<NumberColumns> number_columns(const std::vector<NumberRow>& rows, const std::vector<Word>& words) {
    std::vector<NumberColumns> tables;
    for (const NumberRow& row : rows) {
        const auto same = std::ranges::find_if(tables.rbegin(), tables.rend(),
                                               [&](const NumberColumns& table) { return goes_on(table, row, words); });
        if (same != tables.rend()) {
            take(*same, row);
        } else if (row.values.size() >= enough_values) {
            NumberColumns fresh;
            fresh.digit = row.digit();
            fresh.columns = row.values;
            fresh.rows.push_back(row);
            take_row_above(fresh, tables, words);
            tables.push_back(std::move(fresh));
        }
    }
    for (NumberColumns& table : tables) {
        drop_false_columns(table);
        if (!table.columns.empty()) add_columns_of_dashes(table);
    }
    std::erase_if(tables, [](const NumberColumns& table) { return !is_table(table); });
    return tables;
}

}  // namespace nianbao::layout
