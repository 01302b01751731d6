// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/grid_cells.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "layout/union_find.h"

namespace nianbao::layout {
namespace {

constexpr double drawn_if_worn = 0.25;
constexpr double drawn = 0.5;  // an edge is drawn when this share of it is; real ones score above 0.9, absent ones 0

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

bool has_ink(const cv::Mat& ink, Direction direction, int along, int across) {
    const int x = direction == Direction::horizontal ? along : across;
    const int y = direction == Direction::horizontal ? across : along;
    return x >= 0 && y >= 0 && x < ink.cols && y < ink.rows && ink.at<uchar>(y, x) != 0;
}

/// A worn rule leaves pieces too short to be found as rules: look for a thin track of ink with clean paper beside it.
double traced(const GridLine& line, const cv::Mat& ink, Direction direction, double from, double to, double dpi) {
    const int half = std::max(1, static_cast<int>(std::lround(line.thickness / 2 + 0.004 * dpi)));
    const int clear = half + std::max(2, static_cast<int>(0.01 * dpi));
    int on_track = 0, total = 0;
    for (int along = static_cast<int>(from); along < static_cast<int>(to); ++along, ++total) {
        const int centre = static_cast<int>(std::lround(line.across(along)));
        bool on = false;
        for (int d = -half; d <= half && !on; ++d) on = has_ink(ink, direction, along, centre + d);
        if (on && !has_ink(ink, direction, along, centre - clear) && !has_ink(ink, direction, along, centre + clear))
            ++on_track;
    }
    return total > 0 ? static_cast<double>(on_track) / total : 0;
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

struct Edges {
    // below[r][c]: the edge under cell (r, c); right[r][c]: the edge right of it. Scores 0..1.
    std::vector<std::vector<double>> below, right;
};

Edges score_edges(const Grid& grid, const cv::Mat& ink, double dpi, double slack) {
    const std::size_t rows = grid.rows.size() - 1, columns = grid.columns.size() - 1;
    Edges edges{std::vector(rows, std::vector<double>(columns, 1)), std::vector(rows, std::vector<double>(columns, 1))};
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            if (r + 1 < rows) {
                const double at = grid.rows[r + 1].position;
                edges.below[r][c] = edge_score(grid.rows[r + 1], ink, Direction::horizontal, grid.columns[c].across(at),
                                               grid.columns[c + 1].across(at), dpi, slack);
            }
            if (c + 1 < columns) {
                const double at = grid.columns[c + 1].position;
                edges.right[r][c] = edge_score(grid.columns[c + 1], ink, Direction::vertical, grid.rows[r].across(at),
                                               grid.rows[r + 1].across(at), dpi, slack);
            }
        }
    }
    return edges;
}

/// Whether much of the grid was put together from crumbs, or many of its edges are far from whole.
bool is_worn(const Grid& grid, const Edges& edges) {
    constexpr double absent = 0.12, whole = 0.8, much = 0.1;
    double crumbs = 0, length = 0;
    for (const Rule& rule : grid.rules) {
        (rule.worn ? crumbs : length) += rule.length();
    }
    if (crumbs > much * (crumbs + length)) return true;
    std::vector<double> present;
    for (const auto* side : {&edges.below, &edges.right}) {
        for (const auto& row : *side) {
            std::copy_if(row.begin(), row.end(), std::back_inserter(present), [](double s) { return s > absent; });
        }
    }
    if (present.empty()) return false;
    const auto tenth = present.begin() + static_cast<std::ptrdiff_t>(present.size() / 10);
    std::nth_element(present.begin(), tenth, present.end());
    return *tenth < whole;
}

struct Block {
    int row0 = 1 << 30, column0 = 1 << 30, row1 = -1, column1 = -1, size = 0;
    bool rectangular() const { return size == (row1 - row0 + 1) * (column1 - column0 + 1); }
};

std::map<std::size_t, Block> blocks_of(UnionFind& sets, std::size_t rows, std::size_t columns) {
    std::map<std::size_t, Block> blocks;
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            Block& block = blocks[sets.find(r * columns + c)];
            block.row0 = std::min(block.row0, static_cast<int>(r));
            block.row1 = std::max(block.row1, static_cast<int>(r));
            block.column0 = std::min(block.column0, static_cast<int>(c));
            block.column1 = std::max(block.column1, static_cast<int>(c));
            ++block.size;
        }
    }
    return blocks;
}

/// A rule that most of its line shows is there where it is nearly gone, too.
void believe_lines(Edges& edges, std::size_t rows, std::size_t columns) {
    constexpr double trace = 0.04, shown = 0.5;
    const auto believe = [&](std::vector<double*> line) {
        std::vector<double> scores;
        for (const double* score : line) scores.push_back(*score);
        const auto middle = scores.begin() + static_cast<std::ptrdiff_t>(scores.size() / 2);
        std::nth_element(scores.begin(), middle, scores.end());
        if (*middle < shown) return;
        for (double* score : line) {
            if (*score > trace) *score = std::max(*score, shown);
        }
    };
    for (std::size_t r = 0; r + 1 < rows; ++r) {
        std::vector<double*> line;
        for (double& score : edges.below[r]) line.push_back(&score);
        believe(line);
    }
    for (std::size_t c = 0; c + 1 < columns; ++c) {
        std::vector<double*> line;
        for (std::size_t r = 0; r < rows; ++r) line.push_back(&edges.right[r][c]);
        believe(line);
    }
}

UnionFind unite_undrawn(const Edges& edges, std::size_t rows, std::size_t columns, double threshold) {
    UnionFind sets(rows * columns);
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            if (r + 1 < rows && edges.below[r][c] < threshold) sets.unite(r * columns + c, (r + 1) * columns + c);
            if (c + 1 < columns && edges.right[r][c] < threshold) sets.unite(r * columns + c, r * columns + c + 1);
        }
    }
    return sets;
}

/// Cells must be rectangles. Inside a block that is not one, first believe fainter rules; what still is not a rectangle
/// falls back to unit cells with only its clearly open horizontal neighbours united: text is kept, nothing is
/// swallowed.
void make_rectangular(UnionFind& sets, const Edges& edges, std::size_t rows, std::size_t columns) {
    for (const double threshold : {0.35, 0.2, 0.1}) {
        const auto blocks = blocks_of(sets, rows, columns);
        UnionFind finer = unite_undrawn(edges, rows, columns, threshold);
        UnionFind next(rows * columns);
        for (std::size_t i = 0; i < rows * columns; ++i) {
            UnionFind& source = blocks.at(sets.find(i)).rectangular() ? sets : finer;
            next.unite(source.find(i), i);
        }
        sets = next;
    }
    const auto blocks = blocks_of(sets, rows, columns);
    UnionFind next(rows * columns);
    for (std::size_t i = 0; i < rows * columns; ++i) {
        const std::size_t r = i / columns, c = i % columns;
        if (blocks.at(sets.find(i)).rectangular()) {
            next.unite(sets.find(i), i);
        } else if (c + 1 < columns && edges.right[r][c] < 0.1 && sets.find(i) == sets.find(i + 1)) {
            next.unite(i, i + 1);
        }
    }
    sets = next;
}

double confidence_of(const Edges& edges) {
    double sum = 0, count = 0;
    for (const auto* side : {&edges.below, &edges.right}) {
        for (const auto& row : *side) {
            for (const double score : row) {
                sum += 2 * std::abs(score - 0.5);
                ++count;
            }
        }
    }
    return count > 0 ? sum / count : 0;
}

Rect interior(const Grid& grid, const Block& block, double dpi) {
    const GridLine& left = grid.columns[block.column0];
    const GridLine& right = grid.columns[block.column1 + 1];
    const GridLine& top = grid.rows[block.row0];
    const GridLine& bottom = grid.rows[block.row1 + 1];
    const double x = (left.position + right.position) / 2, y = (top.position + bottom.position) / 2;
    const double inset = 0.003 * dpi;
    return {left.across(y) + left.thickness / 2 + inset, top.across(x) + top.thickness / 2 + inset,
            right.across(y) - right.thickness / 2 - inset, bottom.across(x) - bottom.thickness / 2 - inset};
}

}  // namespace

void fill_cells(Grid& grid, const cv::Mat& ink, double dpi) {
    const std::size_t rows = grid.rows.size() - 1, columns = grid.columns.size() - 1;
    Edges edges = score_edges(grid, ink, dpi, 0.1);
    grid.worn = is_worn(grid, edges);
    if (grid.worn) {
        edges = score_edges(grid, ink, dpi, 0.3);
        believe_lines(edges, rows, columns);
    }
    UnionFind sets = unite_undrawn(edges, rows, columns, grid.worn ? drawn_if_worn : drawn);
    make_rectangular(sets, edges, rows, columns);
    LayoutTable& table = grid.table;
    table.box = grid.box;
    table.rows = static_cast<int>(rows);
    table.columns = static_cast<int>(columns);
    table.confidence = confidence_of(edges);
    for (const auto& [root, block] : blocks_of(sets, rows, columns)) {
        LayoutCell cell;
        cell.row = block.row0;
        cell.column = block.column0;
        cell.row_span = block.row1 - block.row0 + 1;
        cell.column_span = block.column1 - block.column0 + 1;
        cell.box = interior(grid, block, dpi);
        table.cells.push_back(cell);
    }
    std::sort(table.cells.begin(), table.cells.end(), [](const LayoutCell& a, const LayoutCell& b) {
        return a.row != b.row ? a.row < b.row : a.column < b.column;
    });
}

}  // namespace nianbao::layout
