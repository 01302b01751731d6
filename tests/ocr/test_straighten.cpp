// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/straighten.h"

#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>

#include "document/failure.h"
#include "document/opencv_view.h"
#include "straighten_pages.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

/// Middle of the largest dark square in the box.
cv::Point2d dark_middle(const Raster& pixels) {
    cv::Mat dark = view(pixels) < 100;
    cv::morphologyEx(dark, dark, cv::MORPH_OPEN, cv::Mat::ones(25, 25, CV_8U));
    const cv::Moments m = cv::moments(dark, true);
    return {m.m10 / m.m00 + 0.5, m.m01 / m.m00 + 0.5};
}

cv::Mat noise_page() {
    cv::Mat page = blank_page();
    cv::RNG(3).fill(page, cv::RNG::NORMAL, 200, 25);
    return page;
}

}  // namespace

TEST_CASE("the skew of a page with a table is found to a twentieth of a degree") {
    const double degrees = GENERATE(-6.0, -3.0, -1.0, -0.3, 0.3, 1.0, 3.0, 6.0);
    const StraightPage page = straighten(rendered(skewed(report_page(), degrees)), {}, nullptr);
    CHECK(page.skew_degrees == Approx(degrees).margin(0.05));
}

TEST_CASE("the skew of a page of text is found to a tenth of a degree") {
    const double degrees = GENERATE(-5.0, -1.0, -0.3, 0.3, 1.0, 5.0);
    cv::Mat text = blank_page();
    draw_text(text, {200, 250, 1250, 1500});
    const StraightPage page = straighten(rendered(skewed(text, degrees)), {}, nullptr);
    CHECK(page.skew_degrees == Approx(degrees).margin(0.1));
}

TEST_CASE("what is straight, blank or noise stays as it is, pixel by pixel") {
    for (const cv::Mat& drawn : {report_page(), blank_page(), noise_page()}) {
        RenderedPage input = rendered(drawn);
        const std::vector<std::uint8_t> before = input.pixels.pixels;
        const StraightPage page = straighten(std::move(input), {.probe = fake_probe()}, nullptr);
        CHECK(page.skew_degrees == 0);
        CHECK(page.turned_degrees == 0);
        CHECK(page.pixels.pixels == before);
    }
}

TEST_CASE("each correction can be left out") {
    StraightenOptions options;
    options.skew = Correction::leave;
    options.perspective = Correction::leave;
    const StraightPage page = straighten(rendered(skewed(report_page(), 2)), options, nullptr);
    CHECK(page.skew_degrees == 0);
    CHECK(page.pixels.width == 1654);
}

TEST_CASE("points of the straight image go back to where they stand on the page as seen") {
    const double degrees = GENERATE(0.0, -4.0, 2.0);
    cv::Mat drawn = report_page();
    cv::rectangle(drawn, cv::Rect(300, 2100, 60, 60), cv::Scalar(0), cv::FILLED);
    const cv::Mat source = skewed(drawn, degrees);
    const cv::Point2d seen = dark_middle(to_raster(source)) * (72 / drawing_dpi);
    const StraightPage page = straighten(rendered(source), {}, nullptr);
    const cv::Point2d found = dark_middle(page.pixels);
    const Point mapped = page.to_page.map({found.x, found.y});
    CHECK(mapped.x == Approx(seen.x).margin(0.2));
    CHECK(mapped.y == Approx(seen.y).margin(0.2));
    CHECK(page.width_points == Approx(1654 * 72 / drawing_dpi));
}

TEST_CASE("the perspective of a photographed grid is removed") {
    const cv::Rect area(200, 300, 1250, 1700);
    cv::Mat drawn = blank_page();
    draw_table(drawn, area, 24, 9);
    const float w = 1653, h = 2338;
    const std::vector<cv::Point2f> from{{0, 0}, {w, 0}, {w, h}, {0, h}};
    const std::vector<cv::Point2f> to{{60, 30}, {w - 20, 70}, {w - 90, h - 50}, {25, h - 20}};
    const cv::Mat pose = cv::getPerspectiveTransform(from, to);
    cv::Mat photo;
    cv::warpPerspective(drawn, photo, pose, drawn.size(), cv::INTER_CUBIC, cv::BORDER_CONSTANT, cv::Scalar(255));
    const StraightPage page = straighten(rendered(photo), {}, nullptr);
    const auto back = page.to_page.inverse();
    REQUIRE(back);

    const auto in_result = [&](double x, double y) {
        std::vector<cv::Point2f> p{{static_cast<float>(x), static_cast<float>(y)}}, q;
        cv::perspectiveTransform(p, q, pose);
        return back->map({(q[0].x + 0.5) * 72 / drawing_dpi, (q[0].y + 0.5) * 72 / drawing_dpi});
    };
    for (int i = 0; i <= 8; ++i) {
        const double x = area.x + area.width * i / 8.0, y = area.y + area.height * i / 8.0;
        CHECK(in_result(area.x, y).y == Approx(in_result(area.br().x, y).y).margin(1.5));
        CHECK(in_result(x, area.y).x == Approx(in_result(x, area.br().y).x).margin(1.5));
    }
    // And the pixels are where to_page says: on a rule.
    const Point crossing = in_result(area.x, area.y);
    CHECK(darkest(page.pixels, cv::Rect(static_cast<int>(crossing.x) - 2, static_cast<int>(crossing.y) + 200, 5, 1)) <
          90);
}

TEST_CASE("the rules of a curled sheet come out straight") {
    cv::Mat drawn = blank_page();
    draw_table(drawn, {200, 300, 1250, 1700}, 24, 9);
    cv::Mat x_of(drawn.size(), CV_32F), y_of(drawn.size(), CV_32F), curled;
    for (int y = 0; y < drawn.rows; ++y) {
        for (int x = 0; x < drawn.cols; ++x) {
            x_of.at<float>(y, x) = static_cast<float>(x);
            y_of.at<float>(y, x) = static_cast<float>(y + 9 * std::sin(CV_PI * x / drawn.cols));
        }
    }
    cv::remap(drawn, curled, x_of, y_of, cv::INTER_CUBIC, cv::BORDER_CONSTANT, cv::Scalar(255));
    const StraightPage page = straighten(rendered(curled), {}, nullptr);
    // Along the table's lowest rule, the darkest row of each column.
    std::vector<int> rows;
    const cv::Mat pixels = view(page.pixels);
    for (int x = 260; x < 1400; x += 10) {
        cv::Point at;
        cv::minMaxLoc(pixels(cv::Rect(x, 1987, 1, 28)), nullptr, nullptr, &at);
        rows.push_back(at.y);
    }
    std::sort(rows.begin(), rows.end());
    CHECK(rows[rows.size() * 95 / 100] - rows[rows.size() * 5 / 100] <= 3);  // 8 in the photograph
}

TEST_CASE("a sheet on a dark table is cut out, a shadow across a page is not") {
    cv::Mat photo(2339, 1654, CV_8U, cv::Scalar(60));
    std::vector<cv::Point> sheet{{90, 110}, {1560, 80}, {1590, 2250}, {60, 2230}};
    cv::fillConvexPoly(photo, sheet, cv::Scalar(225));
    draw_text(photo, {250, 300, 1100, 1300});
    const StraightPage cut = straighten(rendered(photo), {}, nullptr);
    CHECK(darkest(cut.pixels, cv::Rect(0, 0, cut.pixels.width, 60)) > 200);

    cv::Mat shaded = report_page();
    for (int y = 1200; y < shaded.rows; ++y) {
        const double light = 1 - 0.5 * std::min(1.0, (y - 1200) / 300.0);
        shaded.row(y).convertTo(shaded.row(y), -1, light);
    }
    const StraightPage kept = straighten(rendered(shaded), {}, nullptr);
    CHECK(darkest(kept.pixels, cv::Rect(190, 1900, 400, 60)) < 60);
}

TEST_CASE("absurd pages are refused or pass, and nothing crashes") {
    CHECK_THROWS_AS(straighten(RenderedPage{}, {}, nullptr), Failure);
    for (const cv::Size size : {cv::Size(1, 1), cv::Size(3, 2000), cv::Size(2000, 3), cv::Size(40, 40)}) {
        for (const int level : {0, 255}) {
            RenderedPage page = rendered(cv::Mat(size, CV_8U, cv::Scalar(level)));
            page.dpi = GENERATE(0.0, 5.0, 300.0);
            CHECK(straighten(std::move(page), {.probe = fake_probe()}, nullptr).turned_degrees == 0);
        }
    }
}
