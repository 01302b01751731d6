// SPDX-License-Identifier: GPL-3.0-or-later
#include "straighten_pages.h"

#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"

namespace nianbao::test {
namespace {

void draw_blob(cv::Mat& page, cv::Point at, int em, cv::RNG& random) {
    const auto bar = [&](double x0, double y0, double x1, double y1) {
        cv::rectangle(page, cv::Point(at.x + static_cast<int>(x0 * em), at.y + static_cast<int>(y0 * em)),
                      cv::Point(at.x + static_cast<int>(x1 * em), at.y + static_cast<int>(y1 * em)), cv::Scalar::all(0),
                      cv::FILLED);
    };
    bar(0.08, 0.06, 0.9, 0.1);
    bar(0.08, 0.7, 0.9, 0.92);  // the foot
    bar(0.45, 0.06, 0.53, 0.8);
    if (random.uniform(0, 2) == 0) bar(0.1, 0.06, 0.16, 0.8);
    if (random.uniform(0, 2) == 0) bar(0.82, 0.06, 0.88, 0.8);
    if (random.uniform(0, 2) == 0) bar(0.1, 0.36, 0.88, 0.41);
}

}  // namespace

cv::Mat blank_page() {
    return {2339, 1654, CV_8U, cv::Scalar(255)};
}
cv::Mat blank_landscape_page() {
    return {1654, 2339, CV_8U, cv::Scalar(255)};
}

void draw_text(cv::Mat& page, cv::Rect area, int em) {
    cv::RNG random(7);
    for (int y = area.y; y + em <= area.br().y; y += em * 8 / 5) {
        const int end = area.br().x - em - (random.uniform(0, 3) == 0 ? area.width / 3 : 0);
        for (int x = area.x; x <= end; x += em) draw_blob(page, {x, y}, em, random);
    }
}

void draw_table(cv::Mat& page, cv::Rect area, int rows, int columns) {
    const auto x_of = [&](int c) { return area.x + area.width * c / columns; };
    const auto y_of = [&](int r) { return area.y + area.height * r / rows; };
    for (int r = 0; r <= rows; ++r) {
        cv::line(page, {area.x, y_of(r)}, {area.br().x, y_of(r)}, cv::Scalar::all(0), 2);
    }
    for (int c = 0; c <= columns; ++c) {
        cv::line(page, {x_of(c), area.y}, {x_of(c), area.br().y}, cv::Scalar::all(0), 2);
    }
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
            cv::putText(page, std::to_string((r * 7 + c * 13) % 40), {x_of(c) + 15, y_of(r + 1) - 15},
                        cv::FONT_HERSHEY_SIMPLEX, 0.8, cv::Scalar::all(0), 2, cv::LINE_AA);
        }
    }
}

cv::Mat report_page() {
    cv::Mat page = blank_page();
    draw_text(page, {200, 250, 1250, 700});
    draw_table(page, {200, 1100, 1250, 900}, 15, 9);
    return page;
}

cv::Mat skewed(const cv::Mat& page, double clockwise_degrees) {
    // OpenCV counts anticlockwise.
    const cv::Mat turn =
        cv::getRotationMatrix2D({(page.cols - 1) / 2.0F, (page.rows - 1) / 2.0F}, -clockwise_degrees, 1);
    cv::Mat result;
    cv::warpAffine(page, result, turn, page.size(), cv::INTER_CUBIC, cv::BORDER_CONSTANT, cv::Scalar::all(255));
    return result;
}

RenderedPage rendered(const cv::Mat& page, double dpi) {
    RenderedPage result;
    result.pixels = to_raster(page);
    result.dpi = dpi;
    result.width_points = page.cols * 72 / dpi;
    result.height_points = page.rows * 72 / dpi;
    return result;
}

StraightPage straight(const cv::Mat& page, double dpi) {
    StraightPage result;
    result.pixels = to_raster(page);
    result.dpi = dpi;
    result.to_page = Homography::scale(72 / dpi, 72 / dpi);
    result.width_points = page.cols * 72 / dpi;
    result.height_points = page.rows * 72 / dpi;
    return result;
}

UprightProbe fake_probe() {
    return [](const Raster& line) {
        const cv::Mat ink = 255 - view(line);
        const double upper = cv::sum(ink.rowRange(0, ink.rows / 2))[0];
        const double lower = cv::sum(ink.rowRange(ink.rows / 2, ink.rows))[0];
        return lower > 1.15 * upper ? 0.9 : 0.1;
    };
}

double filled(const Raster& mask, cv::Rect box) {
    return cv::countNonZero(view(mask)(box)) / static_cast<double>(box.area());
}

int darkest(const Raster& grey, cv::Rect box) {
    double least = 0;
    cv::minMaxLoc(view(grey)(box), &least);
    return static_cast<int>(least);
}

}  // namespace nianbao::test
