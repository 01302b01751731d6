// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/glyph_pieces.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "ocr/line_image.h"

namespace nianbao {
namespace {

// All in pixels of an image whose em is glyph_em.
constexpr int ink_level = 145;                     // a little lighter than half: thin strokes blur
constexpr int faint_level = 190;                   // a thin font's full stop is not darker than this
constexpr int least_area = 3;                      // a full stop has 6 at least where it is black
constexpr double widest_single = 0.58 * glyph_em;  // wider ink may be two digits; half-width digits have 0.5
constexpr double flat = 0.2 * glyph_em;            // dashes are never cut
constexpr double widest_glyph = 1.15 * glyph_em;
constexpr double least_part = 0.14 * glyph_em;  // a 1 without serifs
constexpr std::size_t most_pieces_in_glyph = 7;
constexpr double digit_width = 0.5 * glyph_em;
constexpr double crumbs_in_digit = 2;  // whole digits have one piece each, one in two at times
constexpr std::size_t least_crumbs = 4;
constexpr std::size_t most_pieces = 80;  // more is a photograph or noise, not a number

/// Columns at which a wide component may be cut: where its ink is thinnest.
std::vector<int> cuts_of(const cv::Mat& labels, int label, const cv::Rect& box) {
    std::vector<int> ink(static_cast<std::size_t>(box.width), 0);
    for (int y = box.y; y < box.br().y; ++y) {
        const int* row = labels.ptr<int>(y);
        for (int x = box.x; x < box.br().x; ++x) ink[static_cast<std::size_t>(x - box.x)] += row[x] == label;
    }
    std::vector<int> order;
    for (int x = static_cast<int>(least_part); x < box.width - static_cast<int>(least_part); ++x) order.push_back(x);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return ink[a] < ink[b]; });
    // The thinnest columns, a glyph's part apart from each other; a stroke of half the height is no joint.
    std::vector<int> cuts;
    for (const int x : order) {
        if (ink[x] > box.height / 2 || cuts.size() >= 6) break;
        const bool apart = std::all_of(cuts.begin(), cuts.end(), [&](int c) { return std::abs(c - x) >= least_part; });
        if (apart) cuts.push_back(x);
    }
    std::sort(cuts.begin(), cuts.end());
    return cuts;
}

struct Labelled {
    cv::Mat& labels;
    std::vector<Piece> pieces;
    std::vector<int> label_of_piece;

    void add(int label, const cv::Rect& box, int area) {
        pieces.push_back({box, area});
        label_of_piece.push_back(label);
    }
};

/// The part of component `label` between two columns becomes a piece with a label of its own.
void add_part(Labelled& out, int label, const cv::Rect& box, int from, int to, int new_label) {
    cv::Rect tight;
    int area = 0;
    for (int y = box.y; y < box.br().y; ++y) {
        int* row = out.labels.ptr<int>(y);
        for (int x = box.x + from; x < box.x + to; ++x) {
            if (row[x] != label) continue;
            row[x] = new_label;
            tight = area++ == 0 ? cv::Rect(x, y, 1, 1) : tight | cv::Rect(x, y, 1, 1);
        }
    }
    if (area > 0) out.add(new_label, tight, area);
}

/// Pieces in order from left to right, and the label image renumbered to match.
void order_pieces(Labelled& all, GlyphLine& line, int label_count) {
    std::vector<std::size_t> order(all.pieces.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto centre = [&](std::size_t i) { return 2 * all.pieces[i].box.x + all.pieces[i].box.width; };
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return centre(a) < centre(b); });
    std::vector<int> renumbered(static_cast<std::size_t>(label_count), -1);
    renumbered[0] = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        line.pieces.push_back(all.pieces[order[i]]);
        renumbered[static_cast<std::size_t>(all.label_of_piece[order[i]])] = static_cast<int>(i) + 1;
    }
    for (int y = 0; y < all.labels.rows; ++y) {
        int* row = all.labels.ptr<int>(y);
        for (int x = 0; x < all.labels.cols; ++x) row[x] = renumbered[static_cast<std::size_t>(row[x])];
    }
}

/// Small faint ink that touches nothing dark: full stops and thin dashes that blur took the black from.
int add_faint(Labelled& all, const cv::Mat& grey, int next_label) {
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(grey < faint_level, labels, stats, centres, 8, CV_32S);
    std::vector<bool> dark(static_cast<std::size_t>(count), false);
    for (int y = 0; y < grey.rows; ++y) {
        for (int x = 0; x < grey.cols; ++x) {
            if (grey.at<uchar>(y, x) < ink_level) dark[static_cast<std::size_t>(labels.at<int>(y, x))] = true;
        }
    }
    for (int label = 1; label < count; ++label) {
        const int* s = stats.ptr<int>(label);
        if (dark[static_cast<std::size_t>(label)] || s[cv::CC_STAT_AREA] < least_area) continue;
        const cv::Rect box(s[cv::CC_STAT_LEFT], s[cv::CC_STAT_TOP], s[cv::CC_STAT_WIDTH], s[cv::CC_STAT_HEIGHT]);
        all.labels(box).setTo(next_label, labels(box) == label);
        all.add(next_label++, box, s[cv::CC_STAT_AREA]);
    }
    return next_label;
}

void find_pieces(GlyphLine& line) {
    cv::Mat stats, centres;
    int labels = cv::connectedComponentsWithStats(line.grey < ink_level, line.labels, stats, centres, 8, CV_32S);
    Labelled all{line.labels, {}, {}};
    for (int label = 1, components = labels; label < components; ++label) {
        const int* s = stats.ptr<int>(label);
        const cv::Rect box(s[cv::CC_STAT_LEFT], s[cv::CC_STAT_TOP], s[cv::CC_STAT_WIDTH], s[cv::CC_STAT_HEIGHT]);
        if (s[cv::CC_STAT_AREA] < least_area) continue;
        const bool wide = box.width > widest_single && box.height > flat;
        const std::vector<int> cuts = wide ? cuts_of(line.labels, label, box) : std::vector<int>{};
        if (cuts.empty()) {
            all.add(label, box, s[cv::CC_STAT_AREA]);
            continue;
        }
        for (std::size_t i = 0; i <= cuts.size(); ++i) {
            const int from = i == 0 ? 0 : cuts[i - 1], to = i == cuts.size() ? box.width : cuts[i];
            add_part(all, label, box, from, to, labels++);
        }
    }
    labels = add_faint(all, line.grey, labels);
    if (all.pieces.size() > most_pieces) return;
    order_pieces(all, line, labels);
}

/// Where the digits stand: the tallest piece that is not taller than an em; else all the ink.
void find_digit_band(GlyphLine& line) {
    const Piece* tallest = nullptr;
    for (const Piece& piece : line.pieces) {
        if (piece.box.height > 1.02 * glyph_em) continue;
        if (tallest == nullptr || piece.box.height > tallest->box.height) tallest = &piece;
    }
    line.top = tallest != nullptr ? tallest->box.y : 0;
    line.bottom = tallest != nullptr ? tallest->box.br().y : line.grey.rows;
}

/// Joins what is left of worn strokes.
cv::Mat thickened(const cv::Mat& grey, int by) {
    cv::Mat out;
    cv::erode(grey, out, cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * by + 1, 2 * by + 1}));
    return out;
}

}  // namespace

bool is_shattered(const GlyphLine& line) {
    if (line.pieces.size() < least_crumbs) return false;
    cv::Rect all = line.pieces.front().box;
    for (const Piece& piece : line.pieces) all |= piece.box;
    return static_cast<double>(line.pieces.size()) * digit_width >
           crumbs_in_digit * std::max<double>(all.width, digit_width);
}

GlyphLine pieces_of(const cv::Mat& page, const LayoutLine& line, const Look& look) {
    GlyphLine out;
    if (line.em < 4 || line.direction != Direction::horizontal) return out;
    const LineCut cut{0.2, 0.2, 0, look.darkening};
    const cv::Mat image = cut_line(page, line, cut);
    // A number of 40 characters is no number; a page-wide band must not cost a second.
    if (image.empty() || image.cols > 30 * line.em) return out;
    const double scale = glyph_em / line.em;
    cv::resize(image, out.grey, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    if (look.thickening > 0) out.grey = thickened(out.grey, look.thickening);
    const Rect band = line_band(line, cut);
    out.source_em = line.em;
    out.origin_x = std::floor(band.x0);
    out.origin_y = std::floor(band.y0);
    find_pieces(out);
    find_digit_band(out);
    return out;
}

std::vector<Group> groups_of(const GlyphLine& line) {
    std::vector<Group> groups;
    for (std::size_t first = 0; first < line.pieces.size(); ++first) {
        cv::Rect box;
        for (std::size_t last = first; last < line.pieces.size() && last < first + most_pieces_in_glyph; ++last) {
            box = last == first ? line.pieces[last].box : box | line.pieces[last].box;
            if (box.width > widest_glyph && last > first) break;
            groups.push_back({first, last + 1, box});
        }
    }
    return groups;
}

}  // namespace nianbao
