// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/number_columns.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

#include "layout/median.h"

namespace nianbao::layout {
namespace {

// Two numbers beside each other are a row only in the columns of one of four.
constexpr std::size_t enough_values = 4;
// That stand in columns say that the others of their row stand in columns of the same table.
constexpr std::size_t several = 3;
// Of a digit's height: how far a value stands off its column at most, how far from all others.
constexpr double aligned = 0.3, parted = 0.75;
// The same: how much higher or lower than its row a number's ends may be.
constexpr double level = 0.2;

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
    std::size_t fitting = 0, apart = 0;
    for (const Rect& value : row.values) {
        fitting += column_of(value, table.columns, aligned * table.digit) >= 0 ? 1 : 0;
        apart += column_of(value, table.columns, parted * table.digit) == -1 ? 1 : 0;
    }
    if (row.values.size() > fitting + most_strangers) return false;
    if (row.values.size() < enough_values) {
        if (fitting < row.values.size()) return false;
    } else {
        // Either may have values that were not seen as such in the other.
        const std::size_t common = std::min(row.values.size(), established(table));
        const bool has_others = fitting >= several && fitting + apart == row.values.size();
        if (fitting * 10 < common * 8 && !has_others) return false;
    }
    return std::ranges::none_of(words, [&](const Word& word) {
        return word.box.y0 > table.rows.back().bottom && word.box.y1 < row.top && runs_through(word, table);
    });
}

void take(NumberColumns& table, const NumberRow& row) {
    for (const Rect& value : row.values) {
        const int c = column_of(value, table.columns, aligned * table.digit);
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

/// What stands in a column and on a row's line is a number of it, though it does not look like one: a broken digit,
/// a 1.
void complete_rows(NumberColumns& table, const std::vector<Word>& words) {
    const double slack = level * table.digit;
    for (NumberRow& row : table.rows) {
        for (const Rect& column : table.columns) {
            if (std::ranges::any_of(row.values, [&](const Rect& v) { return horizontal_overlap(v, column) > 0; }))
                continue;
            for (const Word& word : words) {
                const std::optional<Rect> box = word.dash ? std::nullopt : on_line(word, row.top, row.bottom, slack);
                if (!box || box->x0 < column.x0 - slack || box->x1 > column.x1 + slack) continue;
                if (horizontal_overlap(*box, column) <= 0) continue;
                row.values.push_back(*box);
                break;
            }
        }
        std::ranges::sort(row.values, {}, &Rect::x0);
    }
}

bool is_filled(const NumberColumns& table, const Rect& column) {
    const std::size_t in = rows_with(table, column);
    return in * 2 > table.rows.size() || in >= 3;
}

/// In a wide table of few rows a column may hold nothing but a 1, which alone may be left of a rule: between columns
/// that stand twice as far apart as the others, in the middle and on a row's line, it is a number.
void add_columns_of_ones(NumberColumns& table, const std::vector<Word>& words) {
    constexpr std::size_t many = 9;
    constexpr double twice = 1.6, thrice = 2.5, near_middle = 0.2;  // of the usual distance
    if (table.columns.size() < many) return;
    std::vector<double> distances;
    for (std::size_t c = 1; c < table.columns.size(); ++c) {
        distances.push_back(table.columns[c].center().x - table.columns[c - 1].center().x);
    }
    const double usual = median(distances);
    std::vector<Rect> found;
    for (std::size_t c = 1; c < table.columns.size(); ++c) {
        if (distances[c - 1] < twice * usual || distances[c - 1] > thrice * usual) continue;
        const double middle = (table.columns[c].center().x + table.columns[c - 1].center().x) / 2;
        Rect column;
        NumberColumns with_ones = table;
        for (NumberRow& row : with_ones.rows) {
            for (const Word& word : words) {
                const std::optional<Rect> box =
                    word.thin ? on_line(word, row.top, row.bottom, level * table.digit) : std::nullopt;
                if (!box || std::abs(box->center().x - middle) > near_middle * usual) continue;
                row.values.push_back(*box);
                column = united(column, *box);
            }
            std::ranges::sort(row.values, {}, &Rect::x0);
        }
        if (column.empty() || !is_filled(with_ones, column)) continue;
        table.rows = with_ones.rows;
        found.push_back(column);
    }
    table.columns.insert(table.columns.end(), found.begin(), found.end());
    std::ranges::sort(table.columns, {}, &Rect::x0);
}

/// Columns in which most rows, or the only one, hold a dash and no row a number.
void add_columns_of_dashes(NumberColumns& table) {
    std::vector<std::pair<Rect, std::size_t>> found;  // and how many dashes stand there
    const double left = table.columns.front().x0, right = table.columns.back().x1;
    for (const NumberRow& row : table.rows) {
        for (const Rect& dash : row.dashes) {
            if (dash.x1 < left || dash.x0 > right + 6 * table.digit) continue;
            if (column_of(dash, table.columns, aligned * table.digit) != -1) continue;
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

/// As narrow as a digit, nearer to the last column than columns are to each other, and in few rows.
bool is_crumb_at_end(const NumberColumns& table) {
    constexpr double nearer = 0.8;
    if (table.columns.size() < 3) return false;
    std::vector<double> distances;
    for (std::size_t c = 1; c + 1 < table.columns.size(); ++c)
        distances.push_back(table.columns[c].center().x - table.columns[c - 1].center().x);
    const Rect& last = table.columns.back();
    const double away = last.center().x - table.columns[table.columns.size() - 2].center().x;
    return rows_with(table, last) * 3 <= table.rows.size() && last.width() < table.digit &&
           away < nearer * median(distances);
}

/// Where the columns on the right hold a number in most rows, those on the left that do not, up to one that hardly any
/// row has, are pieces of labels.
void drop_label_columns(NumberColumns& table) {
    constexpr std::size_t enough = 5;
    constexpr double most = 0.7;
    const auto rows = static_cast<double>(table.rows.size());
    const auto holds = [&](const Rect& column) { return static_cast<double>(rows_with(table, column)) >= most * rows; };
    const auto numbers = std::find_if_not(table.columns.rbegin(), table.columns.rend(), holds).base();
    if (static_cast<std::size_t>(table.columns.end() - numbers) < enough) return;
    if (std::any_of(table.columns.begin(), numbers, holds)) return;
    const auto sparse = std::find_if(std::make_reverse_iterator(numbers), table.columns.rend(),
                                     [&](const Rect& column) { return !is_filled(table, column); });
    table.columns.erase(table.columns.begin(), sparse.base());
}

/// Crumbs of a column's rule, taken for a 1 here and there, and labels of narrow characters: no columns.
void drop_false_columns(NumberColumns& table) {
    const auto is_label = [&](const Rect& column) {
        return rows_with(table, column) * 3 <= table.rows.size() || !is_filled(table, column);
    };
    while (!table.columns.empty() && is_label(table.columns.front())) table.columns.erase(table.columns.begin());
    drop_label_columns(table);
    // What is left of the table's right side may stand as high as a digit in a row or two.
    while (is_crumb_at_end(table)) table.columns.pop_back();
    std::erase_if(table.columns, [&](const Rect& column) {
        return column.width() < thinnest_word * table.digit && rows_with(table, column) * 2 <= table.rows.size();
    });
}

/// Of a table's last row, alone on its page: a label, and numbers equally far from each other, as no text has them.
bool is_lone_row(const NumberColumns& table, const std::vector<Word>& words) {
    constexpr std::size_t enough = 6;
    constexpr double evenly = 0.12;  // of the distance between two
    constexpr double widest = 4;     // of the digits' height, of what may still be a number: labels are wider
    if (table.rows.size() != 1 || table.columns.size() < enough) return false;
    const NumberRow& row = table.rows.front();
    const auto is_even = [&](const auto& place) {
        std::vector<double> gaps;
        for (std::size_t c = 1; c < table.columns.size(); ++c)
            gaps.push_back(place(table.columns[c]) - place(table.columns[c - 1]));
        const double usual = median(gaps);
        return std::ranges::all_of(gaps, [&](double gap) { return std::abs(gap - usual) < evenly * usual; });
    };
    const bool even = is_even([](const Rect& column) { return column.center().x; }) ||
                      is_even([](const Rect& column) { return column.x1; });
    return even && std::ranges::any_of(words, [&](const Word& word) {
               const bool before = word.box.x1 < table.columns.front().x0 && word.box.width() > widest * table.digit;
               return before && !word.number && word.box.y0 < row.middle() && word.box.y1 > row.middle();
           });
}

/// Chance puts a few numbers under each other in running text.
bool is_table(const NumberColumns& table, const std::vector<Word>& words) {
    const std::size_t rows = table.rows.size(), columns = table.columns.size();
    const bool filled =
        std::ranges::all_of(table.columns, [&](const Rect& column) { return is_filled(table, column); });
    const bool enough = (rows >= 3 && columns >= 5) || (rows == 2 && columns >= 6) || columns >= 10;
    return filled && (enough || is_lone_row(table, words));
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
        complete_rows(table, words);
        drop_false_columns(table);
        if (!table.columns.empty()) add_columns_of_dashes(table);
        add_columns_of_ones(table, words);
    }
    std::erase_if(tables, [&](const NumberColumns& table) { return !is_table(table, words); });
    return tables;
}

}  // namespace nianbao::layout
