// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/text_layer_picture.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"
#include "ocr/text_layer_dashes.h"

namespace nianbao {
namespace {

// 150 dpi: enough to see whether a 5-point character is there, a quarter of the work of 300 dpi.
constexpr double pixels_a_point = 150.0 / 72;
constexpr double darkest_shading = 140;  // header shading is lighter, print darker
constexpr int least_redness = 50;        // red above green and blue, in levels

// Characters against a text's em: digits are half as wide and 0.6 em high, 1 is a fifth wide; what is lower than 0.35
// em is punctuation or dirt; a word in cursive Latin, or characters that touch, run to several em.
constexpr double lowest_em = 0.35, highest_em = 2.0, narrowest_em = 0.08, widest_em = 3.0;
// A piece belongs to a glyph when this share of its ink lies in the glyph's box (fonts draw beyond their boxes a
// little).
constexpr double covered_ink = 0.3;
constexpr double box_margin_em = 0.15;

/// Whether the piece is the border of a small cell: four sides, nothing within but a glyph. Tables whose cells keep
/// apart from each other have many of them.
bool frames_text(const cv::Mat& piece, const cv::Mat& accounted) {
    constexpr double whole_side = 0.9;
    constexpr int thickest = 4;  // pixels of 150 dpi: 2 points
    const int w = piece.cols, h = piece.rows;
    if (std::min(w, h) < 4 * thickest) return false;
    const auto side = [&](const cv::Rect& strip, int along) {
        cv::Mat drawn;
        cv::reduce(piece(strip), drawn, along, cv::REDUCE_MAX);
        return cv::countNonZero(drawn) >= whole_side * static_cast<double>(drawn.total());
    };
    const cv::Rect within(thickest, thickest, w - 2 * thickest, h - 2 * thickest);
    return side({0, 0, w, thickest}, 0) && side({0, h - thickest, w, thickest}, 0) && side({0, 0, thickest, h}, 1) &&
           side({w - thickest, 0, thickest, h}, 1) && cv::countNonZero(piece(within)) == 0 &&
           cv::countNonZero(accounted(within)) > 0;
}

}  // namespace

LayerPicture::LayerPicture(const Raster& pixels, double width_points, double height_points) {
    const cv::Mat whole = view(pixels);
    const double wanted = pixels_a_point * width_points / pixels.width;
    if (wanted < 1)
        cv::resize(whole, picture_, {}, wanted, wanted, cv::INTER_AREA);
    else
        picture_ = whole.clone();
    scale_x_ = picture_.cols / width_points;
    scale_y_ = picture_.rows / height_points;
}

cv::Rect LayerPicture::to_pixels(const Rect& points) const {
    const auto column = [&](double x) {
        return static_cast<int>(std::clamp(x * scale_x_, 0.0, double(picture_.cols)));
    };
    const auto row = [&](double y) { return static_cast<int>(std::clamp(y * scale_y_, 0.0, double(picture_.rows))); };
    const int x0 = column(points.x0), y0 = row(points.y0);
    return {x0, y0, column(std::ceil(points.x1 * scale_x_) / scale_x_) - x0,
            row(std::ceil(points.y1 * scale_y_) / scale_y_) - y0};
}

int LayerPicture::contrast(const Rect& points) const {
    const cv::Rect box = to_pixels(points);
    if (box.width <= 0 || box.height <= 0) return 0;
    int largest = 0;
    for (int channel = 0; channel < picture_.channels(); ++channel) {
        int low = 255, high = 0;
        for (int y = box.y; y < box.y + box.height; ++y) {
            const auto* line = picture_.ptr(y) + channel;
            for (int x = box.x; x < box.x + box.width; ++x) {
                const int value = line[x * picture_.channels()];
                low = std::min(low, value);
                high = std::max(high, value);
            }
        }
        largest = std::max(largest, high - low);
    }
    return largest;
}

cv::Mat LayerPicture::ink_mask() const {
    if (picture_.channels() == 1) return picture_ < darkest_shading;
    cv::Mat grey, others, redness;
    cv::cvtColor(picture_, grey, cv::COLOR_BGR2GRAY);
    std::vector<cv::Mat> planes;
    cv::split(picture_, planes);
    cv::max(planes[0], planes[1], others);
    cv::subtract(planes[2], others, redness);
    return (grey < darkest_shading) & (redness < least_redness);
}

std::vector<Rect> LayerPicture::ink_without(const std::vector<LayerGlyph>& glyphs, double em_points) const {
    cv::Mat accounted = cv::Mat::zeros(picture_.size(), CV_8U);
    for (const LayerGlyph& glyph : glyphs) {
        const double margin = box_margin_em * std::max(glyph.font_size, em_points * 0.5);
        const cv::Rect box = to_pixels(glyph.box.inflated(margin, margin));
        if (box.area() > 0) accounted(box).setTo(255);
    }
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(ink_mask(), labels, stats, centres, 8, CV_32S);
    const double em = em_points * std::sqrt(scale_x_ * scale_y_);
    std::vector<InkPiece> found;
    for (int i = 1; i < count; ++i) {
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                           stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
        if (box.height > highest_em * em || box.width > widest_em * em) continue;
        const bool small = box.height < lowest_em * em || box.width < narrowest_em * em;
        const cv::Mat own = labels(box) == i;
        const int area = stats.at<int>(i, cv::CC_STAT_AREA);
        const int inside = cv::countNonZero(own & accounted(box));
        if (inside >= covered_ink * area || frames_text(own, accounted(box))) continue;
        const Rect points{box.x / scale_x_, box.y / scale_y_, (box.x + box.width) / scale_x_,
                          (box.y + box.height) / scale_y_};
        found.push_back({points, area / static_cast<double>(box.area()),
                         small ? InkPiece::Size::smaller : InkPiece::Size::as_a_character});
    }
    return without_dashed_rules(found);
}

}  // namespace nianbao
