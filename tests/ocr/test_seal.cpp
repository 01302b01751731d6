// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"
#include "ocr/clean.h"
#include "straighten_pages.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

cv::Mat colour(const cv::Mat& grey) {
    cv::Mat page;
    cv::cvtColor(grey, page, cv::COLOR_GRAY2BGR);
    return page;
}

/// A ring of 42 mm with a star-like core and a circle of marks, multiplied onto the print as ink is.
void stamp(cv::Mat& page, cv::Point center, cv::Scalar ink) {
    cv::Mat layer(page.size(), CV_8UC3, cv::Scalar::all(255));
    const int radius = static_cast<int>(21 * drawing_dpi / 25.4);
    cv::circle(layer, center, radius, ink, 8, cv::LINE_AA);
    cv::circle(layer, center, radius / 4, ink, cv::FILLED, cv::LINE_AA);
    for (int i = 0; i < 14; ++i) {
        const double angle = CV_PI * (0.9 + 1.2 * i / 13);
        const cv::Point at(center.x + static_cast<int>(0.75 * radius * std::cos(angle)),
                           center.y + static_cast<int>(0.75 * radius * std::sin(angle)));
        cv::rectangle(layer, cv::Rect(at.x - 11, at.y - 11, 22, 22), ink, 4);
    }
    cv::multiply(page, layer, page, 1.0 / 255);
}

const cv::Scalar fresh(60, 40, 215), faded(170, 160, 235), pinkish(110, 50, 220);

}  // namespace

TEST_CASE("a seal over a table is taken out, what stands under it stays") {
    const cv::Scalar ink = GENERATE(fresh, faded, pinkish);
    const cv::Mat plain = report_page();
    cv::Mat page = colour(plain);
    stamp(page, {700, 1500}, ink);
    if (GENERATE(false, true)) {
        std::vector<std::uint8_t> file;
        cv::imencode(".jpg", page, file, {cv::IMWRITE_JPEG_QUALITY, 75});
        page = cv::imdecode(file, cv::IMREAD_COLOR);
    }
    const CleanPage with = clean(straight(page), nullptr);
    const CleanPage without = clean(straight(plain), nullptr);
    const cv::Rect area(500, 1300, 400, 400);
    const cv::Mat ink_with = view(with.ink)(area), ink_without = view(without.ink)(area);
    cv::Mat near, core;
    cv::dilate(ink_without, near, cv::Mat::ones(5, 5, CV_8U));
    cv::erode(ink_without, core, cv::Mat::ones(2, 2, CV_8U));
    CHECK(cv::countNonZero(ink_with & ~near) < 0.004 * area.area());
    CHECK(cv::countNonZero(ink_with & core) > 0.93 * cv::countNonZero(core));
    REQUIRE_FALSE(with.seal.empty());
    CHECK(filled(with.seal, {690, 1490, 20, 20}) > 0.9);
    CHECK(filled(with.seal, {0, 0, 1654, 1200}) == 0);
}

TEST_CASE("overlapping seals are both taken out") {
    cv::Mat page = colour(blank_page());
    stamp(page, {600, 1500}, fresh);
    stamp(page, {840, 1530}, pinkish);
    const CleanPage cleaned = clean(straight(page), nullptr);
    CHECK(filled(cleaned.ink, {0, 0, 1654, 2339}) < 0.0005);
}

TEST_CASE("a red headline and a red rule are text, not seals") {
    cv::Mat page = colour(report_page());
    for (int i = 0; i < 8; ++i) {  // characters of 15 mm
        const cv::Rect box(260 + 140 * i, 90, 110, 110);
        cv::rectangle(page, box, cv::Scalar(30, 20, 220), 14);
        cv::line(page, {box.x, box.y + 55}, {box.br().x, box.y + 55}, cv::Scalar(30, 20, 220), 14);
    }
    cv::line(page, {200, 225}, {1450, 225}, cv::Scalar(30, 20, 220), 6);
    const CleanPage cleaned = clean(straight(page), nullptr);
    CHECK(filled(cleaned.ink, {260, 142, 110, 6}) > 0.9);
    CHECK(filled(cleaned.ink, {200, 224, 1250, 2}) > 0.95);
    CHECK(cleaned.seal.empty());
}

TEST_CASE("red text beside a seal stays") {
    cv::Mat page = colour(report_page());
    stamp(page, {600, 2150}, fresh);
    cv::putText(page, "2018-08-29", {800, 2160}, cv::FONT_HERSHEY_SIMPLEX, 1.2, cv::Scalar(20, 20, 230), 3,
                cv::LINE_AA);
    const CleanPage cleaned = clean(straight(page), nullptr);
    CHECK(filled(cleaned.ink, {800, 2130, 200, 34}) > 0.1);
    CHECK(filled(cleaned.ink, {560, 2110, 80, 80}) < 0.01);
}

TEST_CASE("yellowed paper, pink cells and colour noise have no seal") {
    cv::Mat page = colour(report_page());
    cv::rectangle(page, cv::Rect(200, 2050, 900, 80), cv::Scalar(225, 220, 255), cv::FILLED);
    cv::multiply(page, cv::Scalar(0.75, 0.92, 0.97), page);
    cv::Mat noise(page.size(), CV_16SC3);
    cv::RNG(9).fill(noise, cv::RNG::NORMAL, 0, 6);
    cv::add(page, noise, page, cv::noArray(), CV_8U);
    const CleanPage cleaned = clean(straight(page), nullptr);
    CHECK(cleaned.seal.empty());
    CHECK(filled(cleaned.ink, {200, 2060, 900, 60}) < 0.002);
}

namespace {

/// A date as a stamp prints it, in strokes as thick as its.
void stamp_date(cv::Mat& page, cv::Point at) {
    cv::Mat layer(page.size(), CV_8UC3, cv::Scalar::all(255));
    cv::putText(layer, "2024-01-29", at, cv::FONT_HERSHEY_SIMPLEX, 1.4, fresh, 4, cv::LINE_AA);
    cv::multiply(page, layer, page, 1.0 / 255);
}

/// A ring of a third of a millimetre or flat, with marks inside, not all of which took ink.
void stamp_oval(cv::Mat& page, cv::Point center, cv::Size axes, int broken_degrees) {
    cv::Mat layer(page.size(), CV_8UC3, cv::Scalar::all(255));
    for (int from = 0; from < 360; from += 60)
        cv::ellipse(layer, center, axes, 0, from, from + 60 - broken_degrees, faded, 4, cv::LINE_AA);
    for (int i = 0; i < 10; ++i) {
        const double angle = CV_PI * (0.9 + 1.2 * i / 9);
        const cv::Point at(center.x + static_cast<int>(0.78 * axes.width * std::cos(angle)),
                           center.y + static_cast<int>(0.78 * axes.height * std::sin(angle)));
        cv::rectangle(layer, cv::Rect(at.x - 9, at.y - 9, 18, 18), faded, 3);
    }
    cv::multiply(page, layer, page, 1.0 / 255);
}

cv::Mat as_jpeg(const cv::Mat& page, int quality) {
    std::vector<std::uint8_t> file;
    cv::imencode(".jpg", page, file, {cv::IMWRITE_JPEG_QUALITY, quality});
    return cv::imdecode(file, cv::IMREAD_COLOR);
}

}  // namespace

TEST_CASE("broken, oval and half seals leave nothing behind") {
    cv::Mat page = colour(blank_page());
    const int broken = GENERATE(0, 18);
    stamp_oval(page, {500, 600}, {180, 180}, broken);
    stamp_oval(page, {1000, 600}, {190, 130}, broken);
    stamp_oval(page, {1640, 1500}, {200, 200}, broken);  // over the sheet's edge
    const CleanPage cleaned = clean(straight(as_jpeg(page, 70)), nullptr);
    CHECK(filled(cleaned.ink, {0, 0, 1654, 2339}) < 0.00005);
}

TEST_CASE("a seal across a shaded row leaves neither ring nor star") {
    cv::Mat page = colour(blank_page());
    cv::rectangle(page, cv::Rect(200, 1420, 1200, 80), cv::Scalar(236, 215, 200), cv::FILLED);
    stamp(page, {700, 1480}, GENERATE(fresh, faded, pinkish));
    const CleanPage cleaned = clean(straight(as_jpeg(page, 80)), nullptr);
    CHECK(filled(cleaned.ink, {480, 1260, 440, 440}) < 0.0005);
    CHECK(filled(cleaned.seal, {690, 1470, 20, 20}) > 0.9);
}

TEST_CASE("thin print under a seal keeps its strokes where JPEG blurs colour") {
    cv::Mat plain = blank_page();
    for (int y = 1300; y < 1700; y += 36) {
        cv::line(plain, {450, y}, {950, y}, cv::Scalar(40), 2);
        for (int x = 480; x < 940; x += 60)
            cv::putText(plain, "307", {x, y - 8}, cv::FONT_HERSHEY_SIMPLEX, 0.6, cv::Scalar(40), 2, cv::LINE_AA);
    }
    cv::Mat page = colour(plain);
    stamp(page, {700, 1500}, fresh);
    const CleanPage with = clean(straight(as_jpeg(page, 65)), nullptr);
    const CleanPage without = clean(straight(as_jpeg(colour(plain), 65)), nullptr);
    const cv::Rect area(500, 1300, 400, 400);
    cv::Mat near, core;
    cv::dilate(view(without.ink)(area), near, cv::Mat::ones(3, 3, CV_8U));
    cv::erode(view(without.ink)(area), core, cv::Mat::ones(2, 2, CV_8U));
    CHECK(cv::countNonZero(view(with.ink)(area) & ~near) < 0.001 * area.area());
    CHECK(cv::countNonZero(view(with.ink)(area) & core) > 0.98 * cv::countNonZero(core));
}

TEST_CASE("a date stamped across a table goes, one in white paper stays") {
    const cv::Mat plain = report_page();
    cv::Mat page = colour(plain);
    stamp_date(page, {420, 1500});
    stamp_date(page, {420, 2250});
    const CleanPage with = clean(straight(page), nullptr);
    const CleanPage without = clean(straight(plain), nullptr);
    const cv::Rect crossed(400, 1450, 300, 70);
    cv::Mat near;
    cv::dilate(view(without.ink)(crossed), near, cv::Mat::ones(5, 5, CV_8U));
    CHECK(cv::countNonZero(view(with.ink)(crossed) & ~near) < 0.004 * crossed.area());
    CHECK(filled(with.ink, {420, 2215, 250, 34}) > 0.1);
}

TEST_CASE("red rims of black print are no seal") {
    cv::Mat page = colour(report_page());
    std::vector<cv::Mat> planes;
    cv::split(page, planes);
    // The red sensor is a pixel and a half out of step.
    cv::warpAffine(planes[2], planes[2], cv::Matx23d(1, 0, 1.5, 0, 1, 0), page.size(), cv::INTER_LINEAR,
                   cv::BORDER_CONSTANT, cv::Scalar(255));
    cv::merge(planes, page);
    const CleanPage cleaned = clean(straight(page), nullptr);
    CHECK((cleaned.seal.empty() || filled(cleaned.seal, {0, 0, 1654, 2339}) == 0));
}

TEST_CASE("white text in a red header cell stays, however many rules cross it") {
    cv::Mat page = colour(report_page());
    cv::rectangle(page, cv::Rect(200, 2050, 1200, 70), cv::Scalar(0, 0, 192), cv::FILLED);
    for (int i = 0; i <= 4; ++i) {
        cv::line(page, {200 + 300 * i, 2050}, {200 + 300 * i, 2260}, cv::Scalar::all(0), 2);
        if (i < 4)
            cv::putText(page, "HEADER", {260 + 300 * i, 2095}, cv::FONT_HERSHEY_SIMPLEX, 1, cv::Scalar::all(255), 2,
                        cv::LINE_AA);
    }
    const CleanPage cleaned = clean(straight(page), nullptr);
    CHECK(cleaned.seal.empty());
    for (int i = 0; i < 4; ++i) CHECK(filled(cleaned.ink, {260 + 300 * i, 2072, 125, 24}) > 0.15);
}

TEST_CASE("a red headline whose characters touch stays whole") {
    cv::Mat page = colour(report_page());
    for (int i = 0; i < 8; ++i) {
        // The first two hang together, apart from the others.
        const cv::Rect box(i < 2 ? 120 + 112 * i : 180 + 140 * i, 90, 110, 110);
        cv::rectangle(page, box, cv::Scalar(30, 20, 220), 14);
        cv::line(page, {box.x, box.y + 55}, {box.br().x, box.y + 55}, cv::Scalar(30, 20, 220), 14);
    }
    const CleanPage cleaned = clean(straight(page), nullptr);
    CHECK(cleaned.seal.empty());
    CHECK(filled(cleaned.ink, {120, 142, 110, 6}) > 0.9);
}

TEST_CASE("a seal that hides the print casts doubt on what stands beside its strokes, one that lets it show does not") {
    cv::Mat page = blank_page();
    draw_text(page, {350, 1200, 700, 600});
    page = colour(page);
    cv::Mat layer(page.size(), CV_8UC3, cv::Scalar::all(255));
    stamp(layer, {700, 1500}, fresh);
    const bool hides = GENERATE(false, true);
    if (hides) {
        cv::Mat strokes;
        cv::extractChannel(layer, strokes, 1);
        layer.copyTo(page, strokes < 200);
    } else {
        cv::multiply(page, layer, page, 1.0 / 255);
    }
    const CleanPage cleaned = clean(straight(as_jpeg(page, 85)), nullptr);
    // Half a character outside of the ring, left and right.
    const bool left = filled(cleaned.seal, {700 - 165 - 20, 1490, 8, 20}) > 0.9;
    const bool right = filled(cleaned.seal, {700 + 165 + 12, 1490, 8, 20}) > 0.9;
    CHECK(left == hides);
    CHECK(right == hides);
}
