// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/grid_edges.h"

#include <algorithm>
#include <cmath>

#include "layout/grid_text.h"
#include "layout/lent_edges.h"
#include "layout/lone_strokes.h"
#include "layout/number_pairs.h"
#include "layout/worn_edges.h"

namespace nianbao::layout {
namespace {

/// Share of [from, to] that the line's rules cover.
double covered(const GridLine& line, double from, double to) {
    double sum = 0, reached = from;
    for (const Rule& rule : line.rules) {
        const double a = std::max(reached, rule.along0);
        const double b = std::min(to, rule.along1);
        if (b > a) sum += b - a;
        reached = std::max(reached, std::min(to, rule.along1));
    }
    return to > from ? sum / (to - from) : 0;
}

/// A worn rule leaves pieces too short to be found as rules: look for a thin track of ink with clean paper beside it.
/// @param beside  pixels: how far from the line to look instead
double traced(const GridLine& line, const cv::Mat& ink, Direction direction, double from, double to, double dpi,
              int beside = 0) {
    const int half = std::max(1, static_cast<int>(std::lround(line.thickness / 2 + 0.004 * dpi)));
    const int clear = half + std::max(2, static_cast<int>(0.01 * dpi));
    int on_track = 0, total = 0;
    for (int along = static_cast<int>(from); along < static_cast<int>(to); ++along, ++total) {
        const int centre = static_cast<int>(std::lround(line.across(along))) + beside;
        bool on = false;
        for (int d = -half; d <= half && !on; ++d) on = has_ink(ink, direction, along, centre + d);
        if (on && !has_ink(ink, direction, along, centre - clear) && !has_ink(ink, direction, along, centre + clear))
            ++on_track;
    }
    return total > 0 ? static_cast<double>(on_track) / total : 0;
}

/// Share of the edge's parts that hold a piece of rule or a crumb of one: dust lies in one place, what is left of a
/// rule in many. Where as much lies beside the line, as of a dithered ground, it is dust all the same.
double spread(const GridLine& line, const cv::Mat& ink, Direction direction, double a, double b, double dpi) {
    constexpr int parts = 8;
    constexpr double beyond_end = 0.09;  // inches
    const double margin = std::min(0.02 * dpi, 0.1 * (b - a)), step = (b - a - 2 * margin) / parts;
    const int aside = std::max(3, static_cast<int>(std::lround(0.03 * dpi)));
    // What a rule of the next row has beyond its end is no crumb of this one.
    const auto of_next_row = [&](double from, double to) {
        return std::ranges::any_of(line.rules, [&](const Rule& rule) {
            const double inside = std::min(b, rule.along1) - std::max(a, rule.along0);
            const bool here = rule.along0 < to && rule.along1 > from;
            return here && inside < std::min(0.35 * (b - a), beyond_end * dpi) && rule.length() > 2 * inside;
        });
    };
    int held = 0;
    for (int i = 0; i < parts; ++i) {
        const double from = a + margin + i * step;
        if (covered(line, from, from + step) > 0 && !of_next_row(from, from + step)) {
            ++held;
            continue;
        }
        const auto crumbs = [&](int beside) {
            return traced(line, ink, direction, from, from + step, dpi, beside) > 0;
        };
        const bool own = !of_next_row(from, from + step) && crumbs(0);
        held += own && !(crumbs(-aside) && crumbs(+aside)) ? 1 : 0;
    }
    return static_cast<double>(held) / parts;
}

/// Whether a piece that covers most of the edge goes on well beyond one of its ends: the rule is worn at the other end.
bool goes_on(const GridLine& line, double a, double b, double dpi) {
    return std::any_of(line.rules.begin(), line.rules.end(), [&](const Rule& rule) {
        const double shared = std::min(b, rule.along1) - std::max(a, rule.along0);
        return shared > drawn * (b - a) && (rule.along0 < a - 0.1 * dpi || rule.along1 > b + 0.1 * dpi);
    });
}

/// How surely the edge [a, b] of a grid line is drawn. Both ends must be: a stroke of a character in a spanning cell
/// may cover most of a short edge but does not touch the rules at its ends.
/// @param slack  by how much the whole may be surer than its ends: more where rules are worn
double edge_score(const GridLine& line, const cv::Mat& ink, Direction direction, double a, double b, double dpi,
                  double slack) {
    if (line.rules.empty()) return 0;
    const double margin = std::min(0.02 * dpi, 0.1 * (b - a));
    const double from = a + margin, to = b - margin, zone = (to - from) / 5;
    const double sure = covered(line, from, to);
    if (sure >= 0.95) return sure;
    if (sure > drawn && goes_on(line, a, b, dpi)) return sure;
    const auto score = [&](double p, double q) {
        return std::max(covered(line, p, q), traced(line, ink, direction, p, q, dpi));
    };
    const double ends = std::min(score(from, from + zone), score(to - zone, to));
    return std::min(score(from, to), ends + slack);
}

template <class Measure>
Edges measure_edges(const Grid& grid, Measure measure) {
    const std::size_t rows = grid.rows.size() - 1, columns = grid.columns.size() - 1;
    Edges edges{std::vector(rows, std::vector<double>(columns, 1)), std::vector(rows, std::vector<double>(columns, 1))};
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            if (r + 1 < rows) {
                const GridLine& line = grid.rows[r + 1];
                edges.below[r][c] = measure(line, Direction::horizontal, grid.columns[c].across(line.position),
                                            grid.columns[c + 1].across(line.position));
            }
            if (c + 1 < columns) {
                const GridLine& line = grid.columns[c + 1];
                edges.right[r][c] = measure(line, Direction::vertical, grid.rows[r].across(line.position),
                                            grid.rows[r + 1].across(line.position));
            }
        }
    }
    return edges;
}

Edges score_edges(const Grid& grid, const cv::Mat& ink, double dpi, double slack) {
    return measure_edges(grid, [&](const GridLine& line, Direction direction, double from, double to) {
        return edge_score(line, ink, direction, from, to, dpi, slack);
    });
}

Edges spread_of_edges(const Grid& grid, const cv::Mat& ink, double dpi) {
    return measure_edges(grid, [&](const GridLine& line, Direction direction, double from, double to) {
        return spread(line, ink, direction, from, to, dpi);
    });
}

TextEvidence ask_text(const Grid& grid, const GridText& text) {
    const std::size_t rows = grid.rows.size() - 1, columns = grid.columns.size() - 1;
    TextEvidence evidence{std::vector(rows, std::vector(columns, TextSays::nothing)),
                          std::vector(rows, std::vector(columns, TextSays::nothing))};
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            if (r + 1 < rows) {
                const GridLine& line = grid.rows[r + 1];
                const double left = grid.columns[c].across(line.position);
                const double right = grid.columns[c + 1].across(line.position), x = (left + right) / 2;
                evidence.below[r][c] = text.about(line, Direction::horizontal, left, right, grid.rows[r].across(x),
                                                  grid.rows[r + 2].across(x));
            }
            if (c + 1 < columns) {
                const GridLine& line = grid.columns[c + 1];
                const double top = grid.rows[r].across(line.position);
                const double bottom = grid.rows[r + 1].across(line.position), y = (top + bottom) / 2;
                evidence.right[r][c] = text.about(line, Direction::vertical, top, bottom, grid.columns[c].across(y),
                                                  grid.columns[c + 2].across(y));
            }
        }
    }
    return evidence;
}

/// Where a stroke could be taken for what is left of a rule, the stricter scores count.
Edges surest(Edges edges, const Edges& strict, const TextEvidence& text) {
    for (std::size_t r = 0; r < edges.below.size(); ++r) {
        for (std::size_t c = 0; c < edges.below[r].size(); ++c) {
            if (text.below[r][c] == TextSays::close) edges.below[r][c] = strict.below[r][c];
            if (text.right[r][c] == TextSays::close) edges.right[r][c] = strict.right[r][c];
        }
    }
    return edges;
}

/// Shares of the edges that solid rules cover.
Edges solid_edges(const Grid& grid) {
    return measure_edges(grid, [&](const GridLine& line, Direction, double from, double to) {
        GridLine solid = line;
        std::erase_if(solid.rules, [](const Rule& rule) { return rule.worn; });
        return covered(solid, from, to);
    });
}

/// No rule runs through characters: what looks like one is their strokes, unless it is whole. Among dust crumbs mean
/// nothing.
void leave_out_strokes(Edges& edges, const Edges& solid, const TextEvidence& text) {
    constexpr double whole = 0.9;
    const auto leave_out = [](std::vector<double>& scores, const std::vector<double>& sure,
                              const std::vector<TextSays>& says) {
        for (std::size_t i = 0; i < scores.size(); ++i) {
            if (says[i] == TextSays::across && sure[i] < whole) scores[i] = 0;
            if (says[i] == TextSays::dust && sure[i] < drawn) scores[i] = 0;
        }
    };
    for (std::size_t r = 0; r < edges.below.size(); ++r) {
        leave_out(edges.below[r], solid.below[r], text.below[r]);
        leave_out(edges.right[r], solid.right[r], text.right[r]);
    }
}

/// Whether much of the grid was put together from crumbs, or several of its edges are far from whole. Where text is
/// close, a stroke may be taken for what is left of a rule.
bool is_worn(const Grid& grid, const Edges& edges, const TextEvidence& text) {
    constexpr double absent = 0.05, whole = 0.8, much = 0.1;
    double crumbs = 0, length = 0;
    for (const Rule& rule : grid.rules) {
        (rule.worn ? crumbs : length) += rule.length();
    }
    if (crumbs > much * (crumbs + length)) return true;
    std::vector<double> present;
    const auto add = [&](const std::vector<double>& scores, const std::vector<TextSays>& says) {
        for (std::size_t i = 0; i < scores.size(); ++i) {
            if (scores[i] > absent && says[i] != TextSays::close) present.push_back(scores[i]);
        }
    };
    for (std::size_t r = 0; r < edges.below.size(); ++r) {
        add(edges.below[r], text.below[r]);
        add(edges.right[r], text.right[r]);
    }
    if (present.empty()) return false;
    const auto least = present.begin() + static_cast<std::ptrdiff_t>(present.size() / 25);
    std::nth_element(present.begin(), least, present.end());
    return *least < whole;
}

}  // namespace

Edges find_edges(Grid& grid, const cv::Mat& ink, double dpi) {
    const GridText characters(grid, ink, dpi);
    TextEvidence text = ask_text(grid, characters);
    const Edges solid = solid_edges(grid);
    Edges edges = score_edges(grid, ink, dpi, 0.1);
    leave_out_strokes(edges, solid, text);
    grid.worn = grid.worn || is_worn(grid, edges, text);
    if (grid.worn) {
        edges = surest(score_edges(grid, ink, dpi, 0.3), edges, text);
        leave_out_strokes(edges, solid, text);
        mark_lone_strokes(text, edges, grid, ink, dpi);
        leave_out_strokes(edges, solid, text);
        const Edges spread = spread_of_edges(grid, ink, dpi);
        complete_lines(edges, spread, text);
        draw_lines_of_text(edges, grid, text);
    }
    leave_out_crossed_strokes(edges, grid, ink, dpi);
    draw_lent_columns(edges, grid, text);
    part_numbers(edges, grid, text, characters, dpi);
    return edges;
}

}  // namespace nianbao::layout
