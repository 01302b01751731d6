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
constexpr unsigned first_half = 0x0f, first_part = 0x01, last_part = 0x80;
// What text does not part is a boundary where several rows show it from end to end (the strokes of digits stand in line
// as well, but go no further than those), while at nearly all other places there is clean paper.
constexpr double mostly_free = 0.75, seen_to_ends = 0.25, clean_paper = 0.05;
constexpr int several = 3;

/// What a line must show. Shares of the table's length (of what is open of it).
struct Demands {
    double open, parted;
    bool whole;
};
constexpr Demands of_many{0.6, 0.5, false}, of_few{0.5, 0.25, true};

/// One row of the table (for a column's boundary), seen across.
struct Band {
    double from, to;            ///< along
    std::vector<uchar> crumbs;  ///< by place across: the parts of the row that hold some, a bit each; 0 where only one
                                ///< half does
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
            band.crumbs[i] = both && !band.text[i] ? static_cast<uchar>(held[i]) : 0;
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

/// Text right beside the place on both sides: what lies between may be the thin strokes of its characters.
bool runs_through(const Band& band, int at, int reach) {
    const auto any = [&](int from, int to) {
        const int end = static_cast<int>(band.text.size());
        const auto text = band.text.begin();
        return std::any_of(text + std::clamp(from, 0, end), text + std::clamp(to, 0, end),
                           [](uchar t) { return t != 0; });
    };
    return any(at - reach, at) && any(at + 1, at + 1 + reach);
}

struct Place {
    double open = 0, free = 0;      ///< shares of the table's length: without text, and without any right beside it
    double crumbs = 0, parted = 0;  ///< of what is open: that holds some, that text stands apart on both sides of
    double to_ends = 0;             ///< of what is free: that holds crumbs near both of a row's ends
    int ends = 0;                   ///< how many rows do
    double rank = 0;                ///< among the boundaries that the places around it may be; 0 for none
    bool whole = true;              ///< every row that is open holds crumbs in nearly all its parts
};

Place judge(const Strip& strip, int at, int reach) {
    Place place;
    double length = 0, open = 0, free = 0;
    for (const Band& band : strip.bands) {
        const double l = band.to - band.from;
        if (l <= 0) continue;
        length += l;
        if (band.text[static_cast<std::size_t>(at)]) continue;
        open += l;
        const unsigned held = band.crumbs[static_cast<std::size_t>(at)];
        if (held) place.crumbs += l;
        place.whole = place.whole && std::popcount(held) >= nearly_all;
        if (parts_text(band, at, reach)) place.parted += l;
        if (runs_through(band, at, 2 * reach / 3)) continue;
        free += l;
        const bool both_ends = (held & first_part) != 0 && (held & last_part) != 0;
        if (both_ends) place.to_ends += l, ++place.ends;
    }
    for (double* share : {&place.crumbs, &place.parted}) *share /= std::max(open, 1.0);
    place.to_ends /= std::max(free, 1.0);
    place.open = open / std::max(length, 1.0);
    place.free = free / std::max(length, 1.0);
    return place;
}

/// What the places between two known boundaries show by chance, as shares: the middle one, and nearly all of them.
struct Chance {
    double middle = 0, nearly_all = 0;
};

Chance chance_of(const std::vector<Place>& places) {
    if (places.empty()) return {};
    std::vector<double> crumbs;
    for (const Place& place : places) crumbs.push_back(place.crumbs);
    std::sort(crumbs.begin(), crumbs.end());
    return {crumbs[crumbs.size() / 2], crumbs[9 * crumbs.size() / 10]};
}

bool is_boundary(const Place& place, const Chance& chance, const Demands& demands, Direction direction) {
    if (place.open < demands.open || (demands.whole && !place.whole)) return false;
    // Of columns only: a row of dashes goes from end to end of its cells, too.
    const bool end_to_end = place.to_ends >= seen_to_ends && place.ends >= several && chance.nearly_all <= clean_paper;
    if (direction == Direction::vertical && !demands.whole && place.free >= mostly_free && end_to_end) return true;
    // Characters of labels stand below each other, and so do the crumbs of their strokes.
    if (place.parted < demands.parted) return false;
    if (place.crumbs < seen && (place.crumbs < hardly_seen || place.parted < parted)) return false;
    return place.crumbs >= chance.middle + (place.parted < parted ? above_chance : hardly_seen);
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
        std::vector<Place> places;
        for (int at = side; at < end; ++at) places.push_back(judge(strip, at, reach));
        const Chance chance = chance_of(places);
        for (Place& place : places) place.rank = is_boundary(place, chance, demands, direction) ? place.crumbs : 0;
        // The clearest first; each keeps its neighbours away.
        while (true) {
            const auto best = std::ranges::max_element(places, {}, [](const Place& place) { return place.rank; });
            if (best == places.end() || best->rank <= 0) break;
            found.push_back(line_at(strip, side + static_cast<int>(best - places.begin()), lines[i], direction, dpi));
            const auto first = best - std::min<std::ptrdiff_t>(side, best - places.begin());
            const auto last = best + std::min<std::ptrdiff_t>(side, places.end() - best);
            std::for_each(first, last, [](Place& place) { place.rank = 0; });
        }
    }
    return found;
}

bool add(std::vector<GridLine>& lines, const std::vector<GridLine>& more) {
    lines.insert(lines.end(), more.begin(), more.end());
    std::sort(lines.begin(), lines.end(), [](const GridLine& a, const GridLine& b) { return a.position < b.position; });
    return !more.empty();
}

}  // namespace

void add_missing_lines(Grid& grid, const cv::Mat& ink, double dpi) {
    cv::Mat turned;
    cv::transpose(ink, turned);
    // Again and again: between two known boundaries more than one may be missing. Each is kept apart from its
    // neighbours, so that this ends.
    while (add(grid.columns, missing(grid.columns, grid.rows, turned, Direction::vertical, dpi))) {
    }
    while (add(grid.rows, missing(grid.rows, grid.columns, ink, Direction::horizontal, dpi))) {
    }
}

}  // namespace nianbao::layout
