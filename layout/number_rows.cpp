// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/number_rows.h"

#include <algorithm>
#include <cmath>

#include "layout/union_find.h"

namespace nianbao::layout {
namespace {

// Inches: digits of 6 to 20 point print are that tall.
constexpr double lowest_digit = 0.055, tallest_digit = 0.2;
constexpr double least_mark = 0.03;   // lower and narrower is dust
constexpr double crumb = 0.013;       // thinner is left of a rule; the stroke of a 1 is thicker
constexpr double longest_mark = 0.4;  // longer is a rule

// Of a digit's height.
constexpr double within_word = 0.75, between_values = 0.9;
constexpr double widest_digit = 0.95;  // a hanzi is wider than 1.2 of the digits beside it
constexpr double taller_print = 1.15;
constexpr double off_line = 0.45;
constexpr double thin = 0.25;
// Two numbers beside each other are a row only in the columns of one of four.
constexpr std::size_t least_values = 2, enough_values = 4;

bool on_one_line(const Rect& a, const Rect& b) {
    const double taller = std::max(a.height(), b.height());
    return vertical_overlap(a, b) > 0.4 * std::min(a.height(), b.height()) && united(a, b).height() < 1.5 * taller;
}

/// The parts of a broken digit, or the strokes of 二: one over the other.
bool stacked(const Rect& a, const Rect& b, double tallest) {
    const double narrower = std::min(a.width(), b.width());
    const double gap = std::max(a.y0, b.y0) - std::min(a.y1, b.y1);
    return horizontal_overlap(a, b) > 0.5 * narrower && gap < 0.25 * tallest && united(a, b).height() < tallest;
}

bool is_printed(const Rect& box, double dpi) {
    if (std::max(box.width(), box.height()) > longest_mark * dpi) return false;
    return std::min(box.width(), box.height()) > crumb * dpi && std::max(box.width(), box.height()) > least_mark * dpi;
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

bool looks_like_number(const Rect& word, const std::vector<Rect>& marks, double dpi) {
    if (word.height() < lowest_digit * dpi || word.height() > tallest_digit * dpi) return false;
    const double tall = word.height();
    double widest = 0;
    std::size_t upright = 0;
    for (const Rect& mark : marks) {
        widest = std::max(widest, mark.width());
        upright += mark.height() > 0.75 * tall ? 1 : 0;
    }
    // Two digits that touch are one mark; of broken ones no piece need be upright.
    return widest < widest_digit * tall && upright * 2 >= marks.size() && word.width() < 8 * tall;
}

bool looks_like_dash(const Rect& word, double dpi) {
    return word.height() < 0.04 * dpi && word.width() > 0.03 * dpi && word.width() < 0.35 * dpi;
}

/// Whether something printed stands between two numbers of a row.
bool something_between(const std::vector<Word>& words, const Rect& a, const Rect& b) {
    const double digit = std::max(a.height(), b.height());
    return std::ranges::any_of(words, [&](const Word& word) {
        if (word.number || word.dash || word.thin || word.box.height() < 0.5 * digit) return false;
        const bool between = word.box.x0 < b.x0 && word.box.x1 > a.x1;
        return between && vertical_overlap(word.box, united(a, b)) > 0.5 * digit;
    });
}

NumberRow row_of(std::vector<Rect> values, const std::vector<Word>& words) {
    NumberRow row;
    std::vector<double> tops, bottoms;
    for (const Rect& value : values) {
        tops.push_back(value.y0);
        bottoms.push_back(value.y1);
    }
    row.values = std::move(values);
    row.top = median(tops);
    row.bottom = median(bottoms);
    for (const Word& word : words) {
        const double y = word.box.center().y;
        if (word.dash && std::abs(y - row.middle()) < 0.3 * row.digit()) row.dashes.push_back(word.box);
    }
    return row;
}

double usual_height(const std::vector<Rect>& values) {
    std::vector<double> heights;
    for (const Rect& value : values) heights.push_back(value.height());
    return median(heights);
}

/// @param line  words on one line, left to right
void add_rows(const std::vector<Rect>& line, const std::vector<Word>& words, std::vector<NumberRow>& rows) {
    std::vector<Rect> run;
    const auto end_run = [&] {
        // 其他 and the like, short and of narrow pieces, stand before the numbers; hanzi are taller.
        while (run.size() >= least_values && run.front().height() > taller_print * usual_height(run)) {
            run.erase(run.begin());
        }
        if (run.size() >= least_values) rows.push_back(row_of(run, words));
        run.clear();
    };
    for (const Rect& value : line) {
        const bool near = !run.empty() && value.x0 - run.back().x1 < between_values * value.height();
        if (near || (!run.empty() && something_between(words, run.back(), value))) end_run();
        run.push_back(value);
    }
    end_run();
}

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

bool goes_on(const NumberColumns& table, const NumberRow& row, const std::vector<Word>& words) {
    constexpr double farthest = 12, alike = 1.35;  // digits' heights
    constexpr std::size_t most_strangers = 2;      // values in no column yet: more are of another table
    const double taller = std::max(table.digit, row.digit()), lower = std::min(table.digit, row.digit());
    if (taller > alike * lower || row.top - table.rows.back().bottom > farthest * table.digit) return false;
    std::size_t fitting = 0;
    for (const Rect& value : row.values) fitting += column_of(value, table.columns, 0.3 * table.digit) >= 0 ? 1 : 0;
    if (row.values.size() > fitting + most_strangers) return false;
    // Either may have values that were not seen as such in the other.
    const std::size_t common = std::min(row.values.size(), table.columns.size());
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

std::size_t rows_with(const NumberColumns& table, const Rect& column) {
    const auto stands_in = [&](const Rect& value) { return horizontal_overlap(value, column) > 0; };
    return static_cast<std::size_t>(std::ranges::count_if(table.rows, [&](const NumberRow& row) {
        return std::ranges::any_of(row.values, stands_in) || std::ranges::any_of(row.dashes, stands_in);
    }));
}

/// Crumbs of a column's rule, taken for a 1 here and there, and labels of narrow characters: no columns.
void drop_false_columns(NumberColumns& table) {
    while (!table.columns.empty() && rows_with(table, table.columns.front()) * 3 <= table.rows.size()) {
        table.columns.erase(table.columns.begin());
    }
    std::erase_if(table.columns, [&](const Rect& column) {
        return column.width() < thin * table.digit && rows_with(table, column) * 2 <= table.rows.size();
    });
}

/// Chance puts a few numbers under each other in running text.
bool is_table(const NumberColumns& table) {
    const std::size_t rows = table.rows.size(), columns = table.columns.size();
    const bool filled = std::ranges::all_of(table.columns, [&](const Rect& column) {
        const std::size_t in = rows_with(table, column);
        return in * 2 > rows || in >= 3;
    });
    return filled && ((rows >= 3 && columns >= 5) || (rows == 2 && columns >= 6) || columns >= 10);
}

}  // namespace

std::vector<Word> words_of(const std::vector<Mark>& marks, double dpi) {
    std::vector<Rect> boxes;
    for (const Mark& mark : marks) {
        if (is_printed(mark.box, dpi)) boxes.push_back(mark.box);
    }
    std::ranges::sort(boxes, {}, &Rect::x0);
    UnionFind sets(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        for (std::size_t j = i + 1; j < boxes.size() && boxes[j].x0 < boxes[i].x1 + tallest_digit * dpi; ++j) {
            const double tall = std::max({boxes[i].height(), boxes[j].height(), lowest_digit * dpi});
            const double gap = boxes[j].x0 - boxes[i].x1;
            const bool beside = gap < within_word * tall && on_one_line(boxes[i], boxes[j]);
            if (beside || stacked(boxes[i], boxes[j], tallest_digit * dpi)) sets.unite(i, j);
        }
    }
    std::vector<std::vector<Rect>> parts(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i) parts[sets.find(i)].push_back(boxes[i]);
    std::vector<Word> words;
    for (const auto& part : parts) {
        if (part.empty()) continue;
        Word word;
        for (const Rect& box : part) {
            word.box = united(word.box, box);
            word.tallest = std::max(word.tallest, box.height());
        }
        word.dash = part.size() == 1 && looks_like_dash(word.box, dpi);
        word.thin = word.box.width() < thin * std::max(word.box.height(), lowest_digit * dpi);
        word.number = !word.thin && looks_like_number(word.box, part, dpi);
        words.push_back(word);
    }
    return words;
}

std::vector<NumberRow> number_rows(const std::vector<Word>& words) {
    std::vector<Rect> numbers;
    for (const Word& word : words) {
        if (word.number) numbers.push_back(word.box);
    }
    std::ranges::sort(numbers, {}, [](const Rect& box) { return box.center().y; });
    std::vector<NumberRow> rows;
    for (std::size_t from = 0; from < numbers.size();) {
        std::size_t to = from + 1;
        while (to < numbers.size() &&
               numbers[to].center().y - numbers[to - 1].center().y < off_line * numbers[to].height() &&
               numbers[to].center().y - numbers[from].center().y < 2 * off_line * numbers[from].height()) {
            ++to;
        }
        std::vector<Rect> line(numbers.begin() + static_cast<std::ptrdiff_t>(from),
                               numbers.begin() + static_cast<std::ptrdiff_t>(to));
        std::ranges::sort(line, {}, &Rect::x0);
        add_rows(line, words, rows);
        from = to;
    }
    std::ranges::sort(rows, {}, &NumberRow::top);
    return rows;
}

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
