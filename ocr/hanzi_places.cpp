// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/hanzi_places.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "document/utf8.h"

namespace nianbao {
namespace {

/// Width of a character in units of the line's hanzi, and how far from it it may be.
struct Width {
    double usual = 1, least = 0.75, most = 1.3;
};

Width width_of(char32_t c) {
    if (is_hanzi(c)) return {};
    const bool narrow = c < 0x80;
    const bool letter = narrow && ((c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'));
    if (letter) return {0.5, 0.3, 1.0};
    // Punctuation: full-width as set, but often squeezed, and narrow where the recogniser says so for want of another.
    return {0.8, 0.25, 1.3};
}

std::vector<double> ink_of_columns(const cv::Mat& line, int step) {
    std::vector<double> ink(static_cast<std::size_t>(line.cols / step) + 1, 0.0);
    for (int y = 0; y < line.rows; ++y) {
        const uchar* row = line.ptr(y);
        for (int x = 0; x < line.cols; ++x) ink[static_cast<std::size_t>(x / step)] += (255 - row[x]) / 255.0;
    }
    for (double& i : ink) i /= step;
    return ink;
}

struct Ink {
    int first = 0, last = -1;  ///< columns of the profile
};

Ink extent(const std::vector<double>& ink, double least) {
    Ink out;
    const auto has = [&](double i) { return i > least; };
    const auto first = std::find_if(ink.begin(), ink.end(), has);
    if (first == ink.end()) return out;
    const auto last = std::find_if(ink.rbegin(), ink.rend(), has);
    return {static_cast<int>(first - ink.begin()), static_cast<int>(ink.rend() - last) - 1};
}

constexpr double cost_of_width = 4;  ///< of a character a whole unit wider or narrower, squared
constexpr double cost_of_ink = 3;    ///< of a cut through ink as high as an em

/// Cuts by dynamic programming; `cuts[i]` is where character i begins.
std::vector<int> best_cuts(const std::vector<double>& ink, std::u32string_view text, double unit, double em,
                           const Ink& reach) {
    constexpr double never = std::numeric_limits<double>::infinity();
    const std::size_t n = text.size();
    const int columns = static_cast<int>(ink.size());
    const int slack = static_cast<int>(0.35 * unit);
    std::vector<std::vector<double>> cost(n + 1, std::vector<double>(ink.size() + 1, never));
    std::vector<std::vector<int>> from(n + 1, std::vector<int>(ink.size() + 1, -1));
    for (int x = std::max(0, reach.first - slack); x <= reach.first; ++x) cost[0][static_cast<std::size_t>(x)] = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const Width width = width_of(text[i]);
        const int least = std::max(1, static_cast<int>(width.least * unit));
        const int most = static_cast<int>(width.most * unit);
        for (int x = 0; x <= columns; ++x) {
            const double before = cost[i][static_cast<std::size_t>(x)];
            if (before == never) continue;
            for (int w = least; w <= most && x + w <= columns; ++w) {
                const std::size_t to = static_cast<std::size_t>(x + w);
                const double off = w / unit - width.usual;
                const double through = to < ink.size() ? ink[to] / em : 0;
                const double sum = before + cost_of_width * off * off + cost_of_ink * through;
                if (sum >= cost[i + 1][to]) continue;
                cost[i + 1][to] = sum;
                from[i + 1][to] = x;
            }
        }
    }
    int end = -1;
    for (int x = reach.last + 1; x <= std::min(columns, reach.last + 1 + static_cast<int>(0.9 * unit)); ++x) {
        const auto at = static_cast<std::size_t>(x);
        if (cost[n][at] < never && (end < 0 || cost[n][at] < cost[n][static_cast<std::size_t>(end)])) end = x;
    }
    if (end < 0) return {};
    std::vector<int> cuts(n + 1, end);
    for (std::size_t i = n; i > 0; --i) cuts[i - 1] = from[i][static_cast<std::size_t>(cuts[i])];
    return cuts;
}

}  // namespace

std::vector<Columns> places_of(const cv::Mat& line, std::u32string_view text, double em) {
    if (line.empty() || text.empty() || em < 8) return {};
    const int step = std::max(1, static_cast<int>(em / 32));
    std::vector<double> ink = ink_of_columns(line, step);
    const Ink reach = extent(ink, 0.03 * em);
    double units = 0;
    for (const char32_t c : text) units += width_of(c).usual;
    const double length = (reach.last + 1 - reach.first) + 0.1 * em / step;
    const double unit = length / units;
    // Closer than touching, or letterspaced by more than an em, is another text than this one.
    if (reach.last < reach.first || unit * step < 0.75 * em || unit * step > 2.2 * em) return {};
    ink.resize(ink.size() + static_cast<std::size_t>(unit), 0.0);
    std::vector<Columns> places;
    const std::vector<int> cuts = best_cuts(ink, text, unit, em, reach);
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        places.push_back({std::max(0, cuts[i] * step), std::min(line.cols, cuts[i + 1] * step)});
    }
    return places;
}

}  // namespace nianbao
