// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that share a cell because the rule between them is lost.
#include <algorithm>
#include <catch2/catch.hpp>

#include "layout/merged_cells.h"

using namespace nianbao;
using namespace nianbao::layout;

namespace {

constexpr double wide = 100, tall = 50, digit = 20;

LayoutCell cell(int row, int column, int row_span = 1, int column_span = 1) {
    LayoutCell out;
    out.row = row;
    out.column = column;
    out.row_span = row_span;
    out.column_span = column_span;
    out.box = {column * wide + 1, row * tall + 1, (column + column_span) * wide - 1, (row + row_span) * tall - 1};
    return out;
}

LayoutTable table_of(int rows, int columns, std::vector<LayoutCell> merged) {
    LayoutTable table;
    table.rows = rows;
    table.columns = columns;
    table.box = {0, 0, columns * wide, rows * tall};
    const auto covered = [&](int r, int c) {
        return std::any_of(merged.begin(), merged.end(), [&](const LayoutCell& m) {
            return r >= m.row && r < m.row + m.row_span && c >= m.column && c < m.column + m.column_span;
        });
    };
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
            if (!covered(r, c)) table.cells.push_back(cell(r, c));
        }
    }
    table.cells.insert(table.cells.end(), merged.begin(), merged.end());
    return table;
}

/// A number in the middle of each place of a full table.
NumberColumns numbers_in(int rows, int columns) {
    NumberColumns numbers;
    numbers.digit = digit;
    for (int c = 0; c < columns; ++c) numbers.columns.push_back({c * wide + 40, 0, c * wide + 60, rows * tall});
    for (int r = 0; r < rows; ++r) {
        NumberRow row;
        row.top = r * tall + 15;
        row.bottom = row.top + digit;
        for (int c = 0; c < columns; ++c) row.values.push_back({c * wide + 40, row.top, c * wide + 60, row.bottom});
        numbers.rows.push_back(row);
    }
    return numbers;
}

bool is_full(const LayoutTable& table, int rows, int columns) {
    return table.rows == rows && table.columns == columns &&
           table.cells.size() == static_cast<std::size_t>(rows * columns) &&
           std::all_of(table.cells.begin(), table.cells.end(),
                       [](const LayoutCell& c) { return c.row_span == 1 && c.column_span == 1; });
}

}  // namespace

TEST_CASE("two numbers in one cell are parted at the boundary that other rows show") {
    LayoutTable table = table_of(4, 6, {cell(1, 2, 1, 2), cell(2, 4, 1, 2)});
    part_merged_cells(table, {numbers_in(4, 6)}, {}, 300);
    CHECK(is_full(table, 4, 6));
    // Where they are, they stay.
    const auto third = std::find_if(table.cells.begin(), table.cells.end(),
                                    [](const LayoutCell& c) { return c.row == 1 && c.column == 3; });
    CHECK(third->box.contains({350, 75}));
}

TEST_CASE("three numbers in one cell show two boundaries that the table has nowhere") {
    LayoutTable table = table_of(4, 6, {});
    // The last three columns as one.
    std::erase_if(table.cells, [](const LayoutCell& c) { return c.column > 3; });
    for (LayoutCell& c : table.cells) {
        if (c.column == 3) c.box.x1 = 6 * wide - 1;
    }
    table.columns = 4;
    part_merged_cells(table, {numbers_in(4, 6)}, {}, 300);
    CHECK(is_full(table, 4, 6));
}

TEST_CASE("rows are parted as columns are") {
    LayoutTable table = table_of(4, 6, {cell(1, 2, 2, 1), cell(1, 3, 2, 1), cell(0, 5, 2, 1)});
    part_merged_cells(table, {numbers_in(4, 6)}, {}, 300);
    CHECK(is_full(table, 4, 6));
}

TEST_CASE("headings over two columns are parted only where their words are") {
    const auto word = [](double x0, double x1) {
        Word out;
        out.box = {x0, 15, x1, 35};
        out.tallest = 20;
        return out;
    };
    NumberColumns numbers = numbers_in(5, 6);
    numbers.rows.erase(numbers.rows.begin());  // row 0 holds the headings
    LayoutTable apart = table_of(5, 6, {cell(0, 2, 1, 2), cell(3, 2, 1, 2)});
    LayoutTable whole = apart;
    part_merged_cells(apart, {numbers}, {word(220, 280), word(320, 380)}, 300);
    CHECK(is_full(apart, 5, 6));
    part_merged_cells(whole, {numbers}, {word(240, 360)}, 300);
    CHECK(whole.cells.size() == 5 * 6 - 1);
}

TEST_CASE("a label that shares the cell of its first number is parted from it") {
    LayoutTable table = table_of(4, 7, {cell(2, 0, 1, 2)});
    NumberColumns numbers = numbers_in(4, 7);
    numbers.columns.erase(numbers.columns.begin());
    for (NumberRow& row : numbers.rows) row.values.erase(row.values.begin());
    Word label;
    label.box = {10, 2 * tall + 15, 90, 2 * tall + 35};
    part_merged_cells(table, {numbers}, {label}, 300);
    CHECK(is_full(table, 4, 7));
}

TEST_CASE("a table in which nothing is merged stays as it is") {
    LayoutTable table = table_of(4, 6, {});
    const std::size_t before = table.cells.size();
    part_merged_cells(table, {numbers_in(4, 6)}, {}, 300);
    CHECK(table.cells.size() == before);
    CHECK(is_full(table, 4, 6));
}

TEST_CASE("a label and a lone number share no cell where other rows have a boundary, and two headings do not") {
    // Two columns of which row 1 and its heading, row 0, have lost the rule.
    LayoutTable table = table_of(3, 2, {cell(0, 0, 1, 2), cell(1, 0, 1, 2)});
    const auto word = [](Rect box, bool number) {
        Word out;
        out.box = box;
        out.number = number;
        return out;
    };
    std::vector<Word> words{word({30, 10, 70, 30}, false), word({135, 10, 170, 30}, false),
                            word({10, 60, 60, 80}, false), word({145, 60, 155, 80}, true)};
    SECTION("parted") {
        part_merged_cells(table, {}, words, 300);
        CHECK(is_full(table, 3, 2));
    }
    SECTION("one heading over both, its characters set apart, stays whole") {
        words[0].box = {20, 10, 40, 30};
        words[1].box = {160, 10, 180, 30};
        words.push_back(word({66, 10, 86, 30}, false));
        words.push_back(word({113, 10, 133, 30}, false));
        part_merged_cells(table, {}, words, 300);
        CHECK(table.cells.size() == 5);
    }
    SECTION("a label that reaches over the boundary stays whole") {
        words[2].box.x1 = 120;
        part_merged_cells(table, {}, words, 300);
        CHECK(table.cells.size() == 4);
    }
    SECTION("the narrow hanzi at a heading's end are no number") {
        words[3].box = {135, 60, 175, 80};
        words[3].widest = 18;
        part_merged_cells(table, {}, words, 300);
        CHECK(table.cells.size() == 4);
    }
    SECTION("two words are no label and number") {
        words[3].number = false;
        part_merged_cells(table, {}, words, 300);
        CHECK(table.cells.size() == 4);
    }
}
