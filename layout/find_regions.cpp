// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/find_regions.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "document/opencv_view.h"
#include "layout/dashes.h"
#include "layout/erase_rules.h"
#include "layout/faint_ink.h"
#include "layout/faint_rules.h"
#include "layout/grid.h"
#include "layout/lost_sides.h"
#include "layout/marks.h"
#include "layout/merged_cells.h"
#include "layout/number_columns.h"
#include "layout/rules.h"
#include "layout/shattered_print.h"
#include "layout/sparse_tables.h"
#include "layout/specks.h"
#include "layout/table_choice.h"
#include "layout/text_blocks.h"
#include "layout/text_lines.h"
#include "layout/wrapped_number.h"

namespace nianbao::layout {
namespace {

constexpr double rough_em_inches = 0.17;  // 12 pt: the usual size of such reports
constexpr double lone_rule = 0.7;         // inches: underlines and header lines are erased, dashes in text are not

cv::Point at(double x, double y) {
    return {static_cast<int>(std::lround(x)), static_cast<int>(std::lround(y))};
}

void show_rules(const CleanPage& page, const Rules& rules, DebugSink& debug) {
    cv::Mat picture;
    cv::cvtColor(view(page.grey), picture, cv::COLOR_GRAY2BGR);
    for (const Rule& rule : rules.horizontal) {
        cv::line(picture, at(rule.along0, rule.across(rule.along0)), at(rule.along1, rule.across(rule.along1)),
                 {0, 0, 255}, 3);
    }
    for (const Rule& rule : rules.vertical) {
        cv::line(picture, at(rule.across(rule.along0), rule.along0), at(rule.across(rule.along1), rule.along1),
                 {255, 0, 0}, 3);
    }
    debug.picture(page.page, "rules", to_raster(picture));
}

void show_layout(const CleanPage& page, const PageLayout& layout, DebugSink& debug) {
    cv::Mat picture;
    cv::cvtColor(view(layout.reading), picture, cv::COLOR_GRAY2BGR);
    const auto frame = [&](const Rect& box, const cv::Scalar& colour, int thickness) {
        cv::rectangle(picture, at(box.x0, box.y0), at(box.x1, box.y1), colour, thickness);
    };
    for (const LayoutTable& table : layout.tables) {
        for (const LayoutCell& cell : table.cells) {
            frame(cell.box, {0, 160, 0}, 2);
            for (const LayoutLine& line : cell.lines) {
                frame(line.box, line.direction == Direction::vertical ? cv::Scalar(255, 0, 255) : cv::Scalar(255, 0, 0),
                      1);
            }
        }
    }
    for (const LayoutBlock& block : layout.blocks) {
        Rect box;
        for (const LayoutLine& line : block.lines) box = united(box, line.box);
        frame(box.inflated(6, 6), block.kind == BlockKind::paragraph ? cv::Scalar(0, 0, 255) : cv::Scalar(0, 200, 255),
              2);
        for (const LayoutLine& line : block.lines) frame(line.box, {200, 120, 0}, 1);
    }
    debug.picture(page.page, "grid", to_raster(picture));
}

/// A box of one cell frames running text, unless it is the one row of a table that found room on its page.
bool is_cut_row(const LayoutTable& table, const cv::Mat& ink) {
    const bool wide = table.box.width() > 0.5 * ink.cols, low = table.box.height() < 0.05 * ink.rows;
    const bool at_edge = table.box.y0 > 0.75 * ink.rows || table.box.y1 < 0.2 * ink.rows;
    return wide && low && at_edge;
}

std::vector<Rule> rules_to_erase(const Rules& rules, const std::vector<Grid>& grids) {
    std::vector<Rule> erased;
    for (const Grid& grid : grids) erased.insert(erased.end(), grid.rules.begin(), grid.rules.end());
    for (const auto* side : {&rules.horizontal, &rules.vertical}) {
        for (const Rule& rule : *side) {
            if (!rule.worn && rule.length() > lone_rule * rules.dpi) erased.push_back(rule);
        }
    }
    return erased;
}

/// Marks by the cell that holds their middle; what stands in no cell of no table is returned.
std::vector<Mark> share_out(const std::vector<Mark>& marks, const std::vector<LayoutTable>& tables,
                            std::vector<std::vector<std::vector<Mark>>>& by_cell) {
    for (const LayoutTable& table : tables) by_cell.emplace_back(table.cells.size());
    std::vector<Mark> outside;
    for (const Mark& mark : marks) {
        const Point middle = mark.box.center();
        bool inside = false;
        for (std::size_t t = 0; t < tables.size() && !inside; ++t) {
            if (!tables[t].box.contains(middle)) continue;
            inside = true;
            for (std::size_t c = 0; c < tables[t].cells.size(); ++c) {
                if (!tables[t].cells[c].box.contains(middle)) continue;
                by_cell[t][c].push_back(mark);
                break;
            }
        }
        if (!inside) outside.push_back(mark);
    }
    return outside;
}

/// A wide table of more cells than it has stands in one of its own: the sheet's edges on a desk, or a border around the
/// page. Strokes in a cell of a real table may look like a small one.
bool is_frame(const LayoutTable& table, const std::vector<LayoutTable>& tables) {
    return std::ranges::any_of(tables, [&](const LayoutTable& other) {
        if (other.cells.size() < 4 || other.cells.size() <= table.cells.size()) return false;
        if (other.box.width() < 0.4 * table.box.width()) return false;
        return std::ranges::any_of(table.cells, [&](const LayoutCell& cell) {
            return intersection(cell.box, other.box).area() > 0.98 * other.box.area();
        });
    });
}

bool is_sealed(const Rect& box, const Raster& seal) {
    if (seal.empty()) return false;
    const cv::Mat mask = view(seal);
    const cv::Rect place = cv::Rect(at(box.x0, box.y0), at(box.x1, box.y1)) & cv::Rect(0, 0, mask.cols, mask.rows);
    return !place.empty() && cv::countNonZero(mask(place)) > 0;
}

bool touches_seal(const LayoutCell& cell, const Raster& seal) {
    return std::any_of(cell.lines.begin(), cell.lines.end(),
                       [&](const LayoutLine& line) { return is_sealed(line.box, seal); });
}

/// A seal's removal may have taken thin strokes along.
void doubt_blanks_under_seal(LayoutTable& table, const Raster& seal) {
    constexpr double doubt = 0.18;
    for (LayoutCell& cell : table.cells) {
        if (cell.lines.empty() && is_sealed(cell.box, seal)) cell.faint_ink = std::max(cell.faint_ink, doubt);
    }
}

cv::Rect pixels_of(const Mark& mark) {
    return {cv::Point(at(mark.box.x0, mark.box.y0)), cv::Point(at(mark.box.x1, mark.box.y1))};
}

Dashes dashes_of(const std::vector<std::vector<Mark>>& marks, double dpi) {
    std::vector<cv::Rect> boxes;
    for (const std::vector<Mark>& of_cell : marks) {
        for (const Mark& mark : of_cell) boxes.push_back(pixels_of(mark));
    }
    return {boxes, dpi};
}

void fill_lines(LayoutTable& table, const std::vector<std::vector<Mark>>& marks, const cv::Mat& ink,
                const cv::Mat& paper, const CleanPage& page, const ShatteredPrint& shattered) {
    const TextSize size = table_text_size(marks, rough_em_inches * page.dpi);
    const Dashes dashes = dashes_of(marks, page.dpi);
    for (std::size_t c = 0; c < table.cells.size(); ++c) {
        LayoutCell& cell = table.cells[c];
        const bool dash =
            std::ranges::any_of(marks[c], [&](const Mark& mark) { return dashes.contains(pixels_of(mark)); });
        cell.lines = cell_lines(marks[c], cell.box, ink, size, dash || shattered.in(cell) ? Dirt::print : Dirt::dust);
        if (cell.lines.size() == 1) cell.lines.front().dash = dash;
        mark_wrapped_lines(cell, page.dpi);
        cell.under_seal = touches_seal(cell, page.seal);
    }
    measure_faint_ink(table, paper, size.em);
    doubt_blanks_under_seal(table, page.seal);
    shattered.doubt_blanks(table, marks);
}

/// Ink that may be rules: all there is on a picture; on a page with a text layer, what is drawn beside the text. No
/// characters are among that: dashes on one line are a rule.
cv::Mat where_rules_are(const CleanPage& page) {
    if (page.graphics.empty()) return with_faint_rules(view(page.ink), view(page.grey), page.dpi);
    return with_dashes_joined(with_faint_rules(view(page.graphics_ink), view(page.graphics), page.dpi), page.dpi);
}

/// By the pixel to which edges are drawn differently where something is drawn over them.
cv::Mat grown(const cv::Mat& mask) {
    cv::Mat out;
    cv::dilate(mask, out, cv::Mat::ones(3, 3, CV_8U));
    return out;
}

std::vector<LentColumns> in_pixels(std::vector<LentColumns> lent, const CleanPage& page) {
    const std::optional<Homography> to_pixels = page.to_page.inverse();
    if (!to_pixels) return {};
    for (LentColumns& of_table : lent) of_table.table = to_pixels->map_bounds(of_table.table);
    return lent;
}

}  // namespace

PageLayout find_regions(const CleanPage& page, const TextLayer* trusted_layer, DebugSink* debug,
                        const std::vector<LentColumns>& lent) {
    PageLayout layout;
    layout.page = page.page;
    layout.reading = page.grey;
    cv::Mat ink = view(page.ink).clone();
    cv::Mat reading = view(layout.reading);

    const cv::Mat lines = where_rules_are(page);
    const Rules rules = find_rules(lines, page.dpi);
    const std::vector<Grid> grids = find_grids(rules, lines, in_pixels(lent, page));
    erase_rules(rules_to_erase(rules, grids), page.dpi, reading, ink);
    for (const Grid& grid : grids) {
        if (grid.worn) erase_between_cells(grid.table, page.dpi, reading, ink);
        if (grid.table.cells.size() >= 2 || is_cut_row(grid.table, ink)) layout.tables.push_back(grid.table);
    }

    std::vector<LayoutTable> tables;
    std::ranges::copy_if(layout.tables, std::back_inserter(tables),
                         [&](const LayoutTable& table) { return !is_frame(table, layout.tables); });
    layout.tables = std::move(tables);

    if (!page.graphics_ink.empty()) ink.setTo(0, grown(view(page.graphics_ink)));
    const ShatteredPrint shattered(lone_specks(ink, page.dpi), layout.tables, ink.size(), page.dpi);
    const std::vector<cv::Rect> dust = shattered.dust(layout.tables);
    paint_over(ink, dust, 0);
    paint_over(reading, dust, 255);
    cv::Mat paper = view(page.grey).clone();
    paint_over(paper, dust, 255);

    std::vector<Mark> marks = marks_of_ink(ink, page.dpi);
    if (trusted_layer) flag_vertical(marks, *trusted_layer, page);
    const std::vector<Word> words = words_of(marks, page.dpi);
    const std::vector<NumberColumns> numbers = number_columns(number_rows(words), words);
    for (LayoutTable& table : layout.tables) {
        for (const NumberColumns& block : numbers) widen_to_numbers(table, block, words, layout.tables, ink.cols);
        part_merged_cells(table, numbers, words, page.dpi);
    }
    add_unruled_tables(numbers, words, layout.tables, page.dpi);
    add_sparse_tables(numbers, words, layout.tables, page.dpi);
    std::vector<std::vector<std::vector<Mark>>> by_cell;
    const std::vector<Mark> outside = share_out(marks, layout.tables, by_cell);
    for (std::size_t t = 0; t < layout.tables.size(); ++t) {
        fill_lines(layout.tables[t], by_cell[t], ink, paper, page, shattered);
    }
    group_blocks(running_lines(outside, rough_em_inches * page.dpi), ink.cols, ink.rows, layout);

    if (debug) {
        show_rules(page, rules, *debug);
        show_layout(page, layout, *debug);
    }
    return layout;
}

}  // namespace nianbao::layout
