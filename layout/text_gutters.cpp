// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/text_gutters.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "layout/grid_text.h"
#include "layout/median.h"

namespace nianbao::layout {
namespace {

// Inches.
constexpr double least_tall = 0.045;   // of a piece of a character; what is lower is dust, or was a rule
constexpr double thin = 0.012;         // crumbs of a rule
constexpr double largest = 0.4;        // of a character; what is larger hangs on a rule
constexpr double corner = 0.03;        // left out where other rules cross
constexpr double narrowest = 0.14;     // of a row or column
constexpr double least_height = 0.05;  // of a line of text: the upper and lower end of a worn zero are less
// Paper between two columns: more than a blank between the words of a label, or than a lost digit leaves in its number;
// and between two rows: more than lines of one label keep from each other.
constexpr double column_gutter = 0.16, row_gutter = 0.09;
constexpr double within_number = 0.06, within_line = 0.04;  // gaps bridged: what is nearer is one
constexpr double as_tall = 1.2;                             // as most lines of the column
// Of the rows (columns) that hold something: those that show the boundary, and those that deny it.
constexpr int least_showing = 5;
constexpr double showing = 0.5, denying = 0.35;
// Among many columns of one width, one that is as wide as two: even a table of one row shows it.
constexpr int many = 6;
constexpr double two_from = 1.6, two_to = 2.4;

/// Of ink, across the lines looked for.
struct Extent {
    int from = 0, to = 0;
    int size() const { return to - from; }
};

/// Along the lines looked for, what one row (column) holds between two boundaries: its texts, ascending.
using Texts = std::vector<Extent>;

struct Strip {
    int first = 0, last = 0;  ///< across
    std::vector<Texts> bands;
    std::vector<Extent> along;  ///< of the bands
};

/// How the two directions differ.
struct Kind {
    double gutter, bridged;
    bool lines = false;      ///< texts are whole lines, and one must look like a number
    int numbers = 0;         ///< bands that must show a number on either side: headings are wrapped in every column
    int numbers_of_two = 1;  ///< the same where the strip is as wide as two
};
constexpr Kind between_columns{column_gutter, within_number, false, 0, 1};
constexpr Kind between_rows{row_gutter, within_line, true, 2, 2};

/// Ink in `box` without dust and what is left of rules; the rest of the page is blank.
cv::Mat characters(const cv::Mat& ink, const Rect& box, double dpi) {
    const cv::Rect place = cv::Rect(cv::Point(static_cast<int>(box.x0), static_cast<int>(box.y0)),
                                    cv::Point(static_cast<int>(box.x1) + 1, static_cast<int>(box.y1) + 1)) &
                           cv::Rect({0, 0}, ink.size());
    cv::Mat out(ink.size(), CV_8U, cv::Scalar(0));
    if (place.empty()) return out;
    cv::Mat labels, stats, centroids;
    const int count = cv::connectedComponentsWithStats(ink(place), labels, stats, centroids, 8, CV_32S);
    std::vector<uchar> kept(static_cast<std::size_t>(count), 0);
    for (int label = 1; label < count; ++label) {
        const int w = stats.at<int>(label, cv::CC_STAT_WIDTH), h = stats.at<int>(label, cv::CC_STAT_HEIGHT);
        const bool fits = h >= least_tall * dpi && std::max(w, h) <= largest * dpi;
        kept[static_cast<std::size_t>(label)] = fits && std::min(w, h) > thin * dpi ? 255 : 0;
    }
    for (int y = 0; y < place.height; ++y) {
        const int* const label = labels.ptr<int>(y);
        uchar* const to = out.ptr<uchar>(place.y + y) + place.x;
        for (int x = 0; x < place.width; ++x) to[x] = kept[static_cast<std::size_t>(label[x])];
    }
    return out;
}

Texts texts_in(const cv::Mat& ink, const Strip& strip, int from, int to, const GridLine& like, int bridged) {
    Texts texts;
    for (int across = std::max(0, strip.first); across < strip.last; ++across) {
        bool any = false;
        for (int along = std::max(0, from); along < std::min(to, ink.cols); ++along) {
            const int at = static_cast<int>(std::lround(across + like.tilt * (along - like.middle)));
            any = at >= 0 && at < ink.rows && ink.at<uchar>(at, along);
            if (any) break;
        }
        if (!any) continue;
        if (texts.empty() || across - texts.back().to > bridged) texts.push_back({across, across});
        texts.back().to = across + 1;
    }
    return texts;
}

std::vector<Strip> strips_of(const std::vector<GridLine>& lines, const std::vector<GridLine>& crossing,
                             const cv::Mat& ink, const Kind& kind, double dpi) {
    std::vector<Strip> strips;
    const int inset = static_cast<int>(corner * dpi), bridged = static_cast<int>(kind.bridged * dpi);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        Strip strip{
            static_cast<int>(lines[i].position) + inset, static_cast<int>(lines[i + 1].position) - inset, {}, {}};
        for (std::size_t k = 0; k + 1 < crossing.size(); ++k) {
            const Extent along{static_cast<int>(crossing[k].position) + inset,
                               static_cast<int>(crossing[k + 1].position) - inset};
            strip.bands.push_back(texts_in(ink, strip, along.from, along.to, lines[i], bridged));
            strip.along.push_back(along);
        }
        strips.push_back(std::move(strip));
    }
    return strips;
}

/// Of each band, over all strips: the median size of its texts.
std::vector<int> usual_sizes(const std::vector<Strip>& strips) {
    std::vector<int> usual;
    for (std::size_t k = 0; k < strips.front().bands.size(); ++k) {
        std::vector<int> sizes;
        for (const Strip& strip : strips) {
            for (const Extent& text : strip.bands[k]) sizes.push_back(text.size());
        }
        const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
        if (!sizes.empty()) std::nth_element(sizes.begin(), middle, sizes.end());
        usual.push_back(sizes.empty() ? 0 : *middle);
    }
    return usual;
}

enum class Says { nothing, shows, denies };

/// The texts beside a place; null where there is none.
struct Neighbours {
    const Extent *before = nullptr, *across = nullptr, *after = nullptr;
};

Neighbours beside(const Texts& texts, int at) {
    Neighbours found;
    for (const Extent& text : texts) {
        if (text.from <= at && at < text.to) found.across = &text;
        if (text.to <= at) found.before = &text;
        if (text.from > at && !found.after) found.after = &text;
    }
    return found;
}

Says ask(const Neighbours& texts, int usual, const Kind& kind, double dpi) {
    if (texts.across) return Says::denies;
    if (!texts.before || !texts.after) return Says::nothing;
    if (texts.after->from - texts.before->to < kind.gutter * dpi) return Says::denies;
    if (!kind.lines) return Says::shows;
    // Below a header's last words a number may stand.
    const int least = std::min(texts.before->size(), texts.after->size());
    return least >= least_height * dpi && least <= as_tall * usual ? Says::shows : Says::nothing;
}

/// What the bands of a strip say about a boundary at one place.
struct Poll {
    int bands = 0, shown = 0, denied = 0;
    int between_numbers = 0;  ///< of those that show it: a number on either side
    int below = 0;            ///< bands after the first of these, and how many of them deny it
    int denied_below = 0;
    bool beside_one_line = false;  ///< the band before the first with a number holds a single line: one label
    bool across_number = false;    ///< a number stands there
};

Poll ask_all(const Strip& strip, int at, const std::vector<int>& usual, const Kind& kind, const GridText& text,
             double dpi) {
    Poll poll;
    bool numbers = false;
    for (std::size_t k = 0; k < strip.bands.size(); ++k) {
        if (strip.bands[k].empty()) continue;
        const auto is_number = [&](const Extent& part) {
            const Extent& along = strip.along[k];
            const double a0 = along.from, a1 = along.to, c0 = part.from, c1 = part.to;
            return text.is_number(kind.lines ? Rect{a0, c0, a1, c1} : Rect{c0, a0, c1, a1});
        };
        const Neighbours texts = beside(strip.bands[k], at);
        const Says says = ask(texts, usual[k], kind, dpi);
        const bool shows = says == Says::shows;
        if (poll.between_numbers > 0) {
            ++poll.below;
            poll.denied_below += says == Says::denies ? 1 : 0;
        }
        ++poll.bands;
        poll.shown += shows ? 1 : 0;
        poll.denied += says == Says::denies ? 1 : 0;
        const bool between = shows && is_number(*texts.before) && is_number(*texts.after);
        const bool first_numbers = !numbers && std::ranges::any_of(strip.bands[k], is_number);
        if (first_numbers) poll.beside_one_line = k > 0 && strip.bands[k - 1].size() == 1;
        numbers = numbers || first_numbers;
        poll.between_numbers += between ? 1 : 0;
        poll.across_number = poll.across_number || (texts.across && is_number(*texts.across));
    }
    return poll;
}

/// 0 where the texts show no boundary.
/// @param two  the strip is as wide as two of its neighbours: numbers on both sides in one or two bands will do, and
///             headings above them may be what they like; below them, labels with brackets are no numbers
double score(const Poll& poll, bool two, const Kind& kind) {
    // Two rows have a label each; a number of one row may be broken over two lines.
    if (kind.lines && poll.beside_one_line) return 0;
    const bool labels = !kind.lines && poll.denied_below > denying * poll.below;
    if (two && poll.between_numbers >= kind.numbers_of_two && !poll.across_number && !labels)
        return poll.between_numbers;
    if (poll.shown < least_showing || poll.between_numbers < kind.numbers) return 0;
    if (poll.shown < showing * poll.bands || poll.denied > denying * poll.bands) return 0;
    return static_cast<double>(poll.shown - poll.denied) / poll.bands;
}

bool is_two(const std::vector<Strip>& strips, std::size_t which) {
    if (strips.size() < many) return false;
    std::vector<int> widths;
    for (const Strip& strip : strips) widths.push_back(strip.last - strip.first);
    const double width = widths[which], usual = median(widths);
    return width > two_from * usual && width < two_to * usual;
}

/// How far the middle half of the values lies apart.
int spread(std::vector<int> values) {
    std::sort(values.begin(), values.end());
    return values[3 * values.size() / 4] - values[values.size() / 4];
}

/// Where in the gutter [first, last] the boundary is: texts keep from it what they keep from the known ones on the same
/// side, on the one to which they are aligned.
double place_in_gutter(const Strip& strip, int first, int last) {
    std::vector<int> from_left, from_right;
    const int at = (first + last) / 2;
    for (const Texts& texts : strip.bands) {
        const auto after = std::find_if(texts.begin(), texts.end(), [&](const Extent& t) { return t.from > at; });
        if (after == texts.begin() || after == texts.end()) continue;
        from_left.push_back(after->from - (texts.front().from - strip.first));
        from_right.push_back((after - 1)->to + (strip.last - texts.back().to));
    }
    if (from_left.empty()) return at;
    std::vector<int>& aligned = spread(from_left) < spread(from_right) ? from_left : from_right;
    return std::clamp(median(aligned), first, last);
}

/// @param ink  characters, turned so that the lines run along its rows
std::vector<GridLine> shown_by_text(const std::vector<GridLine>& lines, const std::vector<GridLine>& crossing,
                                    const cv::Mat& ink, const Kind& kind, double dpi, const GridText& text) {
    std::vector<GridLine> found;
    const std::vector<Strip> strips = strips_of(lines, crossing, ink, kind, dpi);
    const std::vector<int> usual = usual_sizes(strips);
    const int side = static_cast<int>((narrowest - corner) * dpi);
    for (std::size_t i = 0; i < strips.size(); ++i) {
        const bool two = is_two(strips, i);
        double most = 0;
        int first = 0, last = -1;
        for (int at = strips[i].first + side; at < strips[i].last - side; ++at) {
            const double here = score(ask_all(strips[i], at, usual, kind, text, dpi), two, kind);
            if (here <= 0 || here < most) continue;
            if (here > most || at > last + 1) first = at;
            most = here;
            last = at;
        }
        if (most <= 0) continue;
        GridLine line{
            {}, place_in_gutter(strips[i], first, last), lines[i].tilt, lines[i].middle, std::max(1.0, 0.005 * dpi)};
        line.shown_by = ShownBy::text;
        found.push_back(line);
    }
    return found;
}

bool add(std::vector<GridLine>& lines, const std::vector<GridLine>& more) {
    lines.insert(lines.end(), more.begin(), more.end());
    std::sort(lines.begin(), lines.end(), [](const GridLine& a, const GridLine& b) { return a.position < b.position; });
    return !more.empty();
}

}  // namespace

bool add_lines_shown_by_text(Grid& grid, const cv::Mat& ink, double dpi) {
    const cv::Mat upright = characters(ink, grid.box, dpi);
    cv::Mat turned;
    cv::transpose(upright, turned);
    const GridText text(grid, ink, dpi);
    bool any = false;
    // Columns first: numbers beside each other hide the gaps between rows less. Of several that are missing between two
    // known ones, each round finds one.
    while (add(grid.columns, shown_by_text(grid.columns, grid.rows, turned, between_columns, dpi, text))) any = true;
    while (add(grid.rows, shown_by_text(grid.rows, grid.columns, upright, between_rows, dpi, text))) any = true;
    return any;
}

}  // namespace nianbao::layout
