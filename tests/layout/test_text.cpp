// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>

#include "layout/digit_band.h"
#include "layout/find_regions.h"
#include "layout/join_lines.h"
#include "layout/place_text.h"
#include "layout/reconstruct.h"
#include "tests/layout/drawn_page.h"

using namespace nianbao;
using nianbao::layout::find_regions;
using nianbao::test::DrawnPage;

TEST_CASE("indents and short lines part paragraphs") {
    DrawnPage page;
    page.hanzi_line({400, 400}, 28);  // indented by two characters
    page.hanzi_line({300, 480}, 30);
    page.hanzi_line({300, 560}, 10);  // ends early
    page.hanzi_line({400, 640}, 28);
    page.hanzi_line({300, 720}, 30);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.blocks.size() == 2);
    CHECK(layout.blocks[0].lines.size() == 3);
    CHECK(layout.blocks[0].starts_indented);
    CHECK_FALSE(layout.blocks[0].ends_full);
    CHECK(layout.blocks[1].lines.size() == 2);
    CHECK(layout.blocks[1].ends_full);
    CHECK(layout.blocks[0].lines[0].em == Approx(50).margin(6));
}

TEST_CASE("a centred title stands by itself") {
    DrawnPage page;
    page.hanzi_line({900, 300}, 10, 70);
    for (int i = 0; i < 6; ++i) page.hanzi_line({300, 480 + 80 * i}, 36);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.blocks.size() == 2);
    CHECK(layout.blocks[0].centred);
    CHECK_FALSE(layout.blocks[1].centred);
}

TEST_CASE("a heading stands off the paragraph above it, or is set in another size") {
    DrawnPage page;
    page.hanzi_line({260, 300}, 22, 90);  // a title nearly as wide as the text
    page.hanzi_line({200, 460}, 6, 52);
    page.hanzi_line({300, 580}, 37, 54);
    page.hanzi_line({200, 660}, 39, 54);
    page.hanzi_line({200, 740}, 39, 54);
    page.hanzi_line({200, 880}, 11, 54);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.blocks.size() == 4);
    CHECK(layout.blocks[2].lines.size() == 3);
}

TEST_CASE("a heading far below a title that fills its line is no part of it, though hardly smaller") {
    DrawnPage page;
    page.hanzi_line({240, 300}, 34, 62);
    page.hanzi_line({200, 450}, 7, 50);
    for (int i = 0; i < 4; ++i) page.hanzi_line({200, 580 + 110 * i}, 39, 50);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.blocks.size() >= 2);
    CHECK(layout.blocks[0].lines.size() == 1);
    CHECK(layout.blocks.back().lines.size() == 4);
}

TEST_CASE("characters of large print that fall into halves are of their line, in the middle and at its ends") {
    DrawnPage page;
    const auto halves = [&](int x) {
        cv::rectangle(page.image, {x + 7, 306}, {x + 76, 334}, cv::Scalar(0), 5);
        cv::rectangle(page.image, {x + 14, 350}, {x + 70, 380}, cv::Scalar(0), 5);
    };
    halves(800);
    page.text("20242024", {890, 380}, 3.5);
    halves(1430);
    page.text("2024", {1520, 380}, 3.5);
    halves(1790);
    for (int i = 0; i < 6; ++i) page.hanzi_line({300, 540 + 80 * i}, 45, 40);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.blocks.size() == 2);
    REQUIRE(layout.blocks[0].lines.size() == 1);
    CHECK(layout.blocks[0].lines[0].box.width() > 1050);
}

TEST_CASE("a lone line at the foot is set apart") {
    DrawnPage page;
    for (int i = 0; i < 10; ++i) page.hanzi_line({300, 480 + 80 * i}, 36);
    page.text("- 3 -", {1150, 3350});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.blocks.size() == 2);
    CHECK(layout.blocks[1].kind == BlockKind::lower_margin);
}

TEST_CASE("characters one above the other are one vertical line") {
    DrawnPage page;
    page.grid({300, 400, 900, 1500}, {400, 500, 600, 700, 800, 900});
    for (const int y : {500, 600, 700, 800}) page.wipe({305, y - 5, 90, 10});
    for (int i = 0; i < 7; ++i) page.hanzi({325, 420 + 65 * i});
    for (int row = 0; row < 5; ++row) page.hanzi_line({430, 425 + 100 * row}, 8);
    const LayoutTable table = find_regions(page.clean()).tables.at(0);
    REQUIRE(table.cells[0].row_span == 5);
    REQUIRE(table.cells[0].lines.size() == 1);
    CHECK(table.cells[0].lines[0].direction == Direction::vertical);
}

TEST_CASE("lines of a cell are parted, a lone digit has the em of its neighbours") {
    DrawnPage page;
    page.grid({300, 900, 1100, 1300}, {400, 540, 640, 740, 840});
    page.hanzi_line({320, 410}, 10);
    page.hanzi_line({320, 475}, 6);
    for (int row = 1; row < 4; ++row) page.hanzi_line({320, 465 + 100 * row}, 8);
    for (int row = 0; row < 4; ++row) page.text("0", {980, 510 + 100 * row});
    const LayoutTable table = find_regions(page.clean()).tables.at(0);
    CHECK(table.cells[0].lines.size() == 2);
    REQUIRE(table.cells[1].lines.size() == 1);
    CHECK(table.cells[1].lines[0].em > 1.2 * table.cells[1].lines[0].box.height());
    CHECK(table.cells[2].lines.empty());
}

TEST_CASE("numbers of many digits have the em of the print, not that of labels as low as digits") {
    DrawnPage page;
    page.grid({300, 700, 1100, 1500, 1900}, {400, 500, 600, 700});
    for (int row = 0; row < 3; ++row) {
        page.hanzi_line({320, 425 + 100 * row}, 6, 42);
        for (const int x : {760, 1160, 1560}) page.text(row == 1 ? "3980892" : "51762", {x, 465 + 100 * row});
    }
    const LayoutTable table = find_regions(page.clean()).tables.at(0);
    for (const std::size_t cell : {1U, 2U, 3U, 5U}) {
        REQUIRE(table.cells[cell].lines.size() == 1);
        const LayoutLine& line = table.cells[cell].lines[0];
        CHECK(line.em > 1.25 * line.box.height());
        CHECK(line.em < 1.6 * line.box.height());
    }
}

TEST_CASE("a number set smaller than the others of its table has the em of its own print") {
    DrawnPage page;
    page.grid({300, 700, 1100, 1500, 1900}, {400, 500, 600, 700});
    for (int row = 0; row < 3; ++row) {
        page.hanzi_line({320, 425 + 100 * row}, 6, 42);
        for (const int x : {760, 1160, 1560})
            page.text("51762", {x, 465 + 100 * row}, row == 1 && x == 1160 ? 0.85 : 1.2);
    }
    const LayoutTable table = find_regions(page.clean()).tables.at(0);
    const LayoutLine &small = table.cells[6].lines.at(0), &usual = table.cells[5].lines.at(0);
    CHECK(small.em < 0.85 * usual.em);
    CHECK(small.em > 1.2 * small.box.height());
}

TEST_CASE("digits are told from hanzi by their pieces, whole and broken") {
    const auto band = [](const std::vector<Rect>& boxes) {
        layout::Band row{boxes.front().y0, boxes.front().y1, {}};
        for (const Rect& box : boxes) {
            row.marks.push_back({box, box.area()});
            row.from = std::min(row.from, box.y0);
            row.to = std::max(row.to, box.y1);
        }
        return row;
    };
    CHECK(layout::holds_digits(band({{0, 0, 18, 30}, {22, 0, 40, 30}, {46, 0, 52, 30}})));
    CHECK(layout::holds_digits(band({{0, 0, 18, 13}, {2, 16, 18, 30}, {22, 0, 40, 30}, {44, 26, 48, 31}})));  // 87.
    CHECK_FALSE(layout::holds_digits(band({{0, 0, 38, 40}, {44, 2, 80, 40}, {88, 0, 126, 40}})));
    CHECK_FALSE(layout::holds_digits(band({{0, 0, 12, 40}, {16, 0, 38, 40}, {44, 2, 84, 40}})));
    CHECK_FALSE(layout::holds_digits(band({{0, 0, 30, 4}})));
}

TEST_CASE("dirt in a blank cell is no text, a decimal point is") {
    DrawnPage page;
    page.grid({300, 900, 1100, 1500}, {400, 500, 600, 700});
    for (int row = 0; row < 3; ++row) page.hanzi_line({320, 425 + 100 * row}, 8);
    for (int row = 0; row < 3; ++row) page.text("7", {980, 470 + 100 * row});
    page.line({1200, 450}, {1202, 452}, 2);
    page.text("3.5", {1200, 570});
    const LayoutTable table = find_regions(page.clean()).tables.at(0);
    CHECK(table.cells[2].lines.empty());
    REQUIRE(table.cells[5].lines.size() == 1);
    CHECK(table.cells[5].lines[0].box.width() > 50);
}

TEST_CASE("glyphs of a text layer land in their cells, in order") {
    DrawnPage page;
    page.grid({300, 900, 1500}, {400, 500, 600});
    TextLayer layer;
    const auto glyph = [&](const std::string& text, double x, double y) {
        layer.glyphs.push_back({text, {x * 0.24, y * 0.24, (x + 40) * 0.24, (y + 45) * 0.24}, 11, false});
    };
    glyph("2", 1040, 425);
    glyph("1", 1000, 425);
    glyph("年", 400, 525);
    glyph("外", 400, 900);
    glyph("9", 1080, 525);  // stored, but not shown
    page.text("12", {1000, 465});
    for (const int y : {527, 902}) page.hanzi_line({402, y}, 1, 40);
    const CleanPage clean = page.clean();
    const PageLayout layout = find_regions(clean, &layer);
    const PageText text = layout::place_text(layout, clean, layer);
    const Page read = layout::reconstruct(layout, text, clean);
    REQUIRE(read.blocks.size() == 2);
    const Table& table = std::get<Table>(read.blocks[0]);
    CHECK(table.cells[1].text == "12");
    CHECK(table.cells[2].text == "年");
    CHECK(table.cells[3].text.empty());
    CHECK(table.cells[0].text.empty());
    CHECK(table.cells[1].readings.at(0).witness == Witness::text_layer);
    CHECK(table.cells[1].box->x0 == Approx(900 * 0.24).margin(2));
    CHECK(std::get<Paragraph>(read.blocks[1]).text == "外");
}

TEST_CASE("specks that were read as marks are no text of a scan; of a text layer they are") {
    DrawnPage page;
    const CleanPage clean = page.clean();
    PageLayout layout;
    const auto line = [&](double y, double height, const std::string& text, PageText& read) {
        LayoutBlock block;
        block.lines.push_back({{300, y, 300 + height, y + height}, 45, Direction::horizontal});
        layout.order.push_back({LayoutItem::Kind::block, static_cast<int>(layout.blocks.size())});
        layout.blocks.push_back(block);
        ReadLine as_read;
        as_read.text = text;
        as_read.confidence = 0.9;
        read.blocks.push_back({as_read});
    };
    PageText read;
    line(400, 11, "。", read);
    line(500, 40, "一", read);
    line(600, 30, "“", read);  // as large as a mark can be
    read.source = PageText::Source::image;
    CHECK(layout::reconstruct(layout, read, clean).blocks.size() == 2);
    read.source = PageText::Source::text_layer;
    CHECK(layout::reconstruct(layout, read, clean).blocks.size() == 3);
}

TEST_CASE("a cell that shows more than its text layer tells is doubted") {
    DrawnPage page;
    page.grid({300, 900, 1500}, {400, 500, 600});
    page.text("12", {1000, 465});
    page.text("7", {1000, 565});
    TextLayer layer;
    layer.glyphs.push_back({"1", {240, 102, 249.6, 112.8}, 11, false});
    layer.glyphs.push_back({"2", {249.6, 102, 259.2, 112.8}, 11, false});
    const CleanPage clean = page.clean();
    const PageLayout layout = find_regions(clean, &layer);
    const auto confidence = [&](std::size_t cell) {
        const Page read = layout::reconstruct(layout, layout::place_text(layout, clean, layer), clean);
        return std::get<Table>(read.blocks.at(0)).cells.at(cell).confidence;
    };
    CHECK(confidence(1) == 1);
    layer.ink_without_glyphs = {{250, 103, 255, 112}, {240, 128, 246, 136}};  // a digit of the 12, and all of the 7
    CHECK(confidence(1) < 0.5);
    CHECK(confidence(3) < 0.5);
    CHECK(confidence(2) > 0.9);
}

TEST_CASE("rules are looked for where the text is not, when that is known") {
    DrawnPage rules;
    rules.grid({300, 900}, {400, 500, 600, 700});
    for (const int y : {400, 600}) rules.line({600, y}, {600, y + 100});  // two cells, one, two
    const CleanPage graphics = rules.clean();
    DrawnPage page;
    page.image = rules.image.clone();
    page.line({600, 420}, {600, 580}, 5);  // a stroke where a rule would be
    page.line({400, 655}, {450, 655}, 4);  // a dash
    page.text("269", {560, 560});
    CleanPage clean = page.clean();
    clean.graphics = graphics.grey;
    clean.graphics_ink = graphics.ink;
    const PageLayout layout = find_regions(clean);
    REQUIRE(layout.tables.size() == 1);
    REQUIRE(layout.tables[0].cells.size() == 5);
    CHECK(layout.tables[0].cells[2].column_span == 2);
    CHECK(layout.tables[0].cells[2].lines.size() == 1);
    CHECK(layout.tables[0].cells[3].lines.size() == 1);
}

TEST_CASE("dashed lines of a drawing are rules, however low the rows are") {
    DrawnPage rules;
    const std::vector<int> columns{300, 700, 900, 1100}, rows{400, 456, 512, 568, 624};
    const auto dashed = [&](cv::Point from, cv::Point step, int length) {
        for (int at = 0; at + 13 < length; at += 32) rules.line(from + step * at, from + step * (at + 13), 5);
    };
    for (const int y : rows) dashed({300, y}, {1, 0}, 820);
    for (const int x : columns) dashed({x, 400}, {0, 1}, 240);
    const CleanPage graphics = rules.clean();
    DrawnPage page;
    page.image = rules.image.clone();
    for (std::size_t r = 0; r + 1 < rows.size(); ++r) page.text("269", {560, rows[r] + 44});
    CleanPage clean = page.clean();
    clean.graphics = graphics.grey;
    clean.graphics_ink = graphics.ink;
    const PageLayout layout = find_regions(clean);
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].cells.size() == 12);
}

TEST_CASE("two drawn tables close to each other stay two") {
    DrawnPage rules;
    rules.grid({300, 700, 1100}, {400, 480, 560});
    rules.grid({300, 700, 1100}, {582, 660, 740});
    CleanPage clean = rules.clean();
    clean.graphics = clean.grey;
    clean.graphics_ink = clean.ink;
    CHECK(find_regions(clean).tables.size() == 2);
}

TEST_CASE("page numbers are known from numbers in text") {
    for (const char* text : {"- 3 -", "—12—", "第3页", "3/5", "7", "第 3 页 共 5 页"})
        CHECK(layout::is_page_number(text));
    for (const char* text : {"2021年报告", "第三条", "共同富裕", "附件1"}) CHECK_FALSE(layout::is_page_number(text));
}

TEST_CASE("joined lines keep each witness apart") {
    const ReadLine a{{}, "12", 0.9, {{Witness::glyphs, "12", 0.9, {}}, {Witness::tesseract, "13", 0.5, {}}}, {}};
    const ReadLine b{{}, "34", 0.8, {{Witness::glyphs, "34", 0.8, {}}, {Witness::tesseract, "34", 0.6, {}}}, {}};
    const ReadLine whole = layout::join_lines({a, b});
    CHECK(whole.text == "1234");
    CHECK(whole.confidence == Approx(0.8));
    REQUIRE(whole.readings.size() == 2);
    CHECK(whole.readings[1].text == "1334");
    CHECK(whole.readings[1].confidence < 0.3);  // two rows in one cell are likelier than a number on two lines
    CHECK(layout::join_text("open", "data") == "open data");
}

TEST_CASE("a number of which a group of three is broken over two lines is one") {
    const auto joined = [](const char* first, const char* second) {
        const auto line = [](const char* text) {
            return ReadLine{{}, text, 0.9, {{Witness::glyphs, text, 0.9, {}}}, {}};
        };
        return layout::join_lines({line(first), line(second)}).readings.at(0);
    };
    CHECK(joined("11,00", "4").text == "11,004");
    CHECK(joined("11,00", "4").confidence > 0.8);
    CHECK(joined("1,234,5", "67").confidence > 0.8);
    // Each of these may be two numbers.
    CHECK(joined("11,004", "5").confidence < 0.5);
    CHECK(joined("1100", "4").confidence < 0.5);
    CHECK(joined("1,100", "1,204").confidence < 0.5);
}
