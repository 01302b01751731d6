// SPDX-License-Identifier: GPL-3.0-or-later
// Labels of several rows in one cell, and numbers in the cell of the heading above them.
#include <algorithm>
#include <catch2/catch.hpp>

#include "layout/merged_cells.h"

using namespace nianbao;
using namespace nianbao::layout;

namespace {

// Columns: the labels of groups, of rows, and five of values.
constexpr double digit = 20, tall = 60;
const std::vector<double> at{0, 150, 500, 600, 700, 800, 900, 1000};
constexpr int first_value = 2, columns = 7;

LayoutCell cell(int row, int column, int row_span = 1, int column_span = 1) {
    LayoutCell out;
    out.row = row;
    out.column = column;
    out.row_span = row_span;
    out.column_span = column_span;
    out.box = {at[static_cast<std::size_t>(column)], row * tall, at[static_cast<std::size_t>(column + column_span)],
               (row + row_span) * tall};
    return out;
}

LayoutTable table_of(int rows, const std::vector<LayoutCell>& labels) {
    LayoutTable table;
    table.rows = rows;
    table.columns = columns;
    table.box = {at.front(), 0, at.back(), rows * tall};
    table.cells = labels;
    for (int r = 0; r < rows; ++r) {
        for (int c = first_value; c < columns; ++c) table.cells.push_back(cell(r, c));
    }
    return table;
}

Word label(double x0, double x1, double middle) {
    Word word;
    word.box = word.upright = {x0, middle - 14, x1, middle + 14};
    word.tallest = 28;
    return word;
}

NumberColumns numbers_in(int from, int to) {
    NumberColumns numbers;
    numbers.digit = digit;
    for (int c = first_value; c < columns; ++c) {
        const double x = at[static_cast<std::size_t>(c)];
        numbers.columns.push_back({x + 40, from * tall, x + 60, to * tall});
    }
    for (int r = from; r < to; ++r) {
        NumberRow row;
        row.top = r * tall + 20;
        row.bottom = row.top + digit;
        for (const Rect& column : numbers.columns) row.values.push_back({column.x0, row.top, column.x1, row.bottom});
        numbers.rows.push_back(row);
    }
    return numbers;
}

std::vector<Word> a_label_each(int rows, double x0 = 170, double x1 = 400) {
    std::vector<Word> words;
    for (int r = 0; r < rows; ++r) words.push_back(label(x0, x1, (r + 0.5) * tall));
    return words;
}

int cells_in_column(const LayoutTable& table, int column) {
    return static_cast<int>(
        std::ranges::count_if(table.cells, [column](const LayoutCell& c) { return c.column == column; }));
}

bool is_tiled(const LayoutTable& table) {
    std::vector<int> covered(static_cast<std::size_t>(table.rows * table.columns), 0);
    for (const LayoutCell& c : table.cells) {
        for (int r = c.row; r < c.row + c.row_span; ++r) {
            for (int k = c.column; k < c.column + c.column_span; ++k)
                ++covered[static_cast<std::size_t>(r * table.columns + k)];
        }
    }
    return std::ranges::all_of(covered, [](int count) { return count == 1; });
}

}  // namespace

TEST_CASE("labels that share a cell beside rows of numbers are parted, each with its line") {
    LayoutTable table = table_of(4, {cell(0, 0, 4), cell(0, 1, 4)});
    std::vector<Word> words = a_label_each(4);
    words[2] = label(170, 400, 2.5 * tall - 12);  // set a little high
    part_merged_cells(table, {numbers_in(0, 4)}, words, 300);
    CHECK(is_tiled(table));
    CHECK(cells_in_column(table, 1) == 4);
    for (const Word& word : words) {
        CHECK(std::ranges::count_if(table.cells, [&](const LayoutCell& c) {
                  return c.column == 1 && c.box.y0 <= word.box.y0 && c.box.y1 >= word.box.y1;
              }) == 1);
    }
    // The group's label stands beside labels, not beside numbers.
    CHECK(cells_in_column(table, 0) == 1);
}

TEST_CASE("labels of groups that share the cell, too, are parted from those of rows where paper is clear") {
    LayoutTable table = table_of(4, {cell(0, 0, 3, 2), cell(3, 0, 1, 1), cell(3, 1, 1, 1)});
    std::vector<Word> words = a_label_each(4);
    words[0] = label(60, 400, 0.5 * tall);                                            // a row that belongs to no group
    for (const double row : {1.5, 2.5}) words.push_back(label(20, 130, row * tall));  // its two lines
    part_merged_cells(table, {numbers_in(0, 4)}, words, 300);
    CHECK(is_tiled(table));
    CHECK(cells_in_column(table, 1) == 3);
    CHECK(std::ranges::any_of(table.cells, [](const LayoutCell& c) { return c.row == 0 && c.column_span == 2; }));
}

TEST_CASE("a label beside one row of numbers over two lines stays whole, and so does a table's corner") {
    LayoutTable table = table_of(2, {cell(0, 0, 2), cell(0, 1, 2)});
    for (LayoutCell& c : table.cells) {
        if (c.column >= first_value && c.row == 1) c.column = -1;
        if (c.column >= first_value) c = cell(0, c.column, 2);
    }
    std::erase_if(table.cells, [](const LayoutCell& c) { return c.column < 0; });
    NumberColumns wrapped = numbers_in(0, 2);
    for (NumberRow& row : wrapped.rows) {
        for (Rect& value : row.values) value = value.inflated(35, 0);  // as wide as their cells
    }
    for (Rect& value : wrapped.rows[1].values) value.x1 = value.x0 + 20;
    part_merged_cells(table, {wrapped}, a_label_each(2), 300);
    CHECK(cells_in_column(table, 1) == 1);

    LayoutTable headed = table_of(4, {cell(0, 0, 2, 2), cell(2, 0, 2), cell(2, 1), cell(3, 1)});
    part_merged_cells(headed, {numbers_in(2, 4)}, a_label_each(4), 300);
    CHECK(std::ranges::any_of(headed.cells, [](const LayoutCell& c) { return c.row == 0 && c.row_span == 2; }));
}

TEST_CASE("numbers of more digits than any has are those of two rows, though each fills its cell") {
    LayoutTable table = table_of(3, {cell(0, 0, 3), cell(0, 1), cell(1, 1), cell(2, 1)});
    NumberColumns numbers = numbers_in(0, 3);
    for (Rect& column : numbers.columns) column = column.inflated(38, 0);
    for (NumberRow& row : numbers.rows) {
        for (Rect& value : row.values) value = value.inflated(38, 0);
    }
    // Rows 1 and 2 have lost the rule between them.
    std::erase_if(table.cells, [](const LayoutCell& c) { return c.column >= first_value && c.row == 2; });
    for (LayoutCell& c : table.cells) {
        if (c.column >= first_value && c.row == 1) c = cell(1, c.column, 2);
    }
    part_merged_cells(table, {numbers}, a_label_each(3), 300);
    CHECK(is_tiled(table));
    CHECK(cells_in_column(table, first_value) == 3);
}

TEST_CASE("a number is parted from the heading above it where the others of its row are") {
    LayoutTable table = table_of(3, {cell(0, 0, 1), cell(1, 0, 2), cell(0, 1, 1), cell(1, 1, 1), cell(2, 1, 1)});
    std::erase_if(table.cells, [](const LayoutCell& c) { return c.column == 3 && c.row >= 1; });
    table.cells.push_back(cell(1, 3, 2));
    part_merged_cells(table, {numbers_in(2, 3)}, {label(620, 680, 1.5 * tall)}, 300);
    CHECK(is_tiled(table));
    CHECK(cells_in_column(table, 3) == 3);
}

TEST_CASE("labels beside rows of a few numbers, too few to tell columns by, are parted as well") {
    LayoutTable table;
    table.worn = true;
    table.rows = 3;
    table.columns = columns;
    table.box = {at.front(), 0, at.back(), 3 * tall};
    table.cells = {cell(0, 0, 1, 2), cell(0, 2, 1, 2), cell(0, 4, 1, 3), cell(1, 0, 2, 2)};
    std::vector<Word> words{label(60, 300, 1.5 * tall), label(60, 400, 2.5 * tall)};
    words.push_back(label(520, 680, 0.5 * tall));  // the headings
    words.push_back(label(720, 980, 0.5 * tall));
    for (int r = 1; r < 3; ++r) {
        table.cells.push_back(cell(r, 2, 1, 2));
        table.cells.push_back(cell(r, 4, 1, 3));
        for (const double x : {560.0, 780.0}) {
            Word number = label(x, x + 60, (r + 0.5) * tall);
            number.number = true;
            words.push_back(number);
        }
    }
    const auto labels_of = [&](const std::vector<Word>& of) {
        LayoutTable parted = table;
        part_merged_cells(parted, {}, of, 300);
        CHECK(is_tiled(parted));
        return cells_in_column(parted, 0) - 1;
    };
    CHECK(labels_of(words) == 2);
    // One label of both rows, or words where numbers stand: it stays whole.
    std::vector<Word> single = words;
    single.erase(single.begin());
    CHECK(labels_of(single) == 1);
    words.back().number = false;
    CHECK(labels_of(words) == 1);
    table.worn = false;
    CHECK(labels_of(words) == 1);
}
