// SPDX-License-Identifier: GPL-3.0-or-later
// Which text layers are believed: what they say must be what the page shows.
#include <catch2/catch.hpp>
#include <sstream>

#include "ocr/source.h"
#include "ocr/text_layer.h"
#include "ocr/text_layer_characters.h"
#include "tests/ocr/source_files.h"

using namespace nianbao;
using namespace nianbao::source_tests;

namespace {

/// Twenty lines of a report's kind.
std::string lines(const std::string& before = "", int count = 20) {
    std::string content;
    for (int i = 0; i < count; ++i)
        content += text_at(40, 450 - 20 * i, 12, "Row " + std::to_string(i) + ": 4119 21 0 7730", before);
    return content;
}

TextLayer layer_of(const PdfFile& file) {
    const Folder folder;
    const auto page = open_source(folder.write("page.pdf", pdf(file)))->render(1, 200);
    REQUIRE(page.text_layer);
    return *page.text_layer;
}

TextLayer layer_of(const std::string& content) {
    return layer_of({{{content, 300, 500, 0, ""}}, {}, -1, 0});
}

std::size_t count_of(const TextLayer& layer, const std::string& text) {
    return static_cast<std::size_t>(std::count_if(layer.glyphs.begin(), layer.glyphs.end(),
                                                  [&](const LayerGlyph& glyph) { return glyph.text == text; }));
}

/// Digits drawn as lines, as a page converted to outlines has them.
std::string outlined_digit(double x, double y) {
    std::ostringstream out;
    out << "2 w " << x << ' ' << y << " m " << x + 5 << ' ' << y << " l " << x + 5 << ' ' << y + 9 << " l " << x << ' '
        << y + 9 << " l s\n";
    return out.str();
}

}  // namespace

TEST_CASE("an honest layer is trusted", "[text_layer]") {
    const auto layer = layer_of(lines());
    CHECK(layer.distrust == "");
    CHECK_FALSE(layer.covered_by_image);
    CHECK(layer.ink_without_glyphs.empty());
    CHECK(count_of(layer, "4") == 22);
}

TEST_CASE("rules, shading and a red seal do not count against a layer", "[text_layer]") {
    std::string drawing = "0.85 g 30 380 240 60 re f 0 g 0.5 w\n";
    for (int i = 0; i < 21; ++i)
        drawing += "30 " + std::to_string(464 - 20 * i) + " m 270 " + std::to_string(464 - 20 * i) + " l S\n";
    for (int i = 0; i < 6; ++i)
        drawing += std::to_string(30 + 48 * i) + " 64 m " + std::to_string(30 + 48 * i) + " 464 l S\n";
    drawing += "0.9 0.1 0.1 RG 3 w 200 20 40 30 re S 210 25 8 8 re S 225 25 8 8 re S 0 G\n";
    const auto layer = layer_of(drawing + lines());
    CHECK(layer.distrust == "");
    CHECK(layer.ink_without_glyphs.empty());
}

TEST_CASE("the dashes of dashed rules are no characters that the layer lacks", "[text_layer]") {
    // As browsers draw them; where two cross, dashes of both make a corner.
    std::string drawing = "1.5 w [4.5 3] 0 d\n";
    for (int i = 0; i < 21; ++i)
        drawing += "30 " + std::to_string(464 - 20 * i) + " m 270 " + std::to_string(464 - 20 * i) + " l S\n";
    for (const int x : {30, 215, 240, 270}) drawing += std::to_string(x) + " 64 m " + std::to_string(x) + " 464 l S\n";
    drawing += "[] 0 d\n";
    const auto layer = layer_of(drawing + lines());
    CHECK(layer.distrust == "");
    CHECK(layer.ink_without_glyphs.empty());
    // Of low rows no more than a dash or two stand between the corners.
    std::string low = "1.5 w [3 2] 0 d\n";
    for (int i = 0; i < 31; ++i)
        low += "30 " + std::to_string(464 - 13 * i) + " m 270 " + std::to_string(464 - 13 * i) + " l S\n";
    for (const int x : {30, 215, 240, 270}) low += std::to_string(x) + " 74 m " + std::to_string(x) + " 464 l S\n";
    CHECK(layer_of(low + "[] 0 d\n" + lines()).ink_without_glyphs.empty());
    // A column of bare strokes, a line apart, may be digits.
    std::string ones;
    for (int i = 0; i < 6; ++i)
        ones += "1.5 w 290 " + std::to_string(444 - 20 * i) + " m 290 " + std::to_string(453 - 20 * i) + " l S\n";
    CHECK(layer_of(lines() + ones).ink_without_glyphs.size() == 6);
}

TEST_CASE("the borders of cells that keep apart are no characters that the layer lacks", "[text_layer]") {
    std::string drawing = "1 w\n", empty = "1 w\n";
    for (int i = 0; i < 20; ++i) {
        const std::string y = std::to_string(460 - 20 * i);
        drawing += "285 " + y + " 14 14 re S\n" + text_at(289, 464 - 20 * i, 9, "0");
        empty += "285 " + y + " 14 14 re S\n";
    }
    CHECK(layer_of(drawing + lines()).ink_without_glyphs.empty());
    // With nothing in them they may be characters: 口.
    CHECK(layer_of(empty + lines()).ink_without_glyphs.size() == 20);
}

TEST_CASE("white text on a dark header is seen", "[text_layer]") {
    const auto layer = layer_of("0 0 0.5 rg 30 60 250 410 re f 1 g\n" + lines());
    CHECK(layer.distrust == "");
}

TEST_CASE("hidden text is taken out, and much of it spoils the layer", "[text_layer]") {
    SECTION("white on white") {
        const auto one = layer_of(lines() + "1 g " + text_at(40, 20, 12, "99"));
        CHECK(one.distrust == "");
        CHECK(count_of(one, "9") == count_of(layer_of(lines()), "9"));
        CHECK(layer_of(lines() + "1 g " + text_at(40, 20, 12, "hidden words here")).distrust != "");
    }
    SECTION("invisible rendering mode") {
        CHECK(layer_of(lines("3 Tr")).distrust != "");
    }
    SECTION("a white box drawn over it") {
        CHECK(layer_of(lines() + "1 g 30 200 250 120 re f").distrust != "");
    }
    SECTION("nothing but hidden digits") {
        CHECK(layer_of("1 g " + text_at(40, 20, 12, "21")).distrust != "");
    }
}

TEST_CASE("ink that the layer does not know", "[text_layer]") {
    std::string few, many;
    for (int i = 0; i < 3; ++i) few += outlined_digit(40 + 20 * i, 20);
    for (int i = 0; i < 40; ++i) many += outlined_digit(30 + 12 * (i % 20), 20 + 16 * (i / 20));
    const auto marked = layer_of(lines() + few);
    CHECK(marked.distrust == "");
    REQUIRE(marked.ink_without_glyphs.size() == 3);
    CHECK(marked.ink_without_glyphs[0].x0 == Approx(39).margin(1.5));
    CHECK(marked.ink_without_glyphs[0].y1 == Approx(481).margin(1.5));
    CHECK(layer_of(lines() + many).distrust != "");
}

TEST_CASE("text upon images is not trusted", "[text_layer]") {
    const PdfFile half{{{"q 300 0 0 250 0 250 cm /I1 Do Q " + lines(), 300, 500, 0, ""}},
                       {{"XObject /I1", stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace "
                                               "/DeviceGray /BitsPerComponent 8",
                                               "\xff")}},
                       -1,
                       0};
    const auto layer = layer_of(half);
    CHECK(layer.distrust != "");
    CHECK_FALSE(layer.covered_by_image);
}

TEST_CASE("overprinted copies count once", "[text_layer]") {
    const std::string digits = "4119 21 00";
    const auto bold =
        layer_of(text_at(40, 300, 12, digits) + text_at(40.3, 300, 12, digits) + text_at(40.3, 300.3, 12, digits));
    CHECK(bold.glyphs.size() == 8);
    CHECK(count_of(bold, "0") == 2);
    CHECK(count_of(bold, "1") == 3);
}

TEST_CASE("unreadable codes", "[text_layer]") {
    const Raster black(600, 1000, 1, 0);
    const auto judged = [&](const std::string& text, int count) {
        std::vector<LayerGlyph> glyphs;
        for (int i = 0; i < 100; ++i) {
            const double x = 10 + 20 * (i % 10), y = 10 + 20 * (i / 10);
            glyphs.push_back({i < count ? text : "。", {x, y, x + 10, y + 12}, 12, false, 0});
        }
        return judge_text_layer(glyphs, {}, black, 300, 500);
    };
    CHECK(judged("\xee\x80\x80", 30).distrust != "");  // U+E000
    CHECK(judged("\xef\xbf\xbd", 30).distrust != "");  // U+FFFD
    CHECK(judged("\x01", 30).distrust != "");
    CHECK(judged("、", 30).distrust == "");
    const auto bullet = judged("\xef\x82\xb7", 30);  // Wingdings' bullet
    CHECK(bullet.distrust == "");
    CHECK(count_of(bullet, "•") == 30);
    CHECK(judged("\xee\x80\x80", 2).glyphs.size() == 98);
}

TEST_CASE("a page that could not be examined is not trusted", "[text_layer]") {
    LayerEvidence unknown;
    unknown.contents_known = false;
    CHECK(judge_text_layer({{"1", {10, 10, 16, 22}, 12, false, 0}}, unknown, Raster(100, 100, 1), 100, 100).distrust !=
          "");
}

TEST_CASE("nothing in, nothing trusted", "[text_layer]") {
    const auto layer = judge_text_layer({}, {}, Raster(100, 100, 1), 100, 100);
    CHECK(layer.glyphs.empty());
    CHECK(layer.distrust != "");
}

TEST_CASE("characters as a person would type them", "[text_layer]") {
    CHECK(normalised_layer_text("\u2f00\u2f02") == "一丶");  // Kangxi radicals
    CHECK(normalised_layer_text("\u2f08\u2f92") == "人見");
    CHECK(normalised_layer_text("\u2ec5\u2eda\u2ed3\u2ed4") == "见页长门");
    CHECK(normalised_layer_text("\uf967") == "不");  // compatibility ideograph
    CHECK(normalised_layer_text("\ufb01\ufb02") == "fifl");
    CHECK(normalised_layer_text("\ufe35\ufe36\ufe11") == "（）、");
    CHECK(normalised_layer_text("①（％）２〇—") == "①（％）２〇—");
    CHECK(normalised_layer_text(" \u3000\u00a0\u200b\ufeff") == "");
    CHECK(normalised_layer_text("一年、") == "一年、");
}
