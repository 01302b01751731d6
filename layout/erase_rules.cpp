// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/erase_rules.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace nianbao::layout {
namespace {

struct Band {
    int x0, x1, y0, y1;  // half open, pixels
};

cv::Rect clip(const Band& band, const cv::Mat& image) {
    return cv::Rect(band.x0, band.y0, band.x1 - band.x0, band.y1 - band.y0) & cv::Rect(0, 0, image.cols, image.rows);
}

/// All rules, drawn: where two of them cross, what crosses is no stroke of a character.
cv::Mat draw(const std::vector<Rule>& rules, cv::Size size, int slack) {
    cv::Mat mask = cv::Mat::zeros(size, CV_8U);
    for (const Rule& rule : rules) {
        for (int along = static_cast<int>(rule.along0); along < static_cast<int>(rule.along1); ++along) {
            const int centre = static_cast<int>(std::lround(rule.across(along)));
            const int half = static_cast<int>(rule.thickness / 2) + slack;
            const bool flat = rule.direction == Direction::horizontal;
            const Band band = flat ? Band{along, along + 1, centre - half, centre + half + 1}
                                   : Band{centre - half, centre + half + 1, along, along + 1};
            const cv::Rect box = clip(band, mask);
            if (!box.empty()) mask(box).setTo(255);
        }
    }
    return mask;
}

void erase(const Rule& rule, double dpi, const cv::Mat& original, const cv::Mat& drawn, cv::Mat& grey, cv::Mat& ink) {
    const bool flat = rule.direction == Direction::horizontal;
    const int half = static_cast<int>(std::ceil(rule.thickness / 2));
    const int reach = half + std::max(2, static_cast<int>(0.012 * dpi));
    const int halo = std::max(1, static_cast<int>(std::lround(0.006 * dpi)));  // grey edge of the printed line
    const auto is_stroke = [&](int along, int across) {
        const int x = flat ? along : across, y = flat ? across : along;
        if (x < 0 || y < 0 || x >= original.cols || y >= original.rows) return false;
        return original.at<uchar>(y, x) != 0 && drawn.at<uchar>(y, x) == 0;
    };
    const int overshoot = std::max(2, static_cast<int>(0.01 * dpi));  // worn ends beyond the traced piece
    for (int along = static_cast<int>(rule.along0) - overshoot; along < static_cast<int>(rule.along1) + overshoot;
         ++along) {
        const int centre = static_cast<int>(std::lround(rule.across(along)));
        const bool before = is_stroke(along, centre - reach) && is_stroke(along, centre - half - 2);
        const bool after = is_stroke(along, centre + reach) && is_stroke(along, centre + half + 2);
        if (before && after) continue;  // a stroke that crosses
        const int from = centre - half - (before ? 0 : halo), to = centre + half + 1 + (after ? 0 : halo);
        const Band band = flat ? Band{along, along + 1, from, to} : Band{from, to, along, along + 1};
        const cv::Rect box = clip(band, grey);
        if (box.empty()) continue;
        grey(box).setTo(255);
        ink(box).setTo(0);
    }
}

/// Pieces of ink that reach into `inside`, whole.
cv::Mat strokes_of(const cv::Mat& ink, const cv::Mat& inside) {
    cv::Mat labels;
    const int count = cv::connectedComponents(ink, labels, 8, CV_32S);
    std::vector<uchar> reaches(static_cast<std::size_t>(count), 0);
    for (int y = 0; y < ink.rows; ++y) {
        for (int x = 0; x < ink.cols; ++x) {
            if (inside.at<uchar>(y, x) != 0) reaches[static_cast<std::size_t>(labels.at<int>(y, x))] = 255;
        }
    }
    reaches[0] = 0;
    cv::Mat strokes(ink.size(), CV_8U);
    for (int y = 0; y < ink.rows; ++y) {
        for (int x = 0; x < ink.cols; ++x) {
            strokes.at<uchar>(y, x) = reaches[static_cast<std::size_t>(labels.at<int>(y, x))];
        }
    }
    return strokes;
}

}  // namespace

void erase_rules(const std::vector<Rule>& rules, double dpi, cv::Mat& grey, cv::Mat& ink) {
    const cv::Mat original = ink.clone();
    const cv::Mat drawn = draw(rules, ink.size(), std::max(1, static_cast<int>(0.004 * dpi)));
    for (const Rule& rule : rules) erase(rule, dpi, original, drawn, grey, ink);
}

void erase_between_cells(const LayoutTable& table, double dpi, cv::Mat& grey, cv::Mat& ink) {
    const double around = 0.015 * dpi;  // beside the middle of a rule: as far as a thin one leans or sheds
    const auto rect = [&](const Rect& box, double by) {
        const Rect r = box.inflated(by, by);
        return cv::Rect(cv::Point(static_cast<int>(r.x0), static_cast<int>(r.y0)),
                        cv::Point(static_cast<int>(r.x1), static_cast<int>(r.y1))) &
               cv::Rect(0, 0, grey.cols, grey.rows);
    };
    const cv::Rect whole = rect(table.box, around);
    if (whole.empty()) return;
    cv::Mat between(grey.size(), CV_8U, cv::Scalar(0)), inside = between.clone();
    between(whole).setTo(255);
    for (const LayoutCell& cell : table.cells) {
        const cv::Rect all = rect(cell.box, 0), middle = rect(cell.box, -around);
        if (!all.empty()) between(all).setTo(0);
        if (!middle.empty()) inside(middle).setTo(255);
    }
    grey.setTo(255, between);
    ink.setTo(0, between);
    // Within its cell a digit may come as near to the rule as crumbs lie: what goes on into the middle is kept.
    const cv::Mat kept = strokes_of(ink(whole), inside(whole)) | inside(whole);
    cv::Mat crumbs = ink(whole) & ~kept;
    cv::dilate(crumbs, crumbs, cv::Mat::ones(3, 3, CV_8U));
    crumbs &= ~kept;
    grey(whole).setTo(255, crumbs);
    ink(whole).setTo(0, crumbs & ink(whole));
}

}  // namespace nianbao::layout
