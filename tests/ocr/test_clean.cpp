// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/clean.h"

#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>

#include "document/failure.h"
#include "document/opencv_view.h"
#include "straighten_pages.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

void draw_number(cv::Mat& page, const char* text, cv::Point at, int level) {
    cv::putText(page, text, at, cv::FONT_HERSHEY_SIMPLEX, 0.9, cv::Scalar::all(level), 2, cv::LINE_AA);
}

/// Noise of a scanner, the same each time.
void add_noise(cv::Mat& page, double deviation) {
    cv::Mat noise(page.size(), CV_16S);
    cv::RNG(5).fill(noise, cv::RNG::NORMAL, 0, deviation);
    cv::add(page, noise, page, cv::noArray(), CV_8U);
}

}  // namespace

TEST_CASE("a clean page keeps its size, its paper is white and its ink dark") {
    const CleanPage page = clean(straight(report_page()), nullptr);
    CHECK(page.grey.width == 1654);
    CHECK(page.ink.height == 2339);
    CHECK(page.seal.empty());
    CHECK(darkest(page.grey, {0, 0, 1654, 200}) == 255);
    CHECK(darkest(page.grey, {200, 1100, 1250, 900}) < 20);
    CHECK(filled(page.ink, {198, 1098, 4, 900}) > 0.7);  // a rule
}

TEST_CASE("shadow, yellowing and noise go, thin rules stay") {
    cv::Mat page = blank_page();
    draw_table(page, {200, 300, 1250, 900}, 15, 9);
    for (int r = 0; r < 10; ++r) cv::line(page, {200, 1400 + 60 * r}, {1450, 1400 + 60 * r}, cv::Scalar(120), 1);
    for (int x = 0; x < page.cols; ++x) page.col(x).convertTo(page.col(x), -1, 0.9 - 0.4 * x / page.cols);
    add_noise(page, 4);
    const CleanPage cleaned = clean(straight(page), nullptr);
    CHECK(cv::mean(view(cleaned.grey)(cv::Rect(1200, 2100, 400, 200)))[0] > 250);
    CHECK(filled(cleaned.ink, {0, 2050, 1654, 280}) < 0.001);
    CHECK(filled(cleaned.ink, {210, 1400, 1230, 1}) > 0.9);
    CHECK(filled(cleaned.ink, {210, 1640, 1230, 1}) > 0.9);
}

TEST_CASE("shading behind text becomes white without touching the text") {
    const int shade = GENERATE(235, 210, 185);
    cv::Mat page = blank_page();
    cv::rectangle(page, cv::Rect(300, 300, 900, 70), cv::Scalar(shade), cv::FILLED);
    draw_number(page, "1586", {400, 345}, 0);
    draw_table(page, {300, 400, 900, 600}, 8, 6);
    const CleanPage cleaned = clean(straight(page), nullptr);
    CHECK(cv::mean(view(cleaned.grey)(cv::Rect(700, 310, 400, 50)))[0] > 252);
    CHECK(filled(cleaned.ink, {600, 290, 500, 90}) < 0.005);
    CHECK(darkest(cleaned.grey, {400, 320, 80, 30}) < 40);
    CHECK(filled(cleaned.ink, {395, 318, 90, 30}) > 0.15);
}

TEST_CASE("white text on a dark cell becomes dark text on white; the cell keeps a frame") {
    const int dark = GENERATE(30, 70, 120);
    cv::Mat page = report_page();
    cv::rectangle(page, cv::Rect(300, 2060, 400, 70), cv::Scalar(dark), cv::FILLED);
    draw_number(page, "2023", {400, 2105}, 255);
    const CleanPage cleaned = clean(straight(page), nullptr);
    const cv::Rect empty_part(550, 2075, 130, 40), text(400, 2082, 75, 22);
    CHECK(cv::mean(view(cleaned.grey)(empty_part))[0] > 245);
    CHECK(filled(cleaned.ink, empty_part) < 0.02);
    CHECK(darkest(cleaned.grey, text) < 80);
    CHECK(filled(cleaned.ink, text) > 0.1);
    CHECK(filled(cleaned.ink, text) < 0.6);
    CHECK(filled(cleaned.ink, {400, 2056, 200, 10}) > 0.1);
}

TEST_CASE("dense bold text is not taken for a dark cell") {
    cv::Mat page = report_page();
    draw_text(page, {200, 2060, 600, 60}, 44);
    const CleanPage cleaned = clean(straight(page), nullptr);
    const cv::Mat ink = view(cleaned.ink)(cv::Rect(200, 2060, 600, 50)),
                  drawn = page(cv::Rect(200, 2060, 600, 50)) < 128;
    CHECK(cv::countNonZero(ink & drawn) > 0.97 * cv::countNonZero(drawn));
    CHECK(cv::countNonZero(ink & ~drawn) < 0.1 * cv::countNonZero(drawn));
}

TEST_CASE("faded text is stretched to dark") {
    cv::Mat page = blank_page();
    draw_table(page, {200, 300, 1250, 900}, 15, 9);
    page.convertTo(page, -1, 0.35, 0.65 * 235);
    add_noise(page, 2);
    const CleanPage cleaned = clean(straight(page), nullptr);
    CHECK(darkest(cleaned.grey, {200, 300, 1250, 900}) < 60);
    CHECK(filled(cleaned.ink, {0, 1400, 1654, 800}) == 0);
}

TEST_CASE("dark scan borders and punch holes go, even where they taper, and the table stays") {
    cv::Mat page = report_page();
    cv::fillConvexPoly(page, std::vector<cv::Point>{{0, 0}, {60, 0}, {6, 2338}, {0, 2338}}, cv::Scalar(10));
    cv::rectangle(page, cv::Rect(0, 2310, 1654, 29), cv::Scalar(10), cv::FILLED);
    cv::circle(page, {110, 800}, 22, cv::Scalar(15), cv::FILLED);
    const CleanPage cleaned = clean(straight(page), nullptr);
    CHECK(filled(cleaned.ink, {0, 0, 150, 2339}) < 0.002);
    CHECK(filled(cleaned.ink, {0, 2280, 1654, 59}) < 0.002);
    CHECK(filled(cleaned.ink, {198, 1098, 4, 900}) > 0.7);
}

TEST_CASE("text in a deep shadow at the edge of the page stays") {
    cv::Mat page = report_page();
    for (int x = 900; x < page.cols; ++x) {
        page.col(x).convertTo(page.col(x), -1, 1 - 0.72 * std::min(1.0, (x - 900) / 350.0));
    }
    const CleanPage cleaned = clean(straight(page), nullptr);
    const cv::Rect text(1250, 250, 150, 700);
    CHECK(filled(cleaned.ink, text) > 0.8 * filled(clean(straight(report_page()), nullptr).ink, text));
}

TEST_CASE("text close to the edge of a tightly cut page stays") {
    cv::Mat page = report_page();
    draw_text(page, {200, 24, 900, 40});
    const CleanPage cleaned = clean(straight(page), nullptr);
    const cv::Rect line(200, 24, 900, 30);
    CHECK(filled(cleaned.ink, line) > 0.9 * cv::countNonZero(page(line) < 128) / line.area());
}

TEST_CASE("decimal points, minus signs and broken strokes survive; dust does not") {
    cv::Mat page = report_page();
    draw_number(page, "24252", {300, 2150}, 0);
    cv::rectangle(page, cv::Rect(395, 2147, 3, 3), cv::Scalar(0), cv::FILLED);   // a point of 9 dots
    cv::rectangle(page, cv::Rect(600, 2135, 12, 2), cv::Scalar(0), cv::FILLED);  // a minus alone in its cell
    cv::RNG random(11);
    for (int i = 0; i < 300; ++i) page.at<std::uint8_t>(random.uniform(30, 200), random.uniform(30, 1600)) = 0;
    const CleanPage cleaned = clean(straight(page), nullptr);
    CHECK(filled(cleaned.ink, {395, 2147, 3, 3}) > 0.9);
    CHECK(filled(cleaned.ink, {600, 2135, 12, 2}) > 0.9);
    CHECK(filled(cleaned.ink, {0, 0, 1654, 210}) == 0);
    CHECK(darkest(cleaned.grey, {0, 0, 1654, 205}) > 200);
}

TEST_CASE("in print that is much smaller than most of the page a point and a minus are no dust") {
    cv::Mat page = blank_page();
    draw_text(page, {200, 300, 1250, 1200}, 50);
    const auto small_digit = [&](int x) { cv::rectangle(page, cv::Rect(x, 2000, 9, 16), cv::Scalar(0), 2); };
    for (const int x : {400, 414, 437, 451, 800}) small_digit(x);
    const cv::Rect point(429, 2015, 3, 2), minus(790, 2008, 5, 1), above(900, 1990, 2, 2);
    for (const cv::Rect& mark : {point, minus, above}) cv::rectangle(page, mark, cv::Scalar(0), cv::FILLED);
    small_digit(896);
    const CleanPage cleaned = clean(straight(page), nullptr);
    CHECK(filled(cleaned.ink, point) > 0.9);
    CHECK(filled(cleaned.ink, minus) > 0.9);
    CHECK(filled(cleaned.ink, above) == 0);
}

TEST_CASE("characters of a text layer are no dust, however small") {
    cv::Mat page = blank_page();
    draw_text(page, {200, 300, 1250, 1200}, 50);
    const cv::Rect point(429, 2015, 2, 2), dust(629, 2015, 2, 2);
    for (const cv::Rect& mark : {point, dust}) cv::rectangle(page, mark, cv::Scalar(0), cv::FILLED);
    cv::Mat graphics = blank_page();
    cv::rectangle(graphics, dust, cv::Scalar(0), cv::FILLED);
    StraightPage straightened = straight(page);
    straightened.graphics = to_raster(graphics);
    const CleanPage cleaned = clean(std::move(straightened), nullptr);
    CHECK(filled(cleaned.ink, point) > 0.9);
    CHECK(filled(cleaned.ink, dust) == 0);
}

TEST_CASE("a short dash alone in a high row is no dust") {
    cv::Mat page = report_page();
    cv::rectangle(page, cv::Rect(600, 2135, 6, 2), cv::Scalar(0), cv::FILLED);
    cv::rectangle(page, cv::Rect(800, 2135, 3, 4), cv::Scalar(0), cv::FILLED);
    const CleanPage cleaned = clean(straight(page), nullptr);
    CHECK(filled(cleaned.ink, {600, 2135, 6, 2}) > 0.9);
    CHECK(filled(cleaned.ink, {800, 2135, 3, 4}) == 0);
}

TEST_CASE("a 1-bit copy gets soft edges, a grey page does not change for it") {
    cv::Mat page = report_page();
    cv::threshold(page, page, 128, 255, cv::THRESH_BINARY);
    const CleanPage cleaned = clean(straight(page), nullptr);
    const cv::Mat grey = view(cleaned.grey);
    CHECK(cv::countNonZero((grey > 40) & (grey < 215)) > 20000);
    const cv::Mat drawn = page < 128;
    CHECK(cv::countNonZero(view(cleaned.ink) & drawn) > 0.98 * cv::countNonZero(drawn));
}

TEST_CASE("a blank page and paper noise have no ink") {
    cv::Mat page = blank_page();
    CHECK(filled(clean(straight(page), nullptr).ink, {0, 0, 1654, 2339}) == 0);
    page.setTo(215);
    add_noise(page, 6);
    CHECK(filled(clean(straight(page), nullptr).ink, {0, 0, 1654, 2339}) < 0.0005);
}

TEST_CASE("absurd pages do not crash the cleaning") {
    CHECK_THROWS_AS(clean(StraightPage{}, nullptr), Failure);
    for (const cv::Size size : {cv::Size(1, 1), cv::Size(3, 900), cv::Size(900, 3)}) {
        for (const int type : {CV_8UC1, CV_8UC3}) {
            for (const int level : {0, 128, 255}) {
                const CleanPage page = clean(straight(cv::Mat(size, type, cv::Scalar::all(level))), nullptr);
                CHECK(page.grey.width == size.width);
            }
        }
    }
}
