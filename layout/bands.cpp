// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/bands.h"

#include <algorithm>
#include <cmath>

namespace nianbao::layout {
namespace {

template <class From, class To>
std::vector<Band> bands_of(std::vector<Mark> marks, From from, To to) {
    std::sort(marks.begin(), marks.end(), [&](const Mark& a, const Mark& b) { return from(a) < from(b); });
    std::vector<Band> bands;
    for (const Mark& mark : marks) {
        if (bands.empty() || from(mark) >= bands.back().to) bands.push_back({from(mark), to(mark), {}});
        bands.back().to = std::max(bands.back().to, to(mark));
        bands.back().marks.push_back(mark);
    }
    return bands;
}

Band joined(const Band& a, const Band& b) {
    Band band{std::min(a.from, b.from), std::max(a.to, b.to), a.marks};
    band.marks.insert(band.marks.end(), b.marks.begin(), b.marks.end());
    return band;
}

/// From below the specks that stand above its print: they make a number no taller.
Band without_specks(const Band& band, double em) {
    constexpr double speck = 0.22;  // em
    const auto is_speck = [&](const Mark& mark) { return std::max(mark.box.width(), mark.box.height()) < speck * em; };
    double top = band.to;
    for (const Mark& mark : band.marks) {
        if (!is_speck(mark)) top = std::min(top, mark.box.y0);
    }
    if (top >= band.to) return band;
    Band rest{top, band.to, {}};
    for (const Mark& mark : band.marks) {
        if (mark.box.y1 <= top) continue;
        rest.from = std::min(rest.from, mark.box.y0);
        rest.marks.push_back(mark);
    }
    return rest;
}

/// Row with the least ink between y0 and y1 across the band's width; the one nearest the middle of equals.
int thinnest_row(const cv::Mat& ink, const Rect& box, int y0, int y1) {
    const int x0 = std::max(0, static_cast<int>(box.x0)), x1 = std::min(ink.cols, static_cast<int>(box.x1));
    const int middle = (y0 + y1) / 2;
    int best = middle;
    double least = 1e18;
    for (int y = std::max(0, y0); y < std::min(ink.rows, y1); ++y) {
        const double score =
            cv::countNonZero(ink(cv::Range(y, y + 1), cv::Range(x0, x1))) + 1e-3 * std::abs(y - middle);
        if (score < least) {
            least = score;
            best = y;
        }
    }
    return best;
}

}  // namespace

std::vector<Band> row_bands(std::vector<Mark> marks, double least) {
    std::erase_if(marks, [&](const Mark& m) { return m.box.width() < least && m.box.height() < least; });
    return bands_of(
        std::move(marks), [](const Mark& m) { return m.box.y0; }, [](const Mark& m) { return m.box.y1; });
}

std::vector<Band> column_bands(std::vector<Mark> marks) {
    return bands_of(
        std::move(marks), [](const Mark& m) { return m.box.x0; }, [](const Mark& m) { return m.box.x1; });
}

std::vector<Band> merge_thin(const std::vector<Band>& bands, double em) {
    std::vector<Band> merged;
    for (const Band& band : bands) {
        if (!merged.empty()) {
            const Band last = without_specks(merged.back(), em), next = without_specks(band, em);
            const bool thin = next.to - next.from < 0.6 * em || last.to - last.from < 0.6 * em;
            if (thin && next.from - last.to < 0.45 * em && next.to - last.from < 1.12 * em) {
                merged.back() = joined(merged.back(), band);
                continue;
            }
        }
        merged.push_back(band);
    }
    return merged;
}

std::vector<Band> split_tall(const std::vector<Band>& bands, double em, const cv::Mat& ink) {
    std::vector<Band> parted;
    for (const Band& band : bands) {
        const double height = band.to - band.from;
        const int lines = static_cast<int>(std::lround((height / em + 0.15) / 1.15));
        if (height < 1.5 * em || lines < 2) {
            parted.push_back(band);
            continue;
        }
        Rect box;
        for (const Mark& mark : band.marks) box = united(box, mark.box);
        double from = band.from;
        for (int line = 1; line <= lines; ++line) {
            const double ideal = band.from + height * line / lines;
            const double to = line == lines ? band.to
                                            : thinnest_row(ink, box, static_cast<int>(ideal - 0.35 * em),
                                                           static_cast<int>(ideal + 0.35 * em));
            Band part{from, to, {}};
            for (Mark mark : band.marks) {
                const Rect inside = intersection(mark.box, {mark.box.x0, from, mark.box.x1, to});
                if (inside.empty()) continue;
                mark.box = inside;
                part.marks.push_back(mark);
            }
            if (!part.marks.empty()) parted.push_back(part);
            from = to;
        }
    }
    return parted;
}

}  // namespace nianbao::layout
