// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that a narrow column breaks over two lines, against two numbers of which the rule between is lost.
#include <algorithm>
#include <catch2/catch.hpp>

#include "layout/join_lines.h"
#include "layout/merged_cells.h"
#include "layout/wrapped_number.h"

using namespace nianbao;
using namespace nianbao::layout;

namespace {

constexpr double dpi = 100;

ReadLine line(const char* text, double width, Witness witness) {
    return {{0, 0, width, 20}, text, 1, {{witness, text, 1, {}}}, {}};
}

double sure_of_one(const char* first, double width, const char* second, Witness witness) {
    const ReadLine whole = join_lines({line(first, width, witness), line(second, 12, witness)}, CellWidth{100, dpi});
    CHECK(whole.text == std::string(first) + second);
    return whole.readings.at(0).confidence;
}

/// A row of a label and three numbers on two lines each.
struct Row {
    explicit Row(double width_of_first) {
        table.rows = 3;
        table.columns = 4;
        table.box = {0, 0, 400, 300};
        for (int r = 0; r < 3; ++r) {
            for (int c = 0; c < 4; ++c) {
                LayoutCell cell;
                cell.row = r;
                cell.column = c;
                cell.box = {c * 100 + 1.0, r * 100 + 1.0, c * 100 + 99.0, r * 100 + 99.0};
                table.cells.push_back(cell);
            }
        }
        numbers.digit = 20;
        for (int c = 1; c < 4; ++c) numbers.columns.push_back({c * 100 + 10.0, 0, c * 100 + 95.0, 300});
        for (const double top : {40.0, 120.0, 155.0, 240.0}) {
            const double width = top == 120 ? width_of_first : 20;
            NumberRow row;
            row.top = top;
            row.bottom = top + 20;
            for (int c = 1; c < 4; ++c) row.values.push_back({c * 100 + 95 - width, top, c * 100 + 95.0, top + 20});
            numbers.rows.push_back(row);
        }
    }
    LayoutTable parted(double label_top) {
        Word label;
        label.box = {10, label_top, 90, label_top + 24};
        part_merged_cells(table, {numbers}, {label}, dpi);
        return table;
    }
    LayoutTable table;
    NumberColumns numbers;
};

}  // namespace

TEST_CASE("a dash and a number on two lines are of two rows, and no number with a sign") {
    for (const Witness witness : {Witness::text_layer, Witness::glyphs}) {
        CHECK(sure_of_one("—", 12, "0", witness) < 0.6);
        CHECK(sure_of_one("-", 12, "28", witness) < 0.6);
        CHECK(sure_of_one("0", 12, "—", witness) < 0.6);
    }
}

TEST_CASE("a line fills its cell when no further digit would stand beside it") {
    CHECK(fills_cell(80, 100, 12, dpi));
    CHECK_FALSE(fills_cell(60, 100, 12, dpi));
    CHECK(fills_cell(240, 300, 36, 3 * dpi));
    CHECK_FALSE(fills_cell(180, 300, 36, 3 * dpi));
}

TEST_CASE("lines of digits are one number when the first is as wide as its cell allows") {
    CHECK(sure_of_one("929896", 80, "9", Witness::glyphs) > 0.9);
    CHECK(sure_of_one("929896", 80, "9", Witness::text_layer) > 0.999);
    // Else they are likely those of two rows, whoever says what they are.
    CHECK(sure_of_one("126", 36, "7", Witness::glyphs) < 0.6);
    CHECK(sure_of_one("126", 36, "7", Witness::text_layer) < 0.6);
    CHECK(join_lines({line("126", 36, Witness::text_layer), line("7", 12, Witness::text_layer)}, CellWidth{100, dpi})
              .confidence < 0.6);
    // The rest of a number is no longer than its beginning.
    CHECK(sure_of_one("929896", 80, "1234567", Witness::glyphs) < 0.6);
}

TEST_CASE("a row of wrapped numbers stays one row, two rows in one cell are parted") {
    // The label stands beside the first line, so that it says nothing.
    CHECK(Row(75).parted(115).rows == 3);
    CHECK(Row(30).parted(115).rows == 4);
}

TEST_CASE("a label in the middle of a row keeps it whole, one above another does not") {
    CHECK(Row(30).parted(136).rows == 3);
    CHECK(Row(30).parted(108).rows == 4);
}

TEST_CASE("lines that fill their cell but for the last are marked as parts of one number") {
    const auto cell_of = [](std::vector<double> widths) {
        LayoutCell cell;
        cell.box = {0, 0, 100, 90};
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const double y = 10 + 25.0 * static_cast<double>(i);
            cell.lines.push_back({{0, y, widths[i], y + 20}, 28, Direction::horizontal});
        }
        mark_wrapped_lines(cell, dpi);
        return std::ranges::count_if(cell.lines, &LayoutLine::wrapped);
    };
    CHECK(cell_of({85, 12}) == 2);
    CHECK(cell_of({40, 12}) == 0);
    CHECK(cell_of({90}) == 0);
    CHECK(cell_of({}) == 0);
    CHECK(cell_of({85, 88, 12}) == 3);
}
