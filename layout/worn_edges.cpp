// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/worn_edges.h"

#include <algorithm>

namespace nianbao::layout {
namespace {

constexpr double mostly = 0.5, nearly_all = 0.7;  // shares of a line's edges

template <class Value>
std::vector<Value> column(const std::vector<std::vector<Value>>& rows, std::size_t c) {
    std::vector<Value> values;
    for (const auto& row : rows) values.push_back(row[c]);
    return values;
}

/// Share of a line's edges that are drawn, of those on which no text stands.
double shown(const std::vector<double>& scores, const std::vector<TextSays>& says) {
    double seen = 0, open = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (says[i] == TextSays::across) continue;
        seen += scores[i] >= drawn ? 1 : 0;
        ++open;
    }
    return open > 0 ? seen / open : 0;
}

/// Whether a line is there, all its edges taken together: most are drawn, or nearly all have text apart on both sides
/// and not a few have crumbs.
bool is_line(const std::vector<double>& scores, const std::vector<TextSays>& says, const std::vector<double>& spread,
             double drawn_share) {
    constexpr double apart_share = 0.7, crumbs_share = 0.3;
    constexpr int few = 3;
    if (shown(scores, says) >= drawn_share) return true;
    int seen = 0, apart = 0, close = 0, crumbs = 0;
    for (std::size_t i = 0; i < says.size(); ++i) {
        if (says[i] == TextSays::across) continue;
        ++seen;
        apart += says[i] == TextSays::apart ? 1 : 0;
        close += says[i] == TextSays::close ? 1 : 0;
        crumbs += spread[i] > 0 ? 1 : 0;
    }
    return apart >= few && apart >= apart_share * (apart + close) && crumbs >= crumbs_share * seen;
}

/// In a worn table, two numbers beside each other with clear paper between them are no single one where the rule is
/// seen above and below.
void part_columns(Edges& edges, const Edges& spread, const TextEvidence& text) {
    const std::size_t rows = edges.right.size(), columns = edges.right.front().size();
    for (std::size_t c = 0; c + 1 < columns; ++c) {
        const std::vector<double> scores = column(edges.right, c);
        const std::vector<TextSays> says = column(text.right, c);
        if (!is_line(scores, says, column(spread.right, c), mostly)) continue;
        for (std::size_t r = 0; r < rows; ++r) {
            if (says[r] == TextSays::apart) edges.right[r][c] = std::max(drawn, scores[r]);
        }
    }
}

/// Lines of one label lie above each other, too: rows are parted only in columns that have nearly all their rules, as
/// those of numbers have, and by a rule of which nearly all is there.
void part_rows(Edges& edges, const Edges& spread, const TextEvidence& text) {
    const std::size_t rows = edges.below.size(), columns = edges.below.front().size();
    const Edges before = edges;
    for (std::size_t r = 0; r + 1 < rows; ++r) {
        if (!is_line(before.below[r], text.below[r], spread.below[r], nearly_all)) continue;
        for (std::size_t c = 0; c < columns; ++c) {
            if (text.below[r][c] != TextSays::apart) continue;
            if (shown(column(before.below, c), column(text.below, c)) < nearly_all) continue;
            edges.below[r][c] = std::max(drawn, edges.below[r][c]);
        }
    }
}

/// A rule that most of its line shows is there where it is nearly gone, too.
void believe_lines(Edges& edges, const Edges& spread, const TextEvidence& text) {
    constexpr double crumbs = 0.3;
    const std::size_t rows = edges.below.size(), columns = edges.below.front().size();
    const auto believe = [&](const std::vector<double*>& scores, const std::vector<TextSays>& says,
                             const std::vector<double>& held) {
        std::vector<double> values;
        for (const double* score : scores) values.push_back(*score);
        if (shown(values, says) < mostly) return;
        for (std::size_t i = 0; i < scores.size(); ++i) {
            const bool strokes = says[i] == TextSays::across || says[i] == TextSays::close;
            if (strokes || says[i] == TextSays::dust) continue;
            if (held[i] > crumbs) *scores[i] = std::max(*scores[i], drawn);
        }
    };
    for (std::size_t r = 0; r + 1 < rows; ++r) {
        std::vector<double*> line;
        for (double& score : edges.below[r]) line.push_back(&score);
        believe(line, text.below[r], spread.below[r]);
    }
    for (std::size_t c = 0; c + 1 < columns; ++c) {
        std::vector<double*> line;
        for (std::size_t r = 0; r < rows; ++r) line.push_back(&edges.right[r][c]);
        believe(line, column(text.right, c), column(spread.right, c));
    }
}

/// A row's boundary that is drawn in many columns but for one or two, between others and with no text across, is there
/// in these, too. What spans rows stands at a table's sides: the labels of groups, headings over no others.
void close_gaps(Edges& edges, const TextEvidence& text) {
    constexpr std::ptrdiff_t many = 8;
    constexpr double nearly = 0.8;
    constexpr std::size_t widest_gap = 2;
    for (std::size_t r = 0; r + 1 < edges.below.size(); ++r) {
        std::vector<double>& line = edges.below[r];
        const auto is_drawn = [](double score) { return score >= drawn; };
        const auto seen = std::ranges::count_if(line, is_drawn);
        if (seen < many || static_cast<double>(seen) < nearly * static_cast<double>(line.size())) continue;
        for (std::size_t from = 1; from + 1 < line.size(); ++from) {
            if (is_drawn(line[from]) || !is_drawn(line[from - 1])) continue;
            std::size_t to = from;
            while (to < line.size() && !is_drawn(line[to])) ++to;
            const auto says = text.below[r].begin();
            const bool open =
                std::none_of(says + static_cast<std::ptrdiff_t>(from), says + static_cast<std::ptrdiff_t>(to),
                             [](TextSays here) { return here == TextSays::across || here == TextSays::close; });
            if (to == line.size() || to - from > widest_gap || !open) continue;
            for (std::size_t c = from; c < to; ++c) line[c] = drawn;
        }
    }
}

/// A line of which some pieces were found, and on either side of which text stands apart nearly everywhere.
bool parts_nearly_all(const std::vector<TextSays>& says) {
    constexpr std::ptrdiff_t enough = 5;
    const auto apart = std::count(says.begin(), says.end(), TextSays::apart);
    const auto against =
        std::count(says.begin(), says.end(), TextSays::across) + std::count(says.begin(), says.end(), TextSays::close);
    return apart >= enough && apart >= nearly_all * static_cast<double>(apart + against) &&
           2 * apart >= static_cast<std::ptrdiff_t>(says.size());
}

/// Raises the scores of one boundary's edges: where text is apart, and, of a boundary that nothing but text shows,
/// between such edges where nothing speaks against it, as beside a blank cell. Where a rule is drawn elsewhere, it is
/// missing from a spanning cell.
void draw_where_apart(const std::vector<double*>& scores, const std::vector<TextSays>& says, const GridLine& line) {
    constexpr std::ptrdiff_t near = 2;  // edges
    const auto size = static_cast<std::ptrdiff_t>(says.size());
    const auto apart_in = [&](std::ptrdiff_t from, std::ptrdiff_t to) {
        const auto first = says.begin() + std::clamp<std::ptrdiff_t>(from, 0, size);
        const auto last = says.begin() + std::clamp<std::ptrdiff_t>(to, 0, size);
        return std::find(first, last, TextSays::apart) != last;
    };
    for (std::ptrdiff_t i = 0; i < size; ++i) {
        const TextSays here = says[static_cast<std::size_t>(i)];
        const bool open = line.shown_by == ShownBy::text && (here == TextSays::nothing || here == TextSays::dust);
        const bool between = apart_in(i - near, i) && (i + 1 == size || apart_in(i + 1, i + 1 + near));
        double& score = *scores[static_cast<std::size_t>(i)];
        if (here == TextSays::apart || (open && between)) score = std::max(score, drawn);
    }
}

}  // namespace

void draw_lines_of_text(Edges& edges, const Grid& grid, const TextEvidence& text) {
    const std::size_t rows = edges.below.size(), columns = edges.below.front().size();
    for (std::size_t c = 0; c + 1 < columns; ++c) {
        const std::vector<TextSays> says = column(text.right, c);
        if (grid.columns[c + 1].shown_by != ShownBy::text && !parts_nearly_all(says)) continue;
        std::vector<double*> scores;
        for (std::size_t r = 0; r < rows; ++r) scores.push_back(&edges.right[r][c]);
        draw_where_apart(scores, says, grid.columns[c + 1]);
    }
    for (std::size_t r = 0; r + 1 < rows; ++r) {
        if (grid.rows[r + 1].shown_by != ShownBy::text && !parts_nearly_all(text.below[r])) continue;
        std::vector<double*> scores;
        for (double& score : edges.below[r]) scores.push_back(&score);
        draw_where_apart(scores, text.below[r], grid.rows[r + 1]);
    }
}

void complete_lines(Edges& edges, const Edges& spread, const TextEvidence& text) {
    believe_lines(edges, spread, text);
    part_columns(edges, spread, text);
    part_rows(edges, spread, text);
    believe_lines(edges, spread, text);  // those that text has completed
    close_gaps(edges, text);
}

}  // namespace nianbao::layout
