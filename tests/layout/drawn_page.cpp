// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layout/drawn_page.h"

#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"

namespace nianbao::test {

DrawnPage::DrawnPage(double dpi)
    : image(static_cast<int>(11.69 * dpi), static_cast<int>(8.27 * dpi), CV_8U, cv::Scalar(255)), dpi_(dpi) {}

void DrawnPage::line(cv::Point a, cv::Point b, int thickness) {
    cv::line(image, a, b, cv::Scalar(0), thickness);
}

void DrawnPage::grid(const std::vector<int>& columns, const std::vector<int>& rows, int thickness) {
    for (const int x : columns) line({x, rows.front()}, {x, rows.back()}, thickness);
    for (const int y : rows) line({columns.front(), y}, {columns.back(), y}, thickness);
}

void DrawnPage::wipe(cv::Rect box) {
    image(box).setTo(255);
}

void DrawnPage::text(const std::string& digits, cv::Point baseline, double scale) {
    cv::putText(image, digits, baseline, cv::FONT_HERSHEY_SIMPLEX, scale, cv::Scalar(0), 3);
}

void DrawnPage::hanzi(cv::Point p, int em) {
    const int in = em / 12 + p.x / 7 % 5, shift = p.x / 11 % 7;  // strokes of neighbours do not line up
    cv::rectangle(image, {p.x + in, p.y + in + shift / 2}, {p.x + em - in, p.y + em - in - shift / 3}, cv::Scalar(0),
                  3);
    line({p.x + em / 2, p.y + in}, {p.x + em / 2, p.y + em - in});
    line({p.x + in, p.y + em / 2 + shift}, {p.x + em - in, p.y + em / 2 + shift - 2});
}

void DrawnPage::hanzi_line(cv::Point p, int count, int em) {
    for (int i = 0; i < count; ++i) hanzi({p.x + i * em, p.y}, em);
}

CleanPage DrawnPage::clean(int page) const {
    CleanPage clean;
    clean.page = page;
    clean.dpi = dpi_;
    cv::Mat ink;
    cv::threshold(image, ink, 128, 255, cv::THRESH_BINARY_INV);
    clean.grey = to_raster(image);
    clean.ink = to_raster(ink);
    clean.to_page = Homography::scale(72 / dpi_, 72 / dpi_);
    clean.width_points = 595;
    clean.height_points = 842;
    return clean;
}

}  // namespace nianbao::test
