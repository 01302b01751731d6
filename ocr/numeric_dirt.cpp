// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/numeric_dirt.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "document/opencv_view.h"
#include "ocr/line_image.h"

namespace nianbao {
namespace {

// In ems. A full stop has 0.08 to 0.14, the thin part of a hyphen is longer than this.
constexpr double speck = 0.2;
// A comma's tail reaches 0.2 em below the digits.
constexpr double below_digits = 0.26;
// Digits, signs and their fragments.
constexpr double surely_ink = 0.3;
constexpr double nearly_touching = 0.15;
constexpr double pieces_of_digit = 0.5;  // of the digits' height
constexpr double around = 0.6;           // of the page is kept around the line

struct Mark {
    cv::Rect box;
    int label = 0;
    bool small = false;     ///< no larger than a speck
    bool fragment = false;  ///< too small for a digit, and perhaps a piece of one
};

std::vector<Mark> marks_of(const cv::Mat& image, double em, cv::Mat& labels) {
    cv::Mat stats, centres;
    const int count = cv::connectedComponentsWithStats(image < 160, labels, stats, centres, 8, CV_32S);
    std::vector<Mark> marks;
    for (int i = 1; i < count; ++i) {
        const int* s = stats.ptr<int>(i);
        const cv::Rect box(s[cv::CC_STAT_LEFT], s[cv::CC_STAT_TOP], s[cv::CC_STAT_WIDTH], s[cv::CC_STAT_HEIGHT]);
        const int size = std::max(box.width, box.height);
        marks.push_back({box, i, size <= speck * em, size < surely_ink * em});
    }
    return marks;
}

/// Around everything that is too large for a piece of a digit.
cv::Rect digits_of(const std::vector<Mark>& marks) {
    cv::Rect digits;
    for (const Mark& mark : marks) {
        if (!mark.fragment) digits |= mark.box;
    }
    return digits;
}

/// Lying flat at half the height of the digits, before them: short hyphens are no longer than specks, and a lost minus
/// sign is a wrong number that nothing notices.
bool may_be_minus(const Mark& mark, const cv::Rect& digits) {
    const double middle = (mark.box.y + mark.box.height / 2.0 - digits.y) / digits.height;
    return mark.box.br().x <= digits.x + digits.width / 4 && middle > 0.25 && middle < 0.8 &&
           2 * mark.box.width >= 3 * mark.box.height;
}

bool is_dirt(const Mark& mark, const cv::Rect& digits, double em) {
    if (!mark.small || may_be_minus(mark, digits)) return false;
    const double slack = 0.04 * em;
    const int middle = mark.box.x + mark.box.width / 2;
    return middle < digits.x - slack || middle > digits.br().x + slack || mark.box.br().y < digits.y - slack ||
           mark.box.y > digits.br().y + below_digits * em;
}

/// What fragments that nearly touch cover together, by mark.
std::vector<cv::Rect> clusters_of(const std::vector<Mark>& marks, double em) {
    const int reach = std::max(1, static_cast<int>(nearly_touching * em));
    std::vector<cv::Rect> clusters;
    for (const Mark& mark : marks) clusters.push_back(mark.box);
    for (bool grown = true; grown;) {
        grown = false;
        for (std::size_t i = 0; i < marks.size(); ++i) {
            const cv::Rect& own = clusters[i];
            const cv::Rect wide(own.x - reach, own.y - reach, own.width + 2 * reach, own.height + 2 * reach);
            for (std::size_t j = 0; j < marks.size(); ++j) {
                if (!marks[i].fragment || !marks[j].fragment || (wide & marks[j].box).empty()) continue;
                const cv::Rect both = clusters[i] | clusters[j];
                grown = grown || both != clusters[i] || both != clusters[j];
                clusters[i] = clusters[j] = both;
            }
        }
    }
    return clusters;
}

/// The pieces of a pale digit are hardly larger than specks each, but stand as high as the others together.
bool may_be_digit(const cv::Rect& cluster, const cv::Rect& digits) {
    const int shared = std::min(cluster.br().y, digits.br().y) - std::max(cluster.y, digits.y);
    return shared > pieces_of_digit * digits.height;
}

/// Right beside a digit, no higher and no lower: the ball of a 3 or the tip of a 2 whose hairline is gone.
bool may_be_tip(const Mark& mark, const std::vector<Mark>& marks, double em) {
    constexpr double beside = 0.12, level = 0.06;  // ems
    return std::ranges::any_of(marks, [&](const Mark& digit) {
        if (digit.fragment) return false;
        const cv::Rect &a = mark.box, &b = digit.box;
        return std::max(a.x - b.br().x, b.x - a.br().x) <= beside * em && a.y >= b.y - level * em &&
               a.br().y <= b.br().y + level * em;
    });
}

/// What was wiped out on one side of the digits, where the next one would stand.
class BesideDigits {
  public:
    BesideDigits(const cv::Rect& digits, double em) : digits_(digits), em_(em) {}

    void add(const cv::Rect& mark) {
        const bool level = mark.y < digits_.br().y && mark.br().y > digits_.y;
        const bool before = mark.br().x <= digits_.x;
        const int away = before ? digits_.x - mark.br().x : mark.x - digits_.br().x;
        if (!level || away < 0 || away > farthest * em_) return;
        Side& side = before ? before_ : behind_;
        side.box |= mark;
        side.nearest = std::min(side.nearest, away);
        ++side.count;
    }

    bool may_be_digit() const {
        return std::ranges::any_of(std::array{before_, behind_}, [&](const Side& side) {
            return side.count >= several && side.nearest <= next_digit * em_ &&
                   side.box.height > most_of_digit * digits_.height;
        });
    }

  private:
    static constexpr double next_digit = 0.6, farthest = 1.1;  // ems
    static constexpr double most_of_digit = 0.6;               // of the digits' height
    static constexpr int several = 4;
    struct Side {
        cv::Rect box;
        int nearest = std::numeric_limits<int>::max(), count = 0;
    };
    cv::Rect digits_;
    double em_;
    Side before_, behind_;
};

/// White over the mark and its blurred edge.
void wipe(cv::Mat& image, const cv::Mat& labels, const Mark& mark) {
    const cv::Rect wide = cv::Rect(mark.box.x - 2, mark.box.y - 2, mark.box.width + 4, mark.box.height + 4) &
                          cv::Rect(0, 0, image.cols, image.rows);
    for (int y = wide.y; y < wide.br().y; ++y) {
        for (int x = wide.x; x < wide.br().x; ++x) {
            const int label = labels.at<int>(y, x);
            if (label == mark.label || label == 0) image.at<uchar>(y, x) = 255;
        }
    }
}

}  // namespace

CleanedLine without_dirt(const Raster& page, const LayoutLine& line) {
    const cv::Mat pixels = view(page);
    const double margin = around * line.em;
    const cv::Rect wanted(cv::Point(static_cast<int>(line.box.x0 - margin), static_cast<int>(line.box.y0 - margin)),
                          cv::Point(static_cast<int>(line.box.x1 + margin), static_cast<int>(line.box.y1 + margin)));
    const cv::Rect part = wanted & cv::Rect(0, 0, pixels.cols, pixels.rows);
    CleanedLine out{{}, line};
    if (part.empty()) return out;
    cv::Mat image = pixels(part).clone();
    const auto shifted = [&](const Rect& r) {
        return Rect{r.x0 - part.x, r.y0 - part.y, r.x1 - part.x, r.y1 - part.y};
    };
    out.line.box = shifted(line.box);
    // Only the line's own ink counts: its neighbours' is beyond its box.
    const cv::Rect own =
        cv::Rect(cv::Point(static_cast<int>(out.line.box.x0) - 1, static_cast<int>(out.line.box.y0) - 1),
                 cv::Point(static_cast<int>(std::ceil(out.line.box.x1)) + 1,
                           static_cast<int>(std::ceil(out.line.box.y1)) + 1)) &
        cv::Rect(0, 0, image.cols, image.rows);
    if (own.empty()) return {to_raster(image), out.line};
    cv::Mat ink = image(own), labels;
    const std::vector<Mark> marks = marks_of(stretched(ink, levels_of(ink)), line.em, labels);
    const cv::Rect digits = digits_of(marks);
    const std::vector<cv::Rect> clusters = clusters_of(marks, line.em);
    out.only_dirt = !marks.empty() && std::all_of(marks.begin(), marks.end(), [](const Mark& m) { return m.small; });
    cv::Rect left;
    std::vector<cv::Rect> wiped;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (digits.empty() || !is_dirt(marks[i], digits, line.em) || may_be_digit(clusters[i], digits) ||
            may_be_tip(marks[i], marks, line.em)) {
            left |= marks[i].box;
        } else {
            wipe(ink, labels, marks[i]);
            wiped.push_back(marks[i].box);
        }
    }
    if (!wiped.empty() && !left.empty()) {
        out.line.box = {static_cast<double>(own.x + left.x), static_cast<double>(own.y + left.y),
                        static_cast<double>(own.x + left.br().x), static_cast<double>(own.y + left.br().y)};
    }
    BesideDigits beside(left, line.em);
    for (const cv::Rect& mark : wiped) beside.add(mark);
    out.lost_digit = !left.empty() && beside.may_be_digit();
    out.page = to_raster(image);
    return out;
}

}  // namespace nianbao
