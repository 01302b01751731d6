// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "pipeline/page_selection.h"

using nianbao::PageSelection;
using Pages = std::vector<int>;

TEST_CASE("pages and ranges") {
    CHECK(PageSelection().of(3) == Pages{1, 2, 3});
    CHECK(PageSelection::parse("1,3-5")->of(9) == Pages{1, 3, 4, 5});
    CHECK(PageSelection::parse(" 4 - 5 , 2")->of(9) == Pages{2, 4, 5});
    CHECK(PageSelection::parse("7-")->of(9) == Pages{7, 8, 9});
    CHECK(PageSelection::parse("2,2,1-2")->of(9) == Pages{1, 2});
    CHECK(PageSelection::parse("1-2000000000")->of(2) == Pages{1, 2});
}

TEST_CASE("pages that are not there are told") {
    CHECK(PageSelection::parse("2,4-6,9-")->beyond(5) == Pages{6, 9});
    CHECK(PageSelection::parse("1-5,3-")->beyond(5).empty());
}

TEST_CASE("what is no page selection") {
    for (const char* text : {"", ",", "1,", ",1", "0", "5-3", "-3", "a", "1-2-3", "1.5", "99999999999", "+1", "1--2"}) {
        INFO(text);
        CHECK_FALSE(PageSelection::parse(text));
    }
}
