// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "bench/edit_distance.h"

using namespace nianbao::bench;

TEST_CASE("the distance to the nearest part of a text") {
    CHECK(infix_distance(U"政府信息", U"一、政府信息公开") == 0);
    CHECK(infix_distance(U"政府信息", U"一、政附信息公开") == 1);
    CHECK(infix_distance(U"政府信息", U"一、政府公信息公开") == 1);
    CHECK(infix_distance(U"政府信息", U"一、政信息公开") == 1);
    CHECK(infix_distance(U"abc", U"") == 3);
    CHECK(infix_distance(U"", U"abc") == 0);
    CHECK(infix_distance(U"abcd", U"xyz") == 4);
}

TEST_CASE("taste in spaces, widths, quotation marks and dashes makes no difference") {
    CHECK(comparable("全年 受理（1２）件，\n“是”——") == comparable("全年受理(12)件,\"是\"--"));
    CHECK(comparable("……") == comparable("......"));
    CHECK(comparable("件") != comparable("伴"));
    CHECK(comparable("一") != comparable("—"));
}
