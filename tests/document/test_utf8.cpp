// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "document/utf8.h"

using namespace nianbao;

TEST_CASE("UTF-8 out and in again") {
    const std::string text = "年报 2021 ①𠮷";
    CHECK(to_utf8(to_utf32(text)) == text);
    CHECK(valid_utf8(text));
}

TEST_CASE("broken UTF-8 is noticed and replaced") {
    for (const std::string bad : {"\xC0\x80", "\xED\xA0\x80", "\xE5\xB9", "\xFF", "\xF5\x80\x80\x80"}) {
        CHECK_FALSE(valid_utf8(bad));
        CHECK(to_utf32(bad).front() == 0xFFFD);
    }
}

TEST_CASE("full-width forms become ordinary ones, hanzi stay") {
    CHECK(ascii_width(U'０') == U'0');
    CHECK(ascii_width(U'（') == U'(');
    CHECK(ascii_width(U'年') == U'年');
    CHECK(is_hanzi(U'〇'));
    CHECK_FALSE(is_hanzi(U'，'));
}
