// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/missing_lines.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "layout/worn_rules.h"

namespace nianbao::layout {
namespace {

// Inches.
constexpr double thickest = 0.022;  // of a crumb
constexpr double clear = 0.03;      // paper beside one
constexpr double narrowest = 0.16;  // of a row or column
constexpr double corner = 0.03;     // left out where other rules cross
constexpr double gutter = 0.045;    // to text, on either side: characters of one line are nearer to each other
// Shares of the rows that leave the place to be seen.
constexpr double seen = 0.5, hardly_seen = 0.25, parted = 0.7;
constexpr double above_chance = 0.35;  // more than dust shows at the places around
constexpr int few_bands = 3;           // show little together: each must hold crumbs in nearly all its parts
constexpr int parts = 8, nearly_all = 6;
constexpr unsigned first_half = 0x0f;

/// What a line must show. Shares of the table's length (of what is open of it).
struct Demands {
    double open, parted;
    bool whole;
};
constexpr Demands of_many{0.6, 0.5, false}, of_few{0.5, 0.25, true};

/// One row of the table (for a column's boundary), seen across.
struct Band {
    double from, to;            ///< along
    std::vector<uchar> crumbs;  ///< by place across: parts of the row that hold some; 0 where only one half does
    std::vector<uchar> text;    ///< there is other ink
};

struct Strip {
    int first = 0, last = 0;  ///< across
    std::vector<Band> bands;
};

Strip look_at(const GridLine& before, const GridLine& after, const std::vector<GridLine>& crossing, const cv::Mat& ink,
              const cv::Mat& crumbs, double dpi) {
    Strip strip{static_cast<int>(before.position), static_cast<int>(after.position), {}};
    const double inset = corner * dpi;
    for (std::size_t k = 0; k + 1 < crossing.size(); ++k) {
        Band band{crossing[k].position + inset, crossing[k + 1].position - inset, {}, {}};
        const auto size = static_cast<std::size_t>(strip.last - strip.first + 1);
        band.crumbs.assign(size, 0);
        band.text.assign(size, 0);
        std::vector<unsigned> held(size, 0);
        for (int along = static_cast<int>(band.from); along < static_cast<int>(band.to); ++along) {
            const unsigned part = 1U << static_cast<int>(parts * (along - band.from) / (band.to - band.from));
            const double lean = before.tilt * (along - before.middle);
            for (std::size_t i = 0; i < size; ++i) {
                const int across = static_cast<int>(std::lround(strip.first + static_cast<double>(i) + lean));
                if (across < 1 || across + 1 >= ink.rows || along < 0 || along >= ink.cols) continue;
                const bool crumb = crumbs.at<uchar>(across - 1, along) || crumbs.at<uchar>(across, along) ||
                                   crumbs.at<uchar>(across + 1, along);
                if (crumb) {
                    held[i] |= part;
                } else if (ink.at<uchar>(across, along)) {
                    band.text[i] = 1;
                }
            }
        }
        for (std::size_t i = 0; i < size; ++i) {
            // In both halves, so that one speck is no rule.
            const bool both = (held[i] & first_half) != 0 && (held[i] & ~first_half) != 0;
            band.crumbs[i] = both && !band.text[i] ? static_cast<uchar>(std::popcount(held[i])) : 0;
        }
        strip.bands.push_back(std::move(band));
    }
    return strip;
}

/// Text on both sides, and none nearer than the gutter.
bool parts_text(const Band& band, int at, int reach) {
    const auto text = [&](int from, int to) {
        for (int i = std::max(0, from); i < std::min(to, static_cast<int>(band.text.size())); ++i) {
            if (band.text[static_cast<std::size_t>(i)]) return true;
        }
        return false;
    };
    const int end = static_cast<int>(band.text.size());
    return text(reach, at - reach) && text(at + reach, end - reach) && !text(at - reach, at + reach + 1);
}

struct Place {
    double crumbs = 0, parted = 0, open = 0;  ///< shares of the table's length, the first two of what is open
    bool whole = true;                        ///< every row that is open holds crumbs in nearly all its parts
};

Place judge(const Strip& strip, int at, int reach) {
    Place place;
    double length = 0, clear_length = 0;
    for (const Band& band : strip.bands) {
        const double l = band.to - band.from;
        if (l <= 0) continue;
        length += l;
        if (band.text[static_cast<std::size_t>(at)]) continue;
        clear_length += l;
        if (band.crumbs[static_cast<std::size_t>(at)]) place.crumbs += l;
        place.whole = place.whole && band.crumbs[static_cast<std::size_t>(at)] >= nearly_all;
        if (parts_text(band, at, reach)) place.parted += l;
    }
    if (clear_length > 0) place.crumbs /= clear_length, place.parted /= clear_length;
    place.open = length > 0 ? clear_length / length : 0;
    return place;
}

GridLine line_at(const Strip& strip, int at, const GridLine& like, Direction direction, double dpi) {
    GridLine line{{}, strip.first + static_cast<double>(at), like.tilt, like.middle, std::max(1.0, 0.005 * dpi)};
    for (const Band& band : strip.bands) {
        if (!band.crumbs[static_cast<std::size_t>(at)]) continue;
        Rule rule;
        rule.direction = direction;
        rule.worn = true;
        rule.along0 = band.from - corner * dpi;
        rule.along1 = band.to + corner * dpi;
        rule.thickness = line.thickness;
        const double middle = (band.from + band.to) / 2;
        rule.path.push_back({middle, line.position + line.tilt * (middle - line.middle) + 0.5});
        line.rules.push_back(rule);
    }
    return line;
}

/// @param ink  turned so that the lines run along its rows
std::vector<GridLine> missing(const std::vector<GridLine>& lines, const std::vector<GridLine>& crossing,
                              const cv::Mat& ink, Direction direction, double dpi) {
    std::vector<GridLine> found;
    if (crossing.size() < 3) return found;
    const Demands& demands = crossing.size() - 1 <= few_bands ? of_few : of_many;
    const cv::Mat crumbs = crumbs_of(ink, thickest * dpi, clear * dpi);
    const int side = static_cast<int>(narrowest * dpi), reach = std::max(2, static_cast<int>(gutter * dpi));
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        const Strip strip = look_at(lines[i], lines[i + 1], crossing, ink, crumbs, dpi);
        const int end = strip.last - strip.first + 1 - side;
        std::vector<double> chance;
        int best = -1;
        Place there;
        for (int at = side; at < end; ++at) {
            const Place place = judge(strip, at, reach);
            chance.push_back(place.crumbs);
            if (place.open < demands.open || place.crumbs <= there.crumbs) continue;
            if (demands.whole && !place.whole) continue;
            best = at;
            there = place;
        }
        // Characters of labels stand below each other, and so do the crumbs of their strokes.
        if (best < 0 || there.parted < demands.parted) continue;
        const auto middle = chance.begin() + static_cast<std::ptrdiff_t>(chance.size() / 2);
        std::nth_element(chance.begin(), middle, chance.end());
        if (there.crumbs < seen && (there.crumbs < hardly_seen || there.parted < parted)) continue;
        if (there.crumbs < *middle + (there.parted < parted ? above_chance : hardly_seen)) continue;
        found.push_back(line_at(strip, best, lines[i], direction, dpi));
    }
    return found;
}

void add(std::vector<GridLine>& lines, std::vector<GridLine> more) {
    for (GridLine& line : more) lines.push_back(std::move(line));
    std::sort(lines.begin(), lines.end(), [](const GridLine& a, const GridLine& b) { return a.position < b.position; });
}

}  // namespace

void add_missing_lines(Grid& grid, const cv::Mat& ink, double dpi) {
    cv::Mat turned;
    cv::transpose(ink, turned);
    // Twice: between two known boundaries more than one may be missing.
    for (int i = 0; i < 2; ++i) add(grid.columns, missing(grid.columns, grid.rows, turned, Direction::vertical, dpi));
    for (int i = 0; i < 2; ++i) add(grid.rows, missing(grid.rows, grid.columns, ink, Direction::horizontal, dpi));
}

}  // namespace nianbao::layout
