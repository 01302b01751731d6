// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/worn_rules.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <opencv2/imgproc.hpp>

namespace nianbao::layout {
namespace {

constexpr double thickest_crumb = 0.022;  // inches; thick rules do not wear to crumbs
constexpr double piece = 0.04;            // inches
constexpr double sample_step = 0.1;       // inches
constexpr double widest_gap = 0.15;       // inches; less than tables keep from each other
constexpr double least_part = 0.25;       // inches

int pixels(double inches, double dpi, int least) {
    return std::max(least, static_cast<int>(std::lround(inches * dpi)));
}

struct Crumbs {
    cv::Mat found;  ///< one pixel in the middle of every thin run of a column that has clean paper above and below
    cv::Mat open;   ///< where such a run could be seen: nothing but crumbs is near, above or below
};

Crumbs crumbs(const cv::Mat& ink, int thickest, int clear) {
    cv::Mat turned;
    cv::transpose(ink, turned);  // columns are walked along memory
    cv::Mat marked(turned.size(), CV_8U, cv::Scalar(0)), other = turned.clone();
    const int end = turned.cols;
    for (int x = 0; x < turned.rows; ++x) {
        const uchar* const column = turned.ptr<uchar>(x);
        uchar* const out = marked.ptr<uchar>(x);
        int last = -clear - 1;  // last ink above; the page's edge is clean
        for (int y = 0; y < end;) {
            const void* const next = std::memchr(column + y, 255, static_cast<std::size_t>(end - y));
            if (next == nullptr) break;
            const int top = static_cast<int>(static_cast<const uchar*>(next) - column);
            y = top;
            while (y < end && column[y]) ++y;
            int below = 0;
            while (y + below < end && below < clear && !column[y + below]) ++below;
            const bool clean = top - last > clear && (below >= clear || y + below >= end);
            if (y - top <= thickest && clean) {
                out[top + (y - top) / 2] = 255;
                std::fill(other.ptr<uchar>(x) + top, other.ptr<uchar>(x) + y, uchar{0});
            }
            last = y - 1;
        }
    }
    cv::dilate(other, other, cv::Mat::ones(1, 2 * clear + 1, CV_8U));
    Crumbs all;
    cv::transpose(marked, all.found);
    cv::transpose(cv::Mat(255 - other), all.open);
    return all;
}

/// The rule through the crumbs in a box; none when there are none.
std::vector<Rule> rule_through(const cv::Mat& found, const cv::Rect& box, double dpi, Direction direction) {
    std::vector<std::pair<int, int>> points;  // along, across
    for (int x = box.x; x < box.x + box.width; ++x) {
        for (int y = box.y; y < box.y + box.height; ++y) {
            if (found.at<uchar>(y, x)) points.emplace_back(x, y);
        }
    }
    if (points.empty()) return {};
    Rule rule;
    rule.direction = direction;
    rule.worn = true;
    rule.along0 = points.front().first;
    rule.along1 = points.back().first + 1.0;
    rule.thickness = std::max(1.0, 0.005 * dpi);
    const double step = std::max(8.0, 2 * sample_step * dpi);
    std::vector<int> across;
    double sum = 0;
    double from = rule.along0;
    const auto sample = [&] {
        if (across.empty()) return;
        const auto middle = across.begin() + static_cast<std::ptrdiff_t>(across.size() / 2);
        std::nth_element(across.begin(), middle, across.end());
        rule.path.push_back({sum / static_cast<double>(across.size()), *middle + 0.5});
        across.clear();
        sum = 0;
    };
    for (const auto& [x, y] : points) {
        if (x >= from + step) {
            sample();
            from = x;
        }
        across.push_back(y);
        sum += x;
    }
    sample();
    return {rule};
}

/// Parts of the rule between gaps without any ink on its path: where one table ends, the next one's rule is another.
std::vector<Rule> split_at_gaps(const Rule& rule, const cv::Mat& ink, double dpi) {
    const int widest = pixels(widest_gap, dpi, 12);
    std::vector<std::pair<int, int>> parts;
    const int end = std::min(static_cast<int>(rule.along1), ink.cols);
    for (int along = static_cast<int>(rule.along0); along < end; ++along) {
        const int centre = static_cast<int>(rule.across(along));
        bool any = false;
        for (int d = -2; d <= 2 && !any; ++d)
            any = centre + d >= 0 && centre + d < ink.rows && ink.at<uchar>(centre + d, along);
        if (!any) continue;
        if (parts.empty() || along - parts.back().second > widest) parts.emplace_back(along, along);
        parts.back().second = along;
    }
    std::vector<Rule> rules;
    for (const auto& [from, to] : parts) {
        Rule part = rule;
        part.along0 = from;
        part.along1 = to + 1.0;
        std::erase_if(part.path, [&](const Point& p) { return p.x < part.along0 || p.x > part.along1; });
        if (part.path.empty())
            part.path.push_back({(part.along0 + part.along1) / 2, rule.across((part.along0 + part.along1) / 2)});
        rules.push_back(std::move(part));
    }
    return rules;
}

/// Share of the rule's length with ink close to it: beside a rule only where text nearly touches it, all along in a
/// line of text whose strokes line up.
double text_beside(const Rule& rule, const cv::Mat& ink, double dpi) {
    const int near = pixels(0.015, dpi, 3), far = pixels(0.05, dpi, 6);
    int beside = 0, total = 0;
    for (int along = static_cast<int>(rule.along0); along < std::min(static_cast<int>(rule.along1), ink.cols);
         ++along) {
        const int centre = static_cast<int>(rule.across(along));
        bool any = false;
        for (int d = near; d <= far && !any; ++d) {
            any = (centre - d >= 0 && ink.at<uchar>(centre - d, along)) ||
                  (centre + d < ink.rows && ink.at<uchar>(centre + d, along));
        }
        beside += any ? 1 : 0;
        ++total;
    }
    return total > 0 ? static_cast<double>(beside) / total : 1;
}

/// The components of `weak` that hold a pixel of `strong` (hysteresis, as in Canny, IEEE PAMI 8, 1986).
cv::Mat connected_to(const cv::Mat& strong, const cv::Mat& weak) {
    cv::Mat labels;
    const int count = cv::connectedComponents(weak, labels, 8, CV_32S);
    std::vector<uchar> kept(static_cast<std::size_t>(count), 0);
    for (int y = 0; y < weak.rows; ++y) {
        const int* const label = labels.ptr<int>(y);
        const uchar* const seed = strong.ptr<uchar>(y);
        for (int x = 0; x < weak.cols; ++x) {
            if (seed[x]) kept[static_cast<std::size_t>(label[x])] = 255;
        }
    }
    kept[0] = 0;
    cv::Mat out(weak.size(), CV_8U);
    for (int y = 0; y < weak.rows; ++y) {
        const int* const label = labels.ptr<int>(y);
        uchar* const to = out.ptr<uchar>(y);
        for (int x = 0; x < weak.cols; ++x) to[x] = kept[static_cast<std::size_t>(label[x])];
    }
    return out;
}

struct Stretches {
    cv::Mat core, whole;
};

/// Where the crumbs of a stretch around are many enough and spread enough, as far as text leaves it to be seen.
/// Once such a stretch is found, it goes on as far as most of that is there.
Stretches worn_stretches(const Crumbs& crumbs, double dpi, const WornRules& how, int window) {
    const auto mean = [&](const cv::Mat& mask) {
        cv::Mat out;
        cv::boxFilter(mask, out, CV_32F, {window, 1}, {-1, -1}, true, cv::BORDER_CONSTANT);
        return out;
    };
    // A rule may lean by a pixel within the stretch.
    cv::Mat near, pieces;
    cv::dilate(crumbs.found, near, cv::Mat::ones(3, 1, CV_8U));
    // Whether a piece of 0.04 inches holds a crumb: the dilation of the crumbs by half of it, counted.
    cv::dilate(near, pieces, cv::Mat::ones(1, pixels(piece, dpi, 3), CV_8U));
    const cv::Mat open = mean(crumbs.open | near);
    const cv::Mat share = mean(near), spread = mean(pieces & (crumbs.open | near));
    const auto where = [&](double part) {
        const cv::Mat mask =
            (open >= 255 * how.open) & (share >= part * how.share * open) & (spread >= part * how.spread * open);
        return mask;
    };
    const cv::Mat core = where(1);
    return {core, connected_to(core, where(how.goes_on))};
}

std::vector<Rule> rules_along(const cv::Mat& stretches, const cv::Mat& found, const cv::Mat& ink, double dpi,
                              const WornRules& how, Direction direction) {
    const int window = pixels(how.stretch, dpi, 24);
    cv::Mat labels, stats, centroids;
    const int count = cv::connectedComponentsWithStats(stretches, labels, stats, centroids, 8, CV_32S);
    std::vector<Rule> rules;
    for (int label = 1; label < count; ++label) {
        const cv::Rect middle(stats.at<int>(label, cv::CC_STAT_LEFT), stats.at<int>(label, cv::CC_STAT_TOP),
                              stats.at<int>(label, cv::CC_STAT_WIDTH), stats.at<int>(label, cv::CC_STAT_HEIGHT));
        // The stretch reaches as far as the window that found it.
        const cv::Rect box = cv::Rect(middle.x - window / 2, middle.y - 1, middle.width + window, middle.height + 2) &
                             cv::Rect({0, 0}, ink.size());
        for (const Rule& rule : rule_through(found, box, dpi, direction)) {
            if (rule.length() < 0.5 * how.stretch * dpi || text_beside(rule, ink, dpi) > how.beside) continue;
            for (Rule& part : split_at_gaps(rule, ink, dpi)) rules.push_back(std::move(part));
        }
    }
    return rules;
}

/// Whether [from, to] of the rule would be found as a worn one by itself.
bool shows_crumbs(const Rule& rule, double from, double to, const Crumbs& crumbs, double dpi, const WornRules& how) {
    const int window = pixels(piece, dpi, 3);
    int length = 0, open = 0, held = 0, pieces = 0, last = -window;
    for (int along = static_cast<int>(from); along < static_cast<int>(to); ++along, ++length) {
        const int centre = static_cast<int>(rule.across(along));
        bool crumb = false, clear = false;
        for (int d = -2; d <= 2; ++d) {
            if (centre + d < 0 || centre + d >= crumbs.found.rows || along < 0 || along >= crumbs.found.cols) continue;
            crumb = crumb || crumbs.found.at<uchar>(centre + d, along);
            clear = clear || (d == 0 && crumbs.open.at<uchar>(centre, along));
        }
        if (crumb) last = along;
        if (!clear && !crumb) continue;
        ++open;
        held += crumb ? 1 : 0;
        pieces += along - last < window ? 1 : 0;
    }
    return open >= how.open * length && held >= how.goes_on * how.share * open &&
           pieces >= how.goes_on * how.spread * open;
}

/// A drawn rule lends its ink to the stretch that reaches beyond its end, as far as strokes of characters in line with
/// it: an end that lies beyond what is drawn must show crumbs enough of its own.
void cut_borrowed_ends(Rule& rule, const std::vector<Rule>& known, const Crumbs& crumbs, double dpi,
                       const WornRules& how) {
    const double same = 0.02 * dpi;
    double first = rule.along1, last = rule.along0;
    for (const Rule& other : known) {
        const double from = std::max(rule.along0, other.along0), to = std::min(rule.along1, other.along1);
        if (to <= from) continue;
        const double at = (from + to) / 2;
        if (std::abs(rule.across(at) - other.across(at)) > same + other.thickness / 2) continue;
        first = std::min(first, from);
        last = std::max(last, to);
    }
    if (first >= last) return;
    if (first > rule.along0 && !shows_crumbs(rule, rule.along0, first, crumbs, dpi, how)) rule.along0 = first;
    if (last < rule.along1 && !shows_crumbs(rule, last, rule.along1, crumbs, dpi, how)) rule.along1 = last;
    const double middle = (rule.along0 + rule.along1) / 2, across = rule.across(middle);
    std::erase_if(rule.path, [&](const Point& p) { return p.x < rule.along0 || p.x > rule.along1; });
    if (rule.path.empty()) rule.path.push_back({middle, across});
}

}  // namespace

std::vector<Rule> find_worn_rules(const cv::Mat& ink, const std::vector<Rule>& known, double dpi, const WornRules& how,
                                  Direction direction) {
    const Crumbs all = crumbs(ink, pixels(thickest_crumb, dpi, 2), pixels(how.clear, dpi, 3));
    const int window = pixels(how.stretch, dpi, 24);
    const Stretches stretches = worn_stretches(all, dpi, how, window);
    std::vector<Rule> rules = rules_along(stretches.whole, all.found, ink, dpi, how, direction);
    // What went on into text is taken as far as it was sure.
    const std::vector<Rule> core =
        not_yet_drawn(rules_along(stretches.core, all.found, ink, dpi, how, direction), rules, dpi);
    rules.insert(rules.end(), core.begin(), core.end());
    for (Rule& rule : rules) cut_borrowed_ends(rule, known, all, dpi, how);
    std::erase_if(rules, [&](const Rule& rule) { return rule.length() < least_part * dpi; });
    return rules;
}

cv::Mat crumbs_of(const cv::Mat& ink, double thickest, double clear) {
    return crumbs(ink, std::max(2, static_cast<int>(std::lround(thickest))),
                  std::max(3, static_cast<int>(std::lround(clear))))
        .found;
}

}  // namespace nianbao::layout
