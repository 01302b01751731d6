// SPDX-License-Identifier: GPL-3.0-or-later
// What belongs to a row of numbers besides the words that look like numbers.
#include <catch2/catch.hpp>

#include "layout/number_rows.h"

using namespace nianbao;
using namespace nianbao::layout;

namespace {

constexpr double top = 100, digit = 30;

Word word(double x0, double width, double y0, double y1, bool number) {
    Word out;
    out.box = out.upright = {x0, y0, x0 + width, y1};
    out.tallest = y1 - y0;
    out.widest = width;
    out.number = number;
    return out;
}

/// Numbers at every 200th pixel but one.
std::vector<Word> line_without(int lacking) {
    std::vector<Word> words;
    for (int c = 0; c < 8; ++c) {
        if (c != lacking) words.push_back(word(500 + 200 * c, 40, top, top + digit, true));
    }
    return words;
}

}  // namespace

TEST_CASE("a number whose digits touch does not break its row") {
    std::vector<Word> words = line_without(3);
    words.push_back(word(1090, 60, top + 1, top + digit + 2, false));
    const std::vector<NumberRow> rows = number_rows(words);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].values.size() == 8);
    CHECK(rows[0].digit() == digit);
}

TEST_CASE("crumbs of a rule beside a number do not break its row, and none of its pieces is lost") {
    const auto mark = [](double x0, double x1, double y0, double y1) {
        Mark out;
        out.box = {x0, y0, x1, y1};
        return out;
    };
    std::vector<Mark> marks;
    for (int c = 0; c < 8; ++c) {
        if (c == 3) continue;
        for (const double x : {500, 524}) marks.push_back(mark(x + 200 * c, x + 20 + 200 * c, top, top + digit));
    }
    // A digit in two pieces and a whole one, below what is left of a rule; left of it a stretch of another.
    marks.push_back(mark(1100, 1118, top, top + 14));
    marks.push_back(mark(1100, 1118, top + 18, top + digit));
    marks.push_back(mark(1124, 1144, top, top + digit));
    marks.push_back(mark(1070, 1116, top - 16, top - 10));
    marks.push_back(mark(1152, 1157, top - 6, top + 52));
    const std::vector<NumberRow> rows = number_rows(words_of(marks, 300));
    REQUIRE(rows.size() == 1);
    REQUIRE(rows[0].values.size() == 8);
    CHECK(rows[0].values[3].x0 == 1100);
    CHECK(rows[0].values[3].x1 == 1144);
}

TEST_CASE("words, higher or wider than numbers, break it as before, and labels stay out") {
    std::vector<Word> words = line_without(3);
    words.push_back(word(1090, 40, top - 6, top + digit + 6, false));
    CHECK(number_rows(words).size() == 2);
    words.back() = word(1050, 90, top, top + digit, false);
    CHECK(number_rows(words).size() == 2);
    // 1、 and the words of its label, before the numbers.
    std::vector<Word> labelled = line_without(-1);
    labelled.push_back(word(200, 20, top, top + digit, true));
    labelled.push_back(word(260, 44, top, top + digit, false));
    const std::vector<NumberRow> rows = number_rows(labelled);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].values.size() == 8);
}

TEST_CASE("a few numbers make no numbers of the words between them") {
    std::vector<Word> words;
    for (const int c : {0, 2, 4}) words.push_back(word(500 + 200 * c, 40, top, top + digit, true));
    for (const int c : {1, 3}) words.push_back(word(500 + 200 * c, 44, top, top + digit, false));
    CHECK(number_rows(words).empty());
}

TEST_CASE("a comma of small print, no larger than dust, holds the digits on either side together") {
    const auto mark = [](double x0, double x1, double y0, double y1) {
        Mark out;
        out.box = {x0, y0, x1, y1};
        return out;
    };
    std::vector<Mark> marks{mark(500, 518, top, top + 27), mark(524, 542, top, top + 27),
                            mark(569, 587, top, top + 27)};
    CHECK(words_of(marks, 300).size() == 2);
    // Dust at half of the digits' height is none.
    marks.push_back(mark(552, 560, top + 9, top + 18));
    CHECK(words_of(marks, 300).size() == 2);
    marks.back() = mark(552, 560, top + 22, top + 31);
    const std::vector<Word> words = words_of(marks, 300);
    REQUIRE(words.size() == 1);
    CHECK(words[0].number);
    marks.back() = mark(559, 567, top + 22, top + 31);  // behind a 1, which is narrow
    CHECK(words_of(marks, 300).size() == 1);
    // Two columns are as near to each other, but no comma is that far from its digits.
    marks[2] = mark(590, 608, top, top + 27);
    CHECK(words_of(marks, 300).size() == 2);
}
