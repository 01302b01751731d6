// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"
#include "ocr/orientation_probe.h"
#include "ocr/straighten.h"
#include "read_lines.h"
#include "straighten_pages.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

struct Turned {
    int to_upright;  // degrees clockwise
    cv::RotateFlags code;
};
const Turned turns[] = {{270, cv::ROTATE_90_CLOCKWISE}, {180, cv::ROTATE_180}, {90, cv::ROTATE_90_COUNTERCLOCKWISE}};

}  // namespace

TEST_CASE("a page turned by 90, 180 or 270 degrees comes back as the same picture") {
    const cv::Mat upright = report_page();
    const std::vector<std::uint8_t> expected = to_raster(upright).pixels;
    for (const Turned& turn : turns) {
        cv::Mat source;
        cv::rotate(upright, source, turn.code);
        const StraightPage page = straighten(rendered(source), {.probe = fake_probe()}, nullptr);
        CHECK(page.turned_degrees == turn.to_upright);
        CHECK(page.turn_confidence > 0.5);
        CHECK(page.pixels.pixels == expected);
        CHECK(page.width_points == Approx(1654 * 72 / drawing_dpi));
        const Point corner = page.to_page.map({1654, 2339});
        CHECK(corner.x == Approx(page.width_points));
        CHECK(corner.y == Approx(page.height_points));
    }
}

TEST_CASE("a wide table upright on a landscape page is not turned") {
    cv::Mat page = blank_landscape_page();
    draw_text(page, {200, 150, 1900, 200});
    draw_table(page, {200, 450, 1900, 1000}, 14, 16);
    const StraightPage result = straighten(rendered(page), {.probe = fake_probe()}, nullptr);
    CHECK(result.turned_degrees == 0);
    CHECK(result.pixels.width == 2339);
}

TEST_CASE("a skewed page that is also turned is mended in one go") {
    cv::Mat source;
    cv::rotate(skewed(report_page(), 2.0), source, cv::ROTATE_180);
    const StraightPage page = straighten(rendered(source), {.probe = fake_probe()}, nullptr);
    CHECK(page.turned_degrees == 180);
    CHECK(page.skew_degrees == Approx(2.0).margin(0.05));
}

TEST_CASE("without a probe, or with one that cannot tell, a page is left as it lies") {
    cv::Mat source;
    cv::rotate(report_page(), source, cv::ROTATE_90_CLOCKWISE);
    CHECK(straighten(rendered(source), {}, nullptr).turned_degrees == 0);
    const StraightPage unsure = straighten(rendered(source), {.probe = [](const Raster&) { return 0.5; }}, nullptr);
    CHECK(unsure.turned_degrees == 0);
    CHECK(unsure.turn_confidence < 0.5);
}

TEST_CASE("a probe's nonsense does no harm") {
    const StraightPage page =
        straighten(rendered(report_page()), {.probe = [](const Raster&) { return -7.0; }}, nullptr);
    CHECK(page.turned_degrees == 0);
}

TEST_CASE("the probe is asked for a handful of lines at most") {
    int asked = 0;
    cv::Mat source;
    cv::rotate(report_page(), source, cv::ROTATE_180);
    const auto count = [&](const Raster& line) {
        ++asked;
        CHECK(line.channels == 1);
        CHECK(line.height == 48);
        return fake_probe()(line);
    };
    straighten(rendered(source), {.probe = count}, nullptr);
    CHECK(asked <= 10);
}

TEST_CASE("Tesseract tells upright lines from those upside down") {
    const UprightProbe probe = tesseract_upright_probe();
    const char* lines[] = {"收到和处理政府信息公开申请情况", "本年新收政府信息公开申请数量", "其他需要报告的事项"};
    for (const auto* face : {&song(), &kai(), &sans()}) {
        double upright = 0, reversed = 0;
        for (const char* text : lines) {
            const Drawn line = drawn(*face, text, 40);
            cv::Mat upside_down;
            cv::rotate(view(line.page), upside_down, cv::ROTATE_180);
            upright += probe(line.page) / 3;
            reversed += probe(to_raster(upside_down)) / 3;
        }
        CHECK(upright > 0.7);
        CHECK(reversed < 0.35);
    }
}
