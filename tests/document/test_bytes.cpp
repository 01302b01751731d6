// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "document/document_bytes.h"

using namespace nianbao;

namespace {

TableCell sample_cell() {
    TableCell cell;
    cell.row = 3;
    cell.column = 9;
    cell.row_span = 2;
    cell.text = std::string("十七\0.5", 9);
    cell.confidence = 0.1 + 0.2;  // not the number that people write for it
    cell.page = 4;
    cell.box = Rect{1.0 / 3, -0.0, 1e-310, 1e300};
    cell.readings = {{Witness::glyphs, "17", 0.815, {{"17.", 0.1258}, {"", 5e-324}}}, {Witness::tesseract, "", 0, {}}};
    cell.under_seal = true;
    return cell;
}

Page sample_page() {
    Page page;
    page.number = 7;
    page.source = PageText::Source::text_layer;
    page.width_points = 595.276;
    page.turned_degrees = 270;
    page.dpi = 203.2;
    Table table;
    table.title = "表\n一";
    table.rows = 31;
    table.cells = {sample_cell(), {}};
    table.origin = TableOrigin::text;
    table.open_bottom = true;
    table.page_starts = {5, -1};
    Paragraph paragraph;
    paragraph.text = "a";
    paragraph.box = Rect{1, 2, 3, 4};
    paragraph.markdown_level = 2;
    paragraph.character_confidence = {0.5};
    page.blocks = {paragraph, table, paragraph};
    page.header_candidates = {paragraph};
    page.ends_mid_paragraph = true;
    page.warnings = {{"ocr", "page.damaged", 7, "why"}};
    return page;
}

}  // namespace

TEST_CASE("a page comes back to the last bit") {
    const Page page = sample_page();
    const std::string bytes = to_bytes(page);
    const auto back = from_bytes<Page>(bytes);
    CHECK(to_bytes(back) == bytes);
    CHECK(back.number == 7);
    CHECK(back.source == PageText::Source::text_layer);
    CHECK(back.turned_degrees == 270);
    CHECK(back.ends_mid_paragraph);
    CHECK_FALSE(back.starts_mid_paragraph);
    REQUIRE(back.blocks.size() == 3);
    const auto& table = std::get<Table>(back.blocks[1]);
    CHECK(table.origin == TableOrigin::text);
    CHECK(table.page_starts == std::vector<int>{5, -1});
    const TableCell &cell = table.cells.at(0), expected = sample_cell();
    CHECK(cell.text == expected.text);
    CHECK(cell.confidence == expected.confidence);
    CHECK(cell.box == expected.box);
    CHECK(std::signbit(cell.box->y0));
    REQUIRE(cell.readings.size() == 2);
    CHECK(cell.readings[0].alternatives.at(1).probability == 5e-324);
    CHECK(cell.readings[0].witness == Witness::glyphs);
    CHECK(cell.under_seal);
    CHECK(back.warnings.at(0).message == "why");
}

TEST_CASE("numbers that are none travel as well") {
    for (const double value : {std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::infinity()}) {
        const auto back = from_bytes<double>(to_bytes(value));
        CHECK(std::memcmp(&back, &value, sizeof value) == 0);
    }
}

TEST_CASE("a failure comes back as it was") {
    const Failure failure("page.too_large", "render", "the page is wide", "cut it", 3);
    Failure back("", "", "", "");
    ByteReader(to_bytes(failure))(back);
    CHECK(back.code() == failure.code());
    CHECK(back.line("x") == failure.line("x"));
}

TEST_CASE("bytes that end early, anywhere, are a failure") {
    const std::string bytes = to_bytes(sample_page());
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        INFO(length);
        CHECK_THROWS_AS(from_bytes<Page>(std::string_view(bytes).substr(0, length)), Failure);
    }
    CHECK_THROWS_AS(from_bytes<Page>(bytes + "x"), Failure);
}

TEST_CASE("rubbish is a failure or a page, and nothing worse") {
    std::mt19937 random(1);
    const std::string bytes = to_bytes(sample_page());
    int refused = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string spoiled = bytes;
        for (int flips = 1 + static_cast<int>(random() % 4); flips > 0; --flips)
            spoiled[random() % spoiled.size()] = static_cast<char>(random());
        if (round % 4 == 0) {
            for (char& c : spoiled) c = static_cast<char>(random());
        }
        try {
            from_bytes<Page>(spoiled);
        } catch (const Failure& failure) {
            ++refused;
            CHECK(failure.code() == "bytes.damaged");
        }
    }
    CHECK(refused > 10000);
}

TEST_CASE("a list that claims to be endless costs no memory") {
    const std::string claim = to_bytes(std::uint64_t{1} << 60);
    CHECK_THROWS_AS(from_bytes<std::vector<Table>>(claim + "abc"), Failure);
    CHECK_THROWS_AS(from_bytes<std::string>(claim + "abc"), Failure);
}
