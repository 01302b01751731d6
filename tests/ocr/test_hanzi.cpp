// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "document/data_files.h"
#include "document/opencv_view.h"
#include "document/utf8.h"
#include "ocr/hanzi_check.h"
#include "ocr/hanzi_places.h"
#include "ocr/line_image.h"
#include "read_lines.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

const HanziNet& net() {
    static const HanziNet loaded = HanziNet::load(data_file("ocr/models/hanzi.net"));
    return loaded;
}

cv::Mat picture(const Drawn& drawn) {
    return cut_line(view(drawn.page), drawn.line, {0.1, 0.1, 0});
}

std::vector<ScoredCharacter> read_as(const std::string& text, double score) {
    std::vector<ScoredCharacter> characters;
    for (const char32_t c : to_utf32(text)) characters.push_back({c, score, false});
    return characters;
}

std::string checked(const Drawn& drawn, const std::string& text, double score = 0.6) {
    return text_of(checked_by_shape(net(), picture(drawn), read_as(text, score), drawn.line.em));
}

}  // namespace

TEST_CASE("rare characters of places are told by their shape, in fonts not trained on") {
    int right = 0, all = 0;
    for (const auto* face : {&song(), &kai(), &serif(), &sans()}) {
        for (const char32_t c : std::u32string(U"嵩塬碧慕潼墩荻棠屯岚璞麓熙寨屿栎")) {
            const Drawn d = drawn(*face, to_utf8(c), 48);
            const auto guesses = net().nearest(hanzi_features(picture(d)), 3);
            REQUIRE(guesses.size() == 3);
            CHECK(guesses[0].distance <= guesses[1].distance);
            right += guesses[0].character == c ? 1 : 0;
            ++all;
        }
    }
    CHECK(right >= all - 2);
    CHECK(net().is_rare(U'荻'));
    CHECK_FALSE(net().is_rare(U'国'));
}

TEST_CASE("paper without ink has no features, and noise changes nothing that was read") {
    const HanziFeatures none = hanzi_features(cv::Mat(40, 40, CV_8UC1, cv::Scalar(255)));
    CHECK(std::all_of(none.begin(), none.end(), [](float f) { return f == 0; }));
    CHECK(hanzi_features({})[0] == 0);
    const Drawn d = noise(480, 60, 3);
    CHECK(checked(d, "公开报告情况说明如下") == "公开报告情况说明如下");
}

TEST_CASE("a line is cut between its characters, hanzi, digits and marks") {
    const std::u32string text = U"本机关2023年1月（一）公开，共12件。";
    for (const auto* face : {&song(), &serif(), &sans()}) {
        train::DrawStyle style;
        style.em = 42;
        const train::DrawnLine line = face->draw(text, style);
        const cv::Rect ink(static_cast<int>(line.ink.x0) - 4, static_cast<int>(line.ink.y0) - 4,
                           static_cast<int>(line.ink.width()) + 8, static_cast<int>(line.ink.height()) + 8);
        const auto places = places_of(line.grey(ink), text, style.em);
        REQUIRE(places.size() == text.size());
        for (std::size_t i = 0; i < text.size(); ++i) {
            INFO(face->name() << " " << to_utf8(text[i]));
            const double middle = line.glyphs[i].center().x - ink.x;
            CHECK(places[i].from < middle);
            CHECK(middle < places[i].to);
        }
    }
    CHECK(places_of(cv::Mat(40, 400, CV_8UC1, cv::Scalar(255)), U"本机关", 40).empty());
    CHECK(places_of({}, U"本机关", 40).empty());
}

TEST_CASE("what was read for a rare character gives way to its shape, what was read surely does not") {
    for (const auto* face : {&song(), &serif(), &sans()}) {
        INFO(face->name());
        const Drawn d = drawn(*face, "碧屯市芷屿区岚塬街道办事处", 48);
        CHECK(checked(d, "锋电市芷屿区岚地街道办事处") == "碧屯市芷屿区岚塬街道办事处");
        CHECK(checked(d, "碧屯市芷屿区岚塬街道办事处") == "碧屯市芷屿区岚塬街道办事处");
        const Drawn end = drawn(*face, "本年未公开政府信息", 48);
        CHECK(checked(end, "本年末公开政府信息", 0.999) == "本年末公开政府信息");
    }
}

TEST_CASE("a character that Tesseract's alphabet lacks needs no doubt of Tesseract's") {
    const Drawn d = drawn(sans(), "松潭市荻溪区耕滩街道", 60);
    CHECK(checked(d, "松潭市获溪区耕滩街道", 0.996) == "松潭市荻溪区耕滩街道");
}

TEST_CASE("a character that went missing is put back, one too many is taken out") {
    const Drawn d = drawn(serif(), "岚塬街道振华街号电话", 48);
    CHECK(checked(d, "岚街道振华街号电话") == "岚塬街道振华街号电话");
    CHECK(checked(d, "岚塬塬街道振华街号电话") == "岚塬街道振华街号电话");
}

TEST_CASE("a text that is not the line's is left alone") {
    const Drawn d = drawn(serif(), "碧屯市芷屿区岚塬街道办事处", 48);
    CHECK(checked(d, "第六条规定的应当予以公开的") == "第六条规定的应当予以公开的");
    CHECK(checked(d, "公开") == "公开");
    CHECK(checked(d, "").empty());
}

TEST_CASE("shapes that miss what was read surely are not believed against it") {
    const Drawn d = drawn(serif(), "报告期内本县各级机关主动公开", 48);
    // Three of the line's hanzi are not what stands there, and the recogniser has no doubt of them.
    std::vector<ScoredCharacter> read = read_as("报吉期内本具各级机关主功公并", 0.99);
    read.back().score = 0.85;
    CHECK(text_of(checked_by_shape(net(), picture(d), read, d.line.em)).ends_with("并"));
    read = read_as("报告期内本县各级机关主动公并", 0.99);
    read.back().score = 0.85;
    CHECK(text_of(checked_by_shape(net(), picture(d), read, d.line.em)).ends_with("开"));
}
