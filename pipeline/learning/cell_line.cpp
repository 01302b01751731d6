// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/learning/cell_line.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "document/opencv_view.h"

namespace nianbao::learning {
namespace {

constexpr double rule_share = 0.8;       // of the cell's width or height, that a rule has and no number
constexpr double digit_height_em = 0.7;  // of a full-width character's height
constexpr double tall_share = 0.5;       // of the tallest piece: what is no point and no dash
constexpr int least_contrast = 60;       // grey levels between paper and ink

cv::Mat cut(const cv::Mat& page, const Rect& box) {
    // A little wider, for the ink of rules to touch the edge, by which it is told from digits.
    const cv::Rect wide(cv::Point(static_cast<int>(box.x0) - 2, static_cast<int>(box.y0) - 2),
                        cv::Point(static_cast<int>(box.x1) + 3, static_cast<int>(box.y1) + 3));
    const cv::Rect inside = wide & cv::Rect(0, 0, page.cols, page.rows);
    return inside.width < 8 || inside.height < 8 ? cv::Mat() : page(inside).clone();
}

/// Paper at white: digits are learnt as cleaning leaves them.
bool whiten(cv::Mat& grey) {
    double darkest = 0, lightest = 0;
    cv::minMaxLoc(grey, &darkest, &lightest);
    if (lightest - darkest < least_contrast) return false;
    cv::Mat histogram_sorted = grey.reshape(1, 1).clone();
    cv::sort(histogram_sorted, histogram_sorted, cv::SORT_ASCENDING);
    const double paper = histogram_sorted.at<uchar>(histogram_sorted.cols * 3 / 4);
    grey.convertTo(grey, CV_8U, 255 / std::max(1.0, paper));
    return true;
}

bool is_rule(const cv::Rect& piece, const cv::Size& cell) {
    const bool at_edge =
        piece.x <= 1 || piece.y <= 1 || piece.br().x >= cell.width - 1 || piece.br().y >= cell.height - 1;
    return at_edge || piece.width > rule_share * cell.width || piece.height > rule_share * cell.height;
}

void erase(cv::Mat& grey, const cv::Mat& labels, int label) {
    cv::Mat mask = labels == label;
    cv::dilate(mask, mask, cv::Mat(), cv::Point(-1, -1), 2);
    grey.setTo(255, mask);
}

/// Boxes of what is ink and no rule; rules are erased.
std::vector<cv::Rect> pieces_left(cv::Mat& grey) {
    cv::Mat ink, labels, statistics, centres;
    cv::threshold(grey, ink, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
    const int count = cv::connectedComponentsWithStats(ink, labels, statistics, centres);
    std::vector<cv::Rect> kept;
    constexpr int least_area = 3;
    for (int label = 1; label < count; ++label) {
        const int* s = statistics.ptr<int>(label);
        const cv::Rect box(s[cv::CC_STAT_LEFT], s[cv::CC_STAT_TOP], s[cv::CC_STAT_WIDTH], s[cv::CC_STAT_HEIGHT]);
        if (is_rule(box, grey.size())) {
            erase(grey, labels, label);
        } else if (s[cv::CC_STAT_AREA] >= least_area) {
            kept.push_back(box);
        }
    }
    return kept;
}

double digit_height(const std::vector<cv::Rect>& pieces) {
    int tallest = 0;
    for (const cv::Rect& piece : pieces) tallest = std::max(tallest, piece.height);
    std::vector<int> heights;
    for (const cv::Rect& piece : pieces) {
        if (piece.height >= tall_share * tallest) heights.push_back(piece.height);
    }
    std::nth_element(heights.begin(), heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2), heights.end());
    return heights[heights.size() / 2];
}

}  // namespace

std::optional<CellLine> cell_line(const Raster& page, const Rect& box) {
    cv::Mat grey = cut(view(page), box);
    if (grey.empty() || !whiten(grey)) return std::nullopt;
    const std::vector<cv::Rect> pieces = pieces_left(grey);
    if (pieces.empty()) return std::nullopt;
    cv::Rect all = pieces.front();
    for (const cv::Rect& piece : pieces) all |= piece;
    const double height = digit_height(pieces);
    constexpr double one_line = 1.7, smallest_digit = 8;
    if (height < smallest_digit || all.height > one_line * height) return std::nullopt;
    CellLine out;
    out.grey = to_raster(grey);
    out.line.box = {static_cast<double>(all.x), static_cast<double>(all.y), static_cast<double>(all.br().x),
                    static_cast<double>(all.br().y)};
    out.line.em = height / digit_height_em;
    return out;
}

}  // namespace nianbao::learning
