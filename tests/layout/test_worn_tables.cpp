// SPDX-License-Identifier: GPL-3.0-or-later
// Worn copies: rows of which some numbers are not seen as such, labels in pieces, and rules that bound only parts of a
// table.
#include <algorithm>
#include <catch2/catch.hpp>

#include "layout/number_columns.h"
#include "layout/table_choice.h"
#include "layout/unruled_tables.h"

using namespace nianbao;
using namespace nianbao::layout;

namespace {

constexpr double left = 1000, wide = 150, high = 80, digit = 30;

Word number_at(double x, double y) {
    Word word;
    word.box = word.upright = {x, y, x + 22, y + digit};
    word.number = true;
    return word;
}

Word label_at(double x0, double x1, double y) {
    Word word;
    word.box = word.upright = {x0, y - 4, x1, y + digit + 8};
    word.tallest = 42;
    return word;
}

double x_of(int column) {
    return left + column * wide;
}

double y_of(int row) {
    return 400 + row * high;
}

/// Numbers in seven columns, and a label before each row.
std::vector<Word> words_in(int rows) {
    std::vector<Word> words;
    for (int r = 0; r < rows; ++r) {
        words.push_back(label_at(400, 800, y_of(r)));
        for (int c = 0; c < 7; ++c) words.push_back(number_at(x_of(c), y_of(r)));
    }
    return words;
}

std::vector<NumberColumns> columns_in(const std::vector<Word>& words) {
    return number_columns(number_rows(words), words);
}

/// A ruled table around rows and columns of such numbers, each in a cell of its own.
LayoutTable ruled(int from_row, int to_row, double x0, double x1) {
    LayoutTable table;
    table.box = {x0, y_of(from_row) - 20, x1, y_of(to_row) - 20};
    table.rows = to_row - from_row;
    table.columns = std::max(1, static_cast<int>((x1 - std::max(x0, left - 60)) / wide));
    const double width = (x1 - x0) / table.columns;
    for (int r = 0; r < table.rows; ++r) {
        for (int c = 0; c < table.columns; ++c) {
            LayoutCell cell;
            cell.row = r;
            cell.column = c;
            cell.box = {x0 + c * width, y_of(from_row + r) - 20, x0 + (c + 1) * width, y_of(from_row + r + 1) - 20};
            table.cells.push_back(cell);
        }
    }
    return table;
}

/// The same with a column for the labels.
LayoutTable labelled(int from_row, int to_row) {
    LayoutTable table = ruled(from_row, to_row, left - 60, x_of(7));
    table.box.x0 = 380;
    ++table.columns;
    for (LayoutCell& cell : table.cells) ++cell.column;
    for (int r = 0; r < table.rows; ++r) {
        LayoutCell cell;
        cell.row = r;
        cell.box = {380, y_of(from_row + r) - 20, left - 60, y_of(from_row + r + 1) - 20};
        table.cells.push_back(cell);
    }
    return table;
}

std::vector<LayoutTable> chosen(const std::vector<Word>& words, std::vector<LayoutTable> tables) {
    add_unruled_tables(columns_in(words), words, tables, 300);
    return tables;
}

}  // namespace

TEST_CASE("pieces of labels that look like numbers part no rows from each other") {
    std::vector<Word> words = words_in(9);
    for (const int row : {2, 5, 7}) {
        words.push_back(number_at(300 + 60 * row, y_of(row)));
        words.push_back(number_at(350 + 60 * row, y_of(row)));
    }
    std::erase_if(words, [](const Word& word) { return !word.number; });
    const auto found = columns_in(words);
    REQUIRE(found.size() == 1);
    CHECK(found[0].rows.size() == 9);
    CHECK(found[0].columns.size() == 7);
}

TEST_CASE("a first row of which some numbers are not seen as such belongs to the rows below it") {
    std::vector<Word> words = words_in(6);
    for (Word& word : words) {
        const bool broken = word.box.y0 == y_of(0) && (word.box.x0 == x_of(0) || word.box.x0 == x_of(1));
        if (broken || (word.box.y0 == y_of(0) && word.box.x0 == x_of(6))) word.number = false;
    }
    const auto found = columns_in(words);
    REQUIRE(found.size() == 1);
    CHECK(found[0].rows.size() == 6);
    CHECK(found[0].columns.size() == 7);
}

TEST_CASE("rules around parts of a table give way to all of it") {
    const std::vector<Word> words = words_in(10);
    const double right = x_of(7);
    SECTION("one part below the other") {
        const auto tables = chosen(words, {ruled(0, 4, left - 60, right), ruled(4, 10, left - 60, right)});
        REQUIRE(tables.size() == 1);
        CHECK(tables[0].rows == 10);
    }
    SECTION("parts that tell by themselves what their numbers are stay") {
        const auto tables = chosen(words, {labelled(0, 4), labelled(4, 10)});
        REQUIRE(tables.size() == 2);
        CHECK(tables[0].rows == 4);
        CHECK(tables[1].rows == 6);
    }
    SECTION("labels beside numbers") {
        const auto tables = chosen(words, {ruled(0, 10, left - 60, right), ruled(2, 10, 380, left - 100)});
        REQUIRE(tables.size() == 1);
        CHECK(tables[0].rows == 10);
        CHECK(tables[0].box.x0 < 450);
    }
    SECTION("rules around all of it stay") {
        const LayoutTable whole = ruled(0, 10, 380, right);
        const auto tables = chosen(words, {whole});
        REQUIRE(tables.size() == 1);
        CHECK(tables[0].cells.size() == whole.cells.size());
        CHECK(tables[0].box.y1 == whole.box.y1);
    }
}

TEST_CASE("labels in pieces, of which many begin at one place, are not parted there") {
    std::vector<Word> whole = words_in(8), pieces = words_in(8);
    std::erase_if(pieces, [](const Word& word) { return !word.number; });
    for (int r = 0; r < 8; ++r) {
        pieces.push_back(label_at(400, 560, y_of(r)));
        pieces.push_back(label_at(580, 800, y_of(r)));
    }
    const auto columns_of = [](const std::vector<Word>& words) {
        return unruled_table(columns_in(words).at(0), words).columns;
    };
    CHECK(columns_of(whole) == 1 + 7);
    CHECK(columns_of(pieces) == 1 + 7);
    // A group's label, far from those of its rows, stands in a column of its own.
    std::vector<Word> groups = whole;
    groups.push_back(label_at(150, 300, y_of(3)));
    CHECK(columns_of(groups) == 2 + 7);
}
