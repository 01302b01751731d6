// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "document/utf8.h"
#include "ocr/read_text.h"

using namespace nianbao;

namespace {

/// What the net would say: a space in the text is a gap before the next character.
std::string prose(const std::string& seen, const LineMarks& marks = {}) {
    std::vector<Symbol> symbols;
    bool space = false;
    for (const char32_t c : to_utf32(seen)) {
        if (c != U' ') symbols.push_back({to_utf8(c), 0.9, 0, 0, space, {}});
        space = c == U' ';
    }
    return text_of(normal_prose(characters_of(symbols), marks));
}

}  // namespace

TEST_CASE("punctuation among hanzi is full-width") {
    CHECK(prose("一是加强领导,完善制度;二是公开") == "一是加强领导，完善制度；二是公开");
    CHECK(prose("联系电话:0123-4567") == "联系电话：0123-4567");
    CHECK(prose("(一)主动公开情况.") == "（一）主动公开情况。");
    CHECK(prose("条例(国令第711号)的规定") == "条例（国令第711号）的规定");
    CHECK(prose("全部通报.扶贫资金") == "全部通报。扶贫资金");
    CHECK(prose("一.总体情况") == "一.总体情况");
    CHECK(prose("请与办公室联系〈地址") == "请与办公室联系（地址");
}

TEST_CASE("punctuation within numbers and Latin text stays") {
    CHECK(prose("共1,234条") == "共1,234条");
    CHECK(prose("增长3.5%") == "增长3.5%");
    CHECK(prose("于12:30开始") == "于12:30开始");
    CHECK(prose("Open Data") == "Open Data");
    CHECK(prose("a(b)") == "a(b)");
}

TEST_CASE("spaces between hanzi and around digits vanish") {
    CHECK(prose("规 章") == "规章");
    CHECK(prose("2023 年 1 月") == "2023年1月");
}

TEST_CASE("brackets whose ends differ are round ones misread") {
    CHECK(prose("第二十条第〈一）项") == "第二十条第（一）项");
    CHECK(prose("公开《区分处理的)") == "公开（区分处理的）");
    CHECK(prose("根据《条例》要求") == "根据《条例》要求");
}

TEST_CASE("quotes come in pairs") {
    CHECK(prose("\"三审三校\"制度") == "“三审三校”制度");
    CHECK(prose("把好”关") == "把好”关");
}

TEST_CASE("a line with a long dash has no 一一") {
    CHECK(prose("目标一一公开", {true}) == "目标——公开");
    CHECK(prose("一一对应", {false}) == "一一对应");
    CHECK(prose("2021一2023年") == "2021—2023年");
}

TEST_CASE("look-alikes are digits only between digits") {
    CHECK(prose("2O23年l月") == "2023年l月");
    CHECK(prose("1l0号") == "110号");
}

TEST_CASE("there is one score for each character of the text") {
    for (const std::string seen : {"(一)主动 公开", "Open Data", "", "2O23 年"}) {
        std::vector<Symbol> symbols;
        for (const char32_t c : to_utf32(seen)) symbols.push_back({to_utf8(c), 0.5, 0, 0, false, {}});
        const auto characters = normal_prose(characters_of(symbols));
        CHECK(to_utf32(text_of(characters)).size() == scores_of(characters).size());
    }
}

TEST_CASE("looks vote character by character") {
    const auto look = [](const std::u32string& text, double score) {
        std::vector<ScoredCharacter> out;
        for (const char32_t c : text) out.push_back({c, score, false});
        return out;
    };
    CHECK(text_of(voted({look(U"公国条例", 0.5), look(U"公开条例", 0.6), look(U"公开条例", 0.6)})) == "公开条例");
    // Something that only the first look has goes, something that it lacks is not added.
    CHECK(text_of(voted({look(U"归类混乱，和", 0.4), look(U"归类混乱，", 0.9), look(U"归类混乱，", 0.9)})) ==
          "归类混乱，");
    CHECK(text_of(voted({look(U"公开", 0.9), look(U"公开了", 0.9), look(U"", 0.9)})) == "公开");
    CHECK(voted({}).empty());
    CHECK(voted({look(U"", 1), look(U"公", 1)}).empty());
    CHECK(text_of(voted({look(U"公开", 0.3)})) == "公开");
}
