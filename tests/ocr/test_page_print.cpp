// SPDX-License-Identifier: GPL-3.0-or-later
// A page's own digits: what they say about glyphs that the net is not sure of.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "document/data_files.h"
#include "ocr/glyph_reader.h"
#include "ocr/page_print.h"
#include "ocr/read_regions.h"
#include "read_lines.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

const int nought = GlyphClasses::of(U'0'), one = GlyphClasses::of(U'1'), four = GlyphClasses::of(U'4');
const int seven = GlyphClasses::of(U'7'), comma = GlyphClasses::of(U','), point = GlyphClasses::of(U'.');

/// A glyph that shows `strength` of what is its class's own, and noise of its own.
GlyphExample glyph(int wanted, float strength, unsigned seed) {
    std::mt19937 random(seed);
    GlyphExample example{{}, wanted};
    for (std::size_t i = 0; i < example.features.size(); ++i) {
        const bool own = static_cast<int>(i) % GlyphClasses::count == wanted;
        example.features[i] = (own ? strength : 0.0F) + 0.1F * static_cast<float>(random() % 100) / 100;
    }
    return example;
}

PagePrint page_of(const std::vector<int>& classes, int of_each) {
    PagePrint print;
    for (const int c : classes) {
        for (int i = 0; i < of_each; ++i) print.learn(glyph(c, 3, static_cast<unsigned>(100 * c + i)));
    }
    return print;
}

/// What the net says of a glyph that it cannot tell.
std::vector<float> unsure(int likely, int less_likely, float rejected = 0) {
    std::vector<float> classes(static_cast<std::size_t>(GlyphClasses::count), 0.0F);
    classes[static_cast<std::size_t>(likely)] = 0.9F * (1 - rejected);
    classes[static_cast<std::size_t>(less_likely)] = 0.1F * (1 - rejected);
    classes[static_cast<std::size_t>(GlyphClasses::reject)] = rejected;
    return classes;
}

float of(const std::vector<float>& classes, int c) {
    return classes[static_cast<std::size_t>(c)];
}

}  // namespace

TEST_CASE("a page that shows both digits tells which of them an unsure glyph is") {
    const PagePrint page = page_of({nought, one, seven}, 8);
    REQUIRE(page.knows_enough());
    const std::vector<float> judged = page.judged(glyph(seven, 3, 7).features, unsure(one, seven));
    CHECK(of(judged, seven) > 0.9);
    CHECK(of(page.judged(glyph(one, 3, 7).features, unsure(one, seven)), one) > 0.99);
}

TEST_CASE("a digit that the page has not shown is not read as one that it has") {
    const PagePrint page = page_of({nought, one, four}, 8);
    const std::vector<float> judged = page.judged(glyph(seven, 3, 7).features, unsure(seven, one));
    CHECK(of(judged, seven) == Approx(0.9).epsilon(0.05));
}

TEST_CASE("what is no glyph stays none, whatever the page shows") {
    const PagePrint page = page_of({nought, one, seven}, 8);
    const std::vector<float> judged = page.judged(glyph(one, 3, 7).features, unsure(one, seven, 0.8F));
    CHECK(of(judged, GlyphClasses::reject) == Approx(0.8));
}

TEST_CASE("a glyph that is like none of the page's digits is left to the net, nearly") {
    const PagePrint page = page_of({nought, one, seven}, 8);
    GlyphExample worn = glyph(seven, 0, 7);
    for (std::size_t i = 0; i < worn.features.size(); i += 2) worn.features[i] += 2;
    const std::vector<float> judged = page.judged(worn.features, unsure(one, seven));
    CHECK(of(judged, one) > 0.7);
}

TEST_CASE("a digit that the page has shown once is judged as one that it has not shown") {
    PagePrint page = page_of({nought, one, four}, 8);
    page.learn(glyph(seven, 3, 1));
    const std::vector<float> judged = page.judged(glyph(four, 0, 3).features, unsure(four, seven));
    CHECK(of(judged, four) == Approx(0.9).epsilon(0.05));
}

TEST_CASE("what a mark is, its size and place tell, not the page's print") {
    PagePrint page = page_of({nought, one, seven}, 8);
    for (unsigned i = 0; i < 8; ++i) page.learn(glyph(comma, 3, i));
    const std::vector<float> net = unsure(point, comma);
    CHECK(page.judged(glyph(comma, 3, 9).features, net) == net);
}

TEST_CASE("few glyphs, glyphs of one digit, marks and dirt are no print to go by") {
    CHECK_FALSE(PagePrint{}.knows_enough());
    CHECK_FALSE(page_of({nought, one, seven}, 3).knows_enough());
    CHECK_FALSE(page_of({nought}, 30).knows_enough());
    CHECK_FALSE(page_of({nought, one, comma, point}, 30).knows_enough());
    CHECK_FALSE(page_of({GlyphClasses::noise, GlyphClasses::reject}, 30).knows_enough());
}

TEST_CASE("the glyph reader reads more of worn digits when it has learnt the page's, and forgets them") {
    const auto reader = glyph_reader(GlyphNet::load(data_file("ocr/models/glyphs.net")),
                                     Calibration(data_file("ocr/models/calibration.txt")));
    train::Harm harm;
    harm.blur = 0.8;
    harm.threshold = 0.65;
    harm.grain = 0.1;
    harm.holes = 0.03;
    harm.softening = 0.5;
    std::mt19937 random(11);
    std::vector<std::pair<std::string, Drawn>> worn;
    for (int i = 0; i < 60; ++i) {
        const std::string text = std::to_string(100 + random() % 9900);
        worn.emplace_back(text, drawn(kai(), text, 19, harm));
    }
    const auto count_right = [&] {
        return std::ranges::count_if(worn, [&](const auto& line) {
            return reader->read(line.second.page, line.second.line).reading.text == line.first;
        });
    };
    const auto before = count_right();
    for (int i = 0; i < 40; ++i) {
        const std::string text = std::to_string(100 + random() % 9900);
        const Drawn proven = drawn(kai(), text, 19, harm);
        if (reader->read(proven.page, proven.line).reading.text == text)
            reader->learn_print(proven.page, proven.line, text);
    }
    const auto after = count_right();
    reader->forget_print();
    INFO(before << " before, " << after << " after");
    CHECK(after > before + 3);
    CHECK(count_right() == before);
}
