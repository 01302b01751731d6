// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>

#include "document/utf8.h"
#include "ocr/source.h"
#include "ocr/text_layer_compare.h"
#include "tests/ocr/source_files.h"

using namespace nianbao;
using namespace nianbao::source_tests;
using Verdict = Comparison::Verdict;

namespace {

/// A layer of words, one below the other.
TextLayer layer_of(const std::vector<std::string>& words) {
    TextLayer layer;
    double y = 10;
    for (const std::string& word : words) {
        double x = 10;
        for (const char32_t c : to_utf32(word)) {
            const double width = c < 0x80 ? 5 : 10;
            layer.glyphs.push_back({to_utf8(c), {x, y, x + width, y + 12}, 10, false, 0});
            x += width;
        }
        y += 20;
    }
    return layer;
}

std::vector<std::string> texts_of(const std::vector<ComparisonSample>& samples) {
    std::vector<std::string> texts;
    for (const auto& sample : samples) texts.push_back(sample.text);
    return texts;
}

const std::vector<std::string> report{"自然人",   "商业企业", "21",   "4119", "0",  "0",
                                      "195",      "7730.28",  "0",    "36",   "48", "本年",
                                      "公开办理", "申请数量", "总计", "5",    "62"};

}  // namespace

TEST_CASE("samples show every digit that occurs, and some hanzi", "[text_layer]") {
    const auto samples = sample_for_comparison(layer_of(report));
    CHECK(samples.size() <= 25);
    std::string all;
    for (const auto& text : texts_of(samples)) all += text;
    for (char digit = '0'; digit <= '9'; ++digit) CHECK(all.find(digit) != std::string::npos);
    CHECK(std::count_if(samples.begin(), samples.end(), [](const auto& s) { return s.text[0] < 0; }) >= 4);
    for (const auto& sample : samples) CHECK_FALSE(sample.box.empty());
}

TEST_CASE("samples stay few on a page of many numbers", "[text_layer]") {
    std::vector<std::string> words;
    for (int i = 0; i < 500; ++i) words.push_back(std::to_string(i * 37 % 1000));
    CHECK(sample_for_comparison(layer_of(words)).size() <= 30);
    CHECK(sample_for_comparison({}).empty());
}

TEST_CASE("a right layer agrees with what is read, within a reader's errors", "[text_layer]") {
    const auto samples = sample_for_comparison(layer_of(report));
    auto read = texts_of(samples);
    CHECK(judge_comparison(samples, read).verdict == Verdict::agrees);
    for (auto& text : read)
        if (text == "0") text = "";  // lone digits come back empty
    for (auto& text : read)
        if (text == "7730.28") text = "773O.28";
    CHECK(judge_comparison(samples, read).verdict == Verdict::agrees);
    CHECK(judge_comparison(samples, std::vector<std::string>(samples.size())).verdict == Verdict::unread);
}

TEST_CASE("a wrong map of a digit is found", "[text_layer]") {
    const auto samples = sample_for_comparison(layer_of({"31", "13", "230", "4567", "89", "自然人", "总计"}));
    auto read = texts_of(samples);
    for (auto& text : read) std::replace(text.begin(), text.end(), '3', '8');
    const auto result = judge_comparison(samples, read);
    CHECK(result.verdict == Verdict::disagrees);
    CHECK(result.reason.find('3') != std::string::npos);
}

TEST_CASE("one doubtful digit is told apart from a proven one", "[text_layer]") {
    const auto samples = sample_for_comparison(layer_of({"21", "12", "217", "自然人"}));
    auto read = texts_of(samples);
    for (auto& text : read) std::replace(text.begin(), text.end(), '7', '1');
    CHECK(judge_comparison(samples, read).verdict == Verdict::doubtful);
}

TEST_CASE("wrong maps of hanzi and of lengths are found", "[text_layer]") {
    const auto samples = sample_for_comparison(layer_of(report));
    auto hanzi = texts_of(samples), lengths = hanzi;
    for (auto& text : hanzi)
        if (text[0] < 0) {
            std::string other;
            for (std::size_t i = 0; i < to_utf32(text).size(); ++i) other += "口";
            text = other;
        }
    CHECK(judge_comparison(samples, hanzi).verdict == Verdict::disagrees);
    for (auto& text : lengths) text += "77";
    CHECK(judge_comparison(samples, lengths).verdict == Verdict::disagrees);
}

TEST_CASE("a PDF whose Unicode map lies differs from its picture", "[text_layer]") {
    const std::string map =
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        "2 beginbfrange <20> <32> <0020> <34> <7e> <0034> endbfrange 1 beginbfchar <33> <0038> endbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end";
    PdfFile file{{{"", 300, 500, 0, ""}}, {}, -1, 0};
    for (int i = 0; i < 6; ++i)
        file.pages[0].content += "BT /F2 14 Tf 40 " + std::to_string(400 - 30 * i) + " Td (133) Tj 80 0 Td (4" +
                                 std::to_string(i) + ") Tj ET\n";
    file.resources["Font /F2"] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>";
    // Objects: 1 catalogue, 2 pages, 3 Helvetica, then the resources in the order of their names.
    file.resources["ZMap /M"] = stream("", map);
    const Folder folder;
    const auto page = open_source(folder.write("lie.pdf", pdf(file)))->render(1, 150);
    REQUIRE(page.text_layer);
    CHECK(page.text_layer->distrust == "");  // nothing in the file betrays it
    const auto samples = sample_for_comparison(*page.text_layer);
    auto read = texts_of(samples);
    REQUIRE(std::find(read.begin(), read.end(), "188") != read.end());
    for (auto& text : read) std::replace(text.begin(), text.end(), '8', '3');  // what is printed
    CHECK(judge_comparison(samples, read).verdict == Verdict::disagrees);
}
