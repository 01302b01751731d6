// SPDX-License-Identifier: GPL-3.0-or-later
// Rendered pages of PDFs: glyph boxes lie on the ink, whatever way the page is turned or cut.
#include <catch2/catch.hpp>
#include <fstream>
#include <opencv2/imgproc.hpp>
#include <sstream>

#include "document/failure.h"
#include "document/opencv_view.h"
#include "ocr/pdf_contents.h"
#include "ocr/source.h"
#include "tests/ocr/source_files.h"

using namespace nianbao;
using namespace nianbao::source_tests;

namespace {

cv::Rect pixels_of(const RenderedPage& page, const Rect& points) {
    const double x = page.pixels.width / page.width_points, y = page.pixels.height / page.height_points;
    const cv::Rect box(cv::Point(cvRound(points.x0 * x), cvRound(points.y0 * y)),
                       cv::Point(cvRound(points.x1 * x), cvRound(points.y1 * y)));
    return box & cv::Rect(0, 0, page.pixels.width, page.pixels.height);
}

/// Every glyph has ink inside, and all ink is inside of some glyph.
void check_boxes_on_ink(const RenderedPage& page) {
    REQUIRE(page.text_layer);
    cv::Mat grey = view(page.pixels).clone();
    if (grey.channels() == 3) cv::cvtColor(grey, grey, cv::COLOR_BGR2GRAY);
    cv::Mat ink = grey < 128;
    const int drawn = cv::countNonZero(ink);
    for (const LayerGlyph& glyph : page.text_layer->glyphs) {
        INFO(glyph.text);
        CHECK(cv::countNonZero(ink(pixels_of(page, glyph.box))) > 10);
    }
    for (const LayerGlyph& glyph : page.text_layer->glyphs) ink(pixels_of(page, glyph.box)).setTo(0);
    // Whatever font stands in for the one that is not embedded: its strokes may pass its own box a little.
    CHECK(cv::countNonZero(ink) < 20 + drawn / 50);
}

std::string all_text(const TextLayer& layer) {
    std::string text;
    for (const LayerGlyph& glyph : layer.glyphs) text += glyph.text;
    return text;
}

long resident_kilobytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
    return 0;
}

/// A page that one image covers, with text in the given rendering mode over it.
PdfFile scan_with_text(double width, double height, int rotate, int image_width, int image_height) {
    std::ostringstream content;
    content << "q " << width << " 0 0 " << height << " 0 0 cm /I1 Do Q\n" << text_at(50, 60, 20, "ZOq5 21 0", "3 Tr");
    return {
        {{content.str(), width, height, rotate, ""}}, {{"XObject /I1", grey_image(image_width, image_height)}}, -1, 0};
}

}  // namespace

TEST_CASE("glyph boxes lie on the ink of turned pages", "[source]") {
    const int rotate = GENERATE(0, 90, 180, 270);
    const std::string crop = GENERATE(as<std::string>{}, "", "[50 100 290 480]");
    CAPTURE(rotate, crop);
    const Folder folder;
    const PdfPage drawn{text_at(100, 300, 24, "Hdlk 12345") + text_at(120, 200, 10, "678"), 300, 500, rotate, crop};
    const auto source = open_source(folder.write("turned.pdf", pdf({{drawn}, {}, -1, 0})));
    const auto page = source->render(1, 200);
    const bool across = rotate % 180 == 90;
    const double width = crop.empty() ? 300 : 240, height = crop.empty() ? 500 : 380;
    CHECK(page.width_points == Approx(across ? height : width));
    CHECK(page.height_points == Approx(across ? width : height));
    check_boxes_on_ink(page);
    CHECK(page.text_layer->distrust.empty());
    CHECK(page.text_layer->ink_without_glyphs.empty());
    for (const LayerGlyph& glyph : page.text_layer->glyphs) CHECK(glyph.rotation_degrees == rotate);
    CHECK(all_text(*page.text_layer).size() == 12);
}

TEST_CASE("glyph boxes lie on the ink of vertical writing", "[source]") {
    const int rotate = GENERATE(0, 90, 180, 270);
    CAPTURE(rotate);
    const std::string font =
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V /DescendantFonts [ << /Type "
        "/Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) "
        "/Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 "
        "-254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >> ] >>";
    const PdfPage drawn{"BT /F2 20 Tf 100 300 Td <56fd672c5e74> Tj ET", 300, 500, rotate, ""};  // 国本年
    const Folder folder;
    const auto source = open_source(folder.write("vertical.pdf", pdf({{drawn}, {{"Font /F2", font}}, -1, 0})));
    const auto page = source->render(1, 200);
    REQUIRE(page.text_layer);
    CHECK(all_text(*page.text_layer) == "国本年");
    check_boxes_on_ink(page);
    for (const LayerGlyph& glyph : page.text_layer->glyphs) {
        CHECK(glyph.vertical);
        CHECK(glyph.rotation_degrees == rotate);
    }
}

TEST_CASE("a number broken over two lines keeps its glyphs where they are, beside one of a single line", "[source]") {
    // The middle of the row is within half an em of either line, as in a table's cells.
    const std::string row = text_at(172, 300, 12, "684") + text_at(200, 306, 12, "37853") + text_at(224, 294, 12, "2");
    const Folder folder;
    const auto source = open_source(folder.write("row.pdf", pdf({{{row, 300, 500, 0, ""}}, {}, -1, 0})));
    const auto page = source->render(1, 200);
    REQUIRE(page.text_layer);
    CHECK(all_text(*page.text_layer) == "684378532");
    const auto& glyphs = page.text_layer->glyphs;
    CHECK(glyphs[7].box.width() > 5);
    CHECK(glyphs[7].box.center().y == Approx(glyphs[8].box.center().y - 12).margin(0.5));
}

TEST_CASE("a scan's text layer is never trusted, whichever way its page is turned", "[source]") {
    const int rotate = GENERATE(0, 90, 180, 270);
    CAPTURE(rotate);
    const Folder folder;
    const auto source = open_source(folder.write("scan.pdf", pdf(scan_with_text(595, 842, rotate, 827, 1169))));
    const auto page = source->render(1, 150);
    REQUIRE(page.text_layer);
    CHECK(page.text_layer->covered_by_image);
    CHECK_FALSE(page.text_layer->distrust.empty());
    CHECK(page.native_dpi == Approx(100).epsilon(0.01));
    CHECK(page.dpi == Approx(150));
}

TEST_CASE("a scan of nearly the wanted resolution keeps its pixels", "[source]") {
    const Folder folder;
    const auto source = open_source(folder.write("near.pdf", pdf(scan_with_text(595, 842, 0, 2150, 3042))));
    CHECK(source->render(1, 300).pixels.width == Approx(2150).margin(2));
    CHECK(source->render(1, 300).dpi == Approx(260).epsilon(0.01));
    CHECK(source->render(1, 150).pixels.width == Approx(1240).margin(2));
    CHECK(source->render(1, -5).pixels.width == Approx(36 * 595 / 72).margin(2));
}

TEST_CASE("strips that cover a page together are a scan", "[source]") {
    PdfPage drawn{"", 595, 842, 0, ""};
    for (int i = 0; i < 10; ++i) drawn.content += "q 580 0 0 84.2 7 " + std::to_string(i * 84.2) + " cm /I1 Do Q\n";
    drawn.content += text_at(50, 60, 20, "21 0 0");
    const Folder folder;
    const auto source =
        open_source(folder.write("strips.pdf", pdf({{drawn}, {{"XObject /I1", grey_image(806, 117)}}, -1, 0})));
    const auto page = source->render(1, 100);
    REQUIRE(page.text_layer);
    CHECK(page.text_layer->covered_by_image);
    CHECK(page.native_dpi == Approx(100).epsilon(0.02));
}

TEST_CASE("an image inside a form counts where it is drawn, and clipped", "[source]") {
    const Folder folder;
    const std::string form = "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Matrix [100 0 0 200 0 0]";
    PdfFile file{{{"q 1 0 0 1 50 60 cm /X1 Do Q q 0 0 30 30 re W n 300 0 0 500 0 0 cm /I1 Do Q", 300, 500, 90, ""}},
                 {{"XObject /I1", grey_image(20, 20)}, {"XObject /X1", stream(form, "/I1 Do")}},
                 -1,
                 0};
    PdfExaminer examiner(folder.write("form.pdf", pdf(file)), "");
    const PdfContents contents = examiner.examine(1, 1);
    REQUIRE(contents.known);
    REQUIRE(contents.images.size() == 2);
    // Turned by 90 degrees, what lay (x, y) from the lower left lies y from the left and x from the top.
    CHECK(contents.images[0].box.x0 == Approx(60));
    CHECK(contents.images[0].box.y0 == Approx(50));
    CHECK(contents.images[0].box.x1 == Approx(260));
    CHECK(contents.images[0].box.y1 == Approx(150));
    CHECK(contents.images[1].box.x1 == Approx(30));
    CHECK(contents.images[1].box.y1 == Approx(30));
    CHECK_FALSE(examiner.examine(1, 2).known);
    CHECK_FALSE(examiner.examine(2, 1).known);
}

TEST_CASE("forms that draw themselves come to an end", "[source]") {
    const Folder folder;
    const std::string form = "/Type /XObject /Subtype /Form /BBox [0 0 300 500]";
    // The form has no resources of its own and so finds itself among the page's.
    PdfFile file{{{"/X1 Do", 300, 500, 0, ""}}, {{"XObject /X1", stream(form, "/X1 Do")}}, -1, 0};
    PdfExaminer examiner(folder.write("loop.pdf", pdf(file)), "");
    CHECK(examiner.examine(1, 1).images.empty());
}

TEST_CASE("a scan at one point a pixel is taken for A4", "[source]") {
    const Folder folder;
    PdfFile file = scan_with_text(1654, 2339, 0, 1654, 2339);
    const auto source = open_source(folder.write("pixels.pdf", pdf(file)));
    const auto page = source->render(1, 300);
    CHECK(page.width_points == Approx(1654));
    CHECK(page.native_dpi == Approx(200).epsilon(0.01));
    CHECK(page.dpi == Approx(300).epsilon(0.01));
    CHECK(page.pixels.width == Approx(2481).margin(3));
}

TEST_CASE("colour is kept where there is colour, and only there", "[source]") {
    const Folder folder;
    PdfPage black{text_at(40, 300, 24, "12"), 300, 500, 0, ""}, red = black;
    red.content += "1 0 0 RG 3 w 50 50 80 80 re S";
    const auto source = open_source(folder.write("colour.pdf", pdf({{black, red}, {}, -1, 0})));
    CHECK(source->render(1, 100).pixels.channels == 1);
    const auto page = source->render(2, 100);
    REQUIRE(page.pixels.channels == 3);
    cv::Mat mask;
    cv::inRange(view(page.pixels), cv::Scalar(0, 0, 200), cv::Scalar(60, 60, 255), mask);  // blue, green, red
    CHECK(cv::countNonZero(mask) > 100);
}

TEST_CASE("one page is held at a time", "[source]") {
    const Folder folder;
    const PdfPage drawn{text_at(40, 300, 24, "Hello 123"), 595, 842, 0, ""};
    const auto source = open_source(folder.write("long.pdf", pdf({std::vector<PdfPage>(12, drawn), {}, -1, 0})));
    for (int page = 1; page <= 3; ++page) source->render(page, 200);
    const long early = resident_kilobytes();
    for (int page = 4; page <= 12; ++page) source->render(page, 200);
    CHECK(resident_kilobytes() - early < 12'000);
}

TEST_CASE("the real report's layer is trusted, its vertical heading included", "[source][samples]") {
    const std::filesystem::path sample =
        std::filesystem::path(NIANBAO_SOURCE_DIR) / "../shared/samples/hongze-2023.pdf";
    if (!std::filesystem::exists(sample)) {
        WARN("skipped: ../shared/samples is not here");
        return;
    }
    const auto source = open_source(sample);
    REQUIRE(source->pages() == 5);
    for (int number = 1; number <= 5; ++number) {
        CAPTURE(number);
        const auto page = source->render(number, 150);
        REQUIRE(page.text_layer);
        CHECK(page.text_layer->distrust == "");
        CHECK(page.text_layer->ink_without_glyphs.empty());
        CHECK(page.native_dpi == 0);
    }
    const auto page = source->render(3, 300);
    std::string vertical;
    for (const LayerGlyph& glyph : page.text_layer->glyphs)
        if (glyph.vertical) vertical += glyph.text;
    CHECK(vertical == "三、本年度办理结果");
}
