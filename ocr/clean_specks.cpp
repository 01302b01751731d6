// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/clean_specks.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>

#include "document/crowd.h"

namespace nianbao {
namespace {

struct Piece {
    cv::Rect box;
    int area = 0;
};

/// Height of the page's characters in pixels, from its larger pieces of ink; of 9 point text when there is hardly any.
double text_height(const std::vector<Piece>& pieces, double mm) {
    std::vector<int> heights;
    for (const Piece& p : pieces) {
        const int side = std::max(p.box.width, p.box.height);
        if (side > 1.3 * mm && side < 10 * mm && 6 * std::min(p.box.width, p.box.height) > side)
            heights.push_back(side);
    }
    if (heights.size() < 20) return 3.2 * mm;
    const auto at = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() * 7 / 10);
    std::nth_element(heights.begin(), at, heights.end());
    return std::clamp<double>(*at, 2.2 * mm, 6 * mm);
}

int ink_around(const cv::Mat& ink, const Piece& piece, int reach) {
    const cv::Rect around(piece.box.x - reach, piece.box.y - reach, piece.box.width + 2 * reach,
                          piece.box.height + 2 * reach);
    return cv::countNonZero(ink(around & cv::Rect({0, 0}, ink.size()))) - piece.area;
}

/// Wholly beyond the outline, or in a narrow strip along one of its sides.
bool along_the_edge(const cv::Rect& box, const std::vector<cv::Point2f>& outline, double strip) {
    if (outline.size() != 4) return false;
    const cv::Point2f corners[] = {box.tl(),
                                   {static_cast<float>(box.br().x), static_cast<float>(box.y)},
                                   box.br(),
                                   {static_cast<float>(box.x), static_cast<float>(box.br().y)}};
    for (std::size_t i = 0; i < 4; ++i) {
        const cv::Point2f a = outline[i], d = outline[(i + 1) % 4] - a;
        const double length = std::hypot(d.x, d.y);
        const bool all = std::all_of(std::begin(corners), std::end(corners), [&](cv::Point2f p) {
            return (d.x * (p.y - a.y) - d.y * (p.x - a.x)) / length < strip;  // positive inside: clockwise as seen
        });
        if (all) return true;
    }
    return false;
}

/// A stroke as of a hyphen, which tables print for a number that is not there: high rows keep it as far from other ink
/// as dust keeps. Which it is shows where the tables are known (layout/specks.h).
bool dash_shaped(const cv::Rect& box, double em) {
    return box.width >= 0.15 * em && box.width >= 1.8 * box.height;
}

/// Ink in a field of the page.
class Fields {
  public:
    explicit Fields(const cv::Mat& ink) : ink_(ink) {}
    bool inked(int x0, int y0, int x1, int y1) const {
        return x1 > x0 && y1 > y0 &&
               cv::countNonZero(ink_(cv::Rect(cv::Point(x0, y0), cv::Point(x1, y1)) & cv::Rect({0, 0}, ink_.size()))) >
                   0;
    }

  private:
    const cv::Mat& ink_;
};

/// A hyphen of small print, of which a copy left a line of pixels: flat, nothing before it, and behind it a character
/// that reaches above and below. A lost minus sign is a wrong number that nothing notices.
bool may_be_minus(const Fields& fields, const cv::Rect& box, double em) {
    constexpr double shortest = 0.08, flattest = 2.5;
    if (box.width < std::max(3.0, shortest * em) || box.width < flattest * box.height) return false;
    const int reach = static_cast<int>(0.35 * em), high = static_cast<int>(0.3 * em);
    const int middle = box.y + box.height / 2, begin = box.x, end = box.br().x;
    // The edge of a ruling line is rough, too.
    const int off = static_cast<int>(0.5 * em), farther = static_cast<int>(0.6 * em);
    const bool rule = fields.inked(end, middle - farther, end + reach, middle - off) &&
                      fields.inked(end, middle + off, end + reach, middle + farther);
    return !rule && fields.inked(end, middle - high, end + reach, middle) &&
           fields.inked(end, middle + 2, end + reach, middle + high) &&
           !fields.inked(begin - reach, middle - high, begin, middle + high);
}

/// A decimal point of print that is much smaller than most of the page's: between two characters that stand on one
/// line with it, and nothing over it.
bool may_be_point(const Fields& fields, const Piece& piece, double em, double dpi) {
    constexpr double least = 0.0055;  // inches
    const cv::Rect& box = piece.box;
    if (piece.area < std::pow(least * dpi, 2) || std::max(box.width, box.height) > 2 * std::min(box.width, box.height))
        return false;
    const int reach = static_cast<int>(0.25 * em), high = static_cast<int>(0.35 * em),
              low = static_cast<int>(0.12 * em);
    const int begin = box.x, end = box.br().x, line = box.br().y;
    const auto on_line = [&](int x0, int x1) {
        return fields.inked(x0, line - high, x1, line - 1) && !fields.inked(x0, line + 2, x1, line + 2 + low);
    };
    return on_line(begin - reach, begin) && on_line(end, end + reach) && !fields.inked(begin, line - high, end, box.y);
}

}  // namespace

void remove_specks(cv::Mat& ink, cv::Mat& grey, double dpi, const std::vector<cv::Point2f>& page_outline,
                   const cv::Mat& graphics) {
    cv::Mat labels, stats, centers;
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centers, 8, CV_32S);
    std::vector<Piece> pieces(static_cast<std::size_t>(count));
    for (int i = 1; i < count; ++i) {
        pieces[static_cast<std::size_t>(i)] = {
            {stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP), stats.at<int>(i, cv::CC_STAT_WIDTH),
             stats.at<int>(i, cv::CC_STAT_HEIGHT)},
            stats.at<int>(i, cv::CC_STAT_AREA)};
    }
    const double mm = dpi / 25.4;
    const double em = text_height(pieces, mm);
    const double dot = 0.09 * em;  // side of the smallest fonts' decimal point
    const Fields fields(ink);
    cv::Mat drawn;  // by the pixel to which edges are drawn differently where text stands over them
    if (!graphics.empty()) cv::dilate(graphics, drawn, cv::Mat::ones(3, 3, CV_8U));
    const auto is_tiny = [&](const Piece& piece) { return piece.area < 0.45 * dot * dot; };
    // Among many specks, as on a dithered ground, none is told by where it lies.
    constexpr double field = 0.36;  // inches
    constexpr int thick = 10;
    Crowd dust(ink.cols, ink.rows, field * dpi);
    const auto middle = [](const cv::Rect& box) { return cv::Point(box.x + box.width / 2, box.y + box.height / 2); };
    for (int i = 1; i < count; ++i) {
        const Piece& piece = pieces[static_cast<std::size_t>(i)];
        if (is_tiny(piece)) dust.add(middle(piece.box).x, middle(piece.box).y);
    }
    std::vector<std::uint8_t> drop(static_cast<std::size_t>(count), 0);
    for (int i = 1; i < count; ++i) {
        const Piece& piece = pieces[static_cast<std::size_t>(i)];
        const bool is_text = !drawn.empty() && cv::countNonZero(drawn(piece.box)) == 0;
        if (is_text) continue;
        const bool sign = is_tiny(piece) && dust.around(middle(piece.box).x, middle(piece.box).y) <= thick &&
                          (may_be_minus(fields, piece.box, em) || may_be_point(fields, piece, em, dpi));
        const bool tiny = is_tiny(piece) && !sign;
        const bool lone = piece.area < 2.5 * dot * dot && !dash_shaped(piece.box, em) &&
                          ink_around(ink, piece, static_cast<int>(em)) < dot * dot;
        drop[static_cast<std::size_t>(i)] = tiny || lone || along_the_edge(piece.box, page_outline, 2.5 * mm) ? 1 : 0;
    }
    for (int i = 1; i < count; ++i) {
        if (drop[static_cast<std::size_t>(i)] == 0) continue;
        const cv::Rect box = pieces[static_cast<std::size_t>(i)].box;
        const cv::Mat mask = labels(box) == i;
        ink(box).setTo(0, mask);
        // With its grey rim.
        const cv::Rect rim =
            cv::Rect(box.x - 1, box.y - 1, box.width + 2, box.height + 2) & cv::Rect({0, 0}, ink.size());
        cv::Mat wide(rim.size(), CV_8U, cv::Scalar(0));
        wide(box - rim.tl()).setTo(255, mask);
        cv::dilate(wide, wide, cv::Mat::ones(3, 3, CV_8U));
        wide.setTo(0, ink(rim));
        grey(rim).setTo(255, wide);
    }
}

}  // namespace nianbao
