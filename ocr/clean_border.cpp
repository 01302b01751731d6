// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/clean_border.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "ocr/background.h"

namespace nianbao {
namespace {

constexpr int border_level = 115;      // of 255 = paper
constexpr int strip_level = 170;       // its rim and thin ends, averaged over a third of a millimetre
constexpr double border_reach_mm = 4;  // from the sheet's edge
constexpr double frame_mm = 9;         // beyond the text of ordinary pages

cv::Mat square(int side) {
    return cv::Mat::ones(side, side, CV_8U);
}

double distance_to_outline(const std::vector<cv::Point2f>& outline, cv::Point2f p) {
    return cv::pointPolygonTest(outline, p, true);  // positive inside
}

/// Long, thinner than any line of text, and close to the edge.
bool is_thin_strip(const cv::Rect& box, const std::vector<cv::Point2f>& outline, const CoarsePage& page) {
    if (std::max(box.width, box.height) < page.px(12) || std::min(box.width, box.height) > page.px(2)) return false;
    const cv::Point2f middle(box.x + box.width / 2.0F, box.y + box.height / 2.0F);
    return distance_to_outline(outline, middle) < page.px(border_reach_mm);
}

double nearest_to_outline(const cv::Mat& piece, cv::Point origin, const std::vector<cv::Point2f>& outline) {
    std::vector<cv::Point> dots;
    cv::findNonZero(piece, dots);
    double nearest = 1e9;
    for (const cv::Point& dot : dots) nearest = std::min(nearest, distance_to_outline(outline, dot + origin));
    return nearest;
}

/// Long, and from the very edge on: a table beside the sheet. Text keeps a millimetre away from where a page is cut.
bool grows_from_the_edge(const cv::Mat& piece, const cv::Rect& box, const std::vector<cv::Point2f>& outline,
                         const CoarsePage& page) {
    return std::max(box.width, box.height) > page.px(15) && nearest_to_outline(piece, box.tl(), outline) < page.px(0.7);
}

/// What is dark within a narrow frame along the sheet's edges and does not reach out of it, where it goes on from a
/// border that was found, or is long: borders taper off, and are thin at first.
void add_strips_at_the_edge(const cv::Mat& ratio, const std::vector<cv::Point2f>& outline, const CoarsePage& page,
                            cv::Mat& found) {
    cv::Mat inner(ratio.size(), CV_8U, cv::Scalar(0));
    std::vector<cv::Point> corners(outline.begin(), outline.end());
    cv::fillConvexPoly(inner, corners, cv::Scalar(255));
    cv::Mat whole;
    cv::copyMakeBorder(inner, whole, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::erode(whole, whole, square(2 * page.px(frame_mm) + 1));
    inner = whole(cv::Rect(1, 1, ratio.cols, ratio.rows));
    const cv::Mat dark = ratio < strip_level;
    cv::Mat labels, stats, centers;
    const int count = cv::connectedComponentsWithStats(dark, labels, stats, centers, 8, CV_32S);
    for (int i = 1; i < count; ++i) {
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                           stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
        const cv::Mat piece = labels(box) == i;
        if (cv::countNonZero(piece & inner(box)) > 0) continue;
        const bool goes_on = cv::countNonZero(piece & found(box)) > 0;
        const bool strip = is_thin_strip(box, outline, page) || grows_from_the_edge(piece, box, outline, page);
        if (goes_on || strip) found(box).setTo(255, piece);
    }
}

/// A punched hole is 5 to 8 mm wide, round (a disc fills 0.79 of its box), and within 30 mm of the edge.
bool is_hole(const cv::Rect& box, int area, double from_edge, const CoarsePage& page) {
    const int larger = std::max(box.width, box.height), smaller = std::min(box.width, box.height);
    const double filled = area / static_cast<double>(box.area());
    return larger <= page.px(10) && smaller >= page.px(4) && smaller > 0.7 * larger && filled > 0.6 && filled < 0.93 &&
           from_edge < page.px(30);
}

/// Around most of the piece, 2 mm away, the page is at least 1.8 times as bright: a shadow fades, and text may stand in
/// it.
bool ends_sharply(const cv::Mat& ratio, const cv::Mat& piece, const cv::Rect& box, const CoarsePage& page) {
    const int reach = page.px(2.5);
    const cv::Rect wide = cv::Rect(box.x - reach, box.y - reach, box.width + 2 * reach, box.height + 2 * reach) &
                          cv::Rect({0, 0}, ratio.size());
    cv::Mat own(wide.size(), CV_8U, cv::Scalar(0)), near, far;
    piece.copyTo(own(box - wide.tl()));
    cv::dilate(own, near, square(2 * page.px(1.6) + 1));
    cv::dilate(own, far, square(2 * reach + 1));
    const cv::Mat ring = far & ~near;
    const double limit = std::max(1.8 * cv::mean(ratio(wide), own)[0], 0.35 * 255);
    return cv::countNonZero(ring & (ratio(wide) > limit)) >= 0.7 * cv::countNonZero(ring);
}

/// Solid areas thicker than rules and strokes of headlines that reach the edge, and holes.
cv::Mat solid_borders(const cv::Mat& ratio, const std::vector<cv::Point2f>& outline, const CoarsePage& page) {
    cv::Mat solid = ratio < border_level;
    // Dark to the very edge: what lies outside counts as dark.
    cv::morphologyEx(solid, solid, cv::MORPH_OPEN, square(page.kernel(2.2)), {-1, -1}, 1, cv::BORDER_CONSTANT,
                     cv::Scalar(255));
    cv::Mat labels, stats, centers;
    const int count = cv::connectedComponentsWithStats(solid, labels, stats, centers, 8, CV_32S);
    cv::Mat found(solid.size(), CV_8U, cv::Scalar(0));
    for (int i = 1; i < count; ++i) {
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                           stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
        const cv::Mat piece = labels(box) == i;
        const double from_edge = nearest_to_outline(piece, box.tl(), outline);
        const bool border = from_edge <= page.px(border_reach_mm) && ends_sharply(ratio, piece, box, page);
        if (border || is_hole(box, stats.at<int>(i, cv::CC_STAT_AREA), from_edge, page)) found(box).setTo(255, piece);
    }
    return found;
}

}  // namespace

cv::Mat find_dark_borders(const cv::Mat& grey, double dpi, const std::vector<cv::Point2f>& page_outline) {
    const CoarsePage page = coarse_page(grey, dpi);
    const double factor = grey.cols / static_cast<double>(page.pixels.cols);
    cv::Mat ratio;
    cv::divide(page.pixels, local_paper(page), ratio, 255);
    std::vector<cv::Point2f> outline = page_outline;
    for (cv::Point2f& p : outline) p = p / static_cast<float>(factor);

    cv::Mat found = solid_borders(ratio, outline, page);
    add_strips_at_the_edge(ratio, outline, page, found);
    if (cv::countNonZero(found) == 0) return {};
    // The frayed rim, as far as that is dark itself.
    cv::dilate(found, found, square(page.kernel(3)));
    cv::bitwise_and(found, ratio < 200, found);
    cv::dilate(found, found, square(3));
    cv::Mat full;
    cv::resize(found, full, grey.size(), 0, 0, cv::INTER_NEAREST);
    return full;
}

}  // namespace nianbao
