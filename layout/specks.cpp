// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/specks.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "document/crowd.h"
#include "layout/dashes.h"

namespace nianbao::layout {
namespace {

constexpr double largest_speck = 0.032;  // inches
constexpr double lone = 0.06;            // inches around a speck without other ink
// A grey ground that a 1-bit scanner made dust of: so many small pieces on a field of that side, few characters
// between.
constexpr double field = 0.36;         // inches
constexpr double beside_digit = 0.03;  // inches: a decimal point keeps less from its digits
constexpr int dusty = 30;
constexpr double dust_to_text = 3;
constexpr double largest_grain = 0.036;  // inches: grains of dust clot

/// Which squares of a coarse raster hold ink: looking up a neighbourhood costs the same however much stands there.
class InkedSquares {
  public:
    InkedSquares(const cv::Size& page, double square)
        : square_(square),
          squares_(static_cast<int>(page.height / square) + 2, static_cast<int>(page.width / square) + 2, CV_8U,
                   cv::Scalar(0)) {}
    void add(const cv::Rect& box) { squares_(place(box, 0)).setTo(255); }
    bool any(const cv::Rect& box, double around) const { return cv::countNonZero(squares_(place(box, around))) > 0; }

  private:
    cv::Rect place(const cv::Rect& box, double around) const {
        const auto low = [&](int at) { return static_cast<int>(std::max(0.0, at - around) / square_); };
        const auto high = [&](int at) { return static_cast<int>((at + around) / square_) + 1; };
        return cv::Rect(cv::Point(low(box.x), low(box.y)), cv::Point(high(box.br().x), high(box.br().y))) &
               cv::Rect({0, 0}, squares_.size());
    }

    double square_;
    cv::Mat squares_;
};

cv::Point middle(const cv::Rect& box) {
    return {box.x + box.width / 2, box.y + box.height / 2};
}

}  // namespace

std::vector<cv::Rect> lone_specks(const cv::Mat& ink, double dpi) {
    cv::Mat labels, stats, centroids;
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centroids, 8, CV_32S);
    InkedSquares large(ink.size(), 0.02 * dpi);
    Crowd grains(ink.cols, ink.rows, field * dpi), characters(ink.cols, ink.rows, field * dpi);
    std::vector<cv::Rect> small;
    for (int label = 1; label < count; ++label) {
        const cv::Rect box(stats.at<int>(label, cv::CC_STAT_LEFT), stats.at<int>(label, cv::CC_STAT_TOP),
                           stats.at<int>(label, cv::CC_STAT_WIDTH), stats.at<int>(label, cv::CC_STAT_HEIGHT));
        const int side = std::max(box.width, box.height);
        if (side <= largest_grain * dpi) small.push_back(box);
        if (side <= largest_speck * dpi) {
            grains.add(middle(box).x, middle(box).y);
        } else {
            if (side > largest_grain * dpi) characters.add(middle(box).x, middle(box).y);
            large.add(box);
        }
    }
    std::erase_if(small, [&](const cv::Rect& box) {
        const int x = middle(box).x, y = middle(box).y, around = grains.around(x, y);
        const bool dust = around >= dusty && around > dust_to_text * characters.around(x, y);
        // A decimal point among dust must stay, and with it the dust that clings to characters.
        if (dust) return large.any(box, beside_digit * dpi);
        return std::max(box.width, box.height) > largest_speck * dpi || large.any(box, lone * dpi);
    });
    const Dashes dashes(small, dpi);
    std::erase_if(small, [&](const cv::Rect& box) { return dashes.contains(box); });
    return small;
}

void paint_over(cv::Mat& image, const std::vector<cv::Rect>& boxes, int value) {
    for (const cv::Rect& box : boxes) {
        const cv::Rect wide(box.x - 2, box.y - 2, box.width + 4, box.height + 4);
        image(wide & cv::Rect({0, 0}, image.size())).setTo(value);
    }
}

}  // namespace nianbao::layout
