// SPDX-License-Identifier: GPL-3.0-or-later
// A page's picture without its text: rules and shades stay where they are, every character goes.
#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"
#include "ocr/source.h"
#include "tests/ocr/source_files.h"

using namespace nianbao;
using namespace nianbao::source_tests;

namespace {

// A rule, and text above it by three of the operators that show text.
const std::string drawn = "q 1 w 50 200 m 250 200 l S Q " + text_at(60, 300, 30, "12") +
                          " BT /F1 30 Tf 60 260 Td [(3) -20 (4)] TJ ET BT /F1 30 Tf 36 TL 60 440 Td (56) ' ET ";

RenderedPage page_of(const std::string& content, const std::map<std::string, std::string>& resources = {}) {
    PdfFile file;
    file.pages.emplace_back().content = content;
    file.resources = resources;
    const Folder folder;
    const auto source = open_source(folder.write("a.pdf", pdf(file)));
    return source->render(1, 150);
}

int ink_between(const Raster& raster, double from, double to) {
    cv::Mat grey = view(raster).clone();
    if (grey.channels() == 3) cv::cvtColor(grey, grey, cv::COLOR_BGR2GRAY);
    const cv::Range rows(static_cast<int>(from * grey.rows), static_cast<int>(to * grey.rows));
    return cv::countNonZero(grey.rowRange(rows) < 128);
}

}  // namespace

TEST_CASE("a page's graphics are what is left without its text") {
    const RenderedPage page = page_of(drawn);
    REQUIRE(page.text_layer);
    REQUIRE(page.graphics.width == page.pixels.width);
    REQUIRE(page.graphics.height == page.pixels.height);
    CHECK(ink_between(page.pixels, 0, 0.58) > 100);
    CHECK(ink_between(page.graphics, 0, 0.58) == 0);
    // The rule stands 200 of 500 points from the foot.
    CHECK(ink_between(page.graphics, 0.58, 0.62) == ink_between(page.pixels, 0.58, 0.62));
    CHECK(ink_between(page.graphics, 0.58, 0.62) > 300);
}

TEST_CASE("text inside of forms goes too, however deep") {
    const std::string form = "/Type /XObject /Subtype /Form /BBox [0 0 300 500] ";
    const std::string font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
    const std::string inner = stream(form + "/Resources << " + font + " >>", drawn);
    const RenderedPage page = page_of(text_at(60, 420, 20, "7") + "/Outer Do", {{"XObject /Outer", inner}});
    REQUIRE_FALSE(page.graphics.empty());
    CHECK(ink_between(page.pixels, 0, 0.58) > 100);
    CHECK(ink_between(page.graphics, 0, 0.58) == 0);
    CHECK(ink_between(page.graphics, 0.58, 0.62) > 300);
}

TEST_CASE("a page without a layer to trust has no graphics of its own") {
    CHECK(page_of("q 1 w 50 200 m 250 200 l S Q").graphics.empty());
}
