// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/sparse_tables.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "layout/cell_order.h"
#include "layout/clear_paper.h"
#include "layout/value_rows.h"

namespace nianbao::layout {
namespace {

// In em of the table's print.
constexpr double least_print = 0.4;
constexpr double heading_gap = 2.6;  // paper between two lines of headings, or between headings and numbers
constexpr double row_gap = 3.2;      // paper between two rows
constexpr double widest_heading = 11;
constexpr double between_headings = 1.2;  // paper; between the words of one there is less
constexpr double beside = 0.5;
constexpr double margin = 0.15;  // above and below a table
// Fewer values need a title over their headings to be a table.
constexpr std::size_t enough_values = 3;

/// Rows with the same headings.
struct Block {
    std::vector<ValueRow> rows;
    std::vector<Rect> columns;       ///< extents of the values
    std::vector<Word> headings;      ///< over labels and values
    std::vector<Word> title;         ///< over all of them: one line in the middle
    std::vector<double> boundaries;  ///< x; one more than there are columns, labels included
    double top = 0;
    double em() const { return rows.front().digit() / 0.7; }
    double label_end() const { return boundaries[1]; }
};

bool is_print(const Word& word, double em) {
    return !word.thin && word.box.height() > least_print * em;
}

std::size_t values_of(const Block& block) {
    std::size_t count = 0;
    for (const ValueRow& row : block.rows) count += row.values.size();
    return count;
}

/// Whether nothing but a label's lines stands between two rows, and their values are in the same columns.
bool goes_on(const Block& block, const ValueRow& row, const std::vector<Word>& words) {
    const ValueRow& last = block.rows.back();
    const double em = block.em();
    if (row.top - last.bottom > row_gap * em || std::abs(row.digit() - last.digit()) > 0.3 * last.digit()) return false;
    const auto in_column = [&](const Rect& value) {
        return std::ranges::any_of(last.values, [&](const Rect& above) {
            return std::abs(above.center().x - value.center().x) < std::max({em, above.width(), value.width()});
        });
    };
    if (row.values.size() != last.values.size() || !std::ranges::all_of(row.values, in_column)) return false;
    const double first = std::min(row.values.front().x0, last.values.front().x0) - beside * em;
    return std::ranges::none_of(words, [&](const Word& word) {
        return is_print(word, em) && word.box.y0 > last.bottom && word.box.y1 < row.top && word.box.x1 > first;
    });
}

std::vector<Block> blocks_of(const std::vector<ValueRow>& rows, const std::vector<Word>& words) {
    std::vector<Block> blocks;
    for (const ValueRow& row : rows) {
        if (blocks.empty() || !goes_on(blocks.back(), row, words)) blocks.emplace_back();
        Block& block = blocks.back();
        if (block.rows.empty()) block.columns = row.values;
        for (std::size_t c = 0; c < row.values.size(); ++c) {
            block.columns[c] = united(block.columns[c], row.values[c]);
        }
        block.rows.push_back(row);
    }
    return blocks;
}

/// From the first row upwards to `from`, to text that is wider than a heading, or to blank paper: lines between which
/// paper is clear across the page, the lowest first.
std::vector<std::vector<Word>> lines_over(const Block& block, double from, const std::vector<Word>& words) {
    const double em = block.em();
    std::vector<Word> above;
    for (const Word& word : words) {
        if (is_print(word, em) && word.box.center().y < block.rows.front().top && word.box.y0 > from)
            above.push_back(word);
    }
    std::ranges::sort(above, {}, [](const Word& word) { return -word.box.y1; });
    std::vector<std::vector<Word>> lines;
    double top = block.rows.front().top;
    for (const Word& word : above) {
        if (top - word.box.y1 > heading_gap * em || word.box.width() > widest_heading * em) break;
        if (lines.empty() || word.box.y1 < top) lines.emplace_back();
        lines.back().push_back(word);
        top = std::min(top, word.box.y0);
    }
    return lines;
}

/// Labels may have lines above and below their numbers' line.
double label_end(const Block& block, const std::vector<Word>& words) {
    double end = 0;
    for (const ValueRow& row : block.rows) {
        end = std::max(end, row.label.x1);
        for (const Word& word : words) {
            const bool near = word.box.y1 > row.top - 1.5 * block.em() && word.box.y0 < row.bottom + 1.5 * block.em();
            const bool line = is_print(word, block.em()) && near && word.box.x1 < block.columns.front().x0;
            const bool below =
                horizontal_overlap(word.box, row.label) > 0.3 * std::min(word.box.width(), row.label.width());
            if (line && below) end = std::max(end, word.box.x1);
        }
    }
    return end;
}

/// One run of words in the middle of the table.
bool is_title(const std::vector<Word>& line, double left, double right, double em) {
    constexpr double off_middle = 0.1;  // of the table's width
    std::vector<Word> words = line;
    std::ranges::sort(words, {}, [](const Word& word) { return word.box.x0; });
    Rect whole = words.front().box;
    for (const Word& word : words) {
        if (word.box.x0 - whole.x1 > between_headings * em) return false;
        whole = united(whole, word.box);
    }
    return whole.width() < widest_heading * em &&
           std::abs(whole.center().x - (left + right) / 2) < off_middle * (right - left);
}

/// The headings, and a title over them. Without a title only the lowest line can be told from what stands above.
/// @param width  of all the page's blocks: where an article has one column, its title stands in the middle of others'
void take_headings(Block& block, const std::vector<std::vector<Word>>& lines, const Rect& width) {
    constexpr std::size_t most_lines = 4;
    if (lines.empty()) return;
    block.headings = lines.front();
    Rect own{block.columns.front().x0, 0, block.columns.back().x1, 1};
    for (const ValueRow& row : block.rows) own.x0 = std::min(own.x0, row.label.x0);
    for (const Word& word : block.headings) {
        own.x0 = std::min(own.x0, word.box.x0);
        own.x1 = std::max(own.x1, word.box.x1);
    }
    for (std::size_t k = 1; k < std::min(lines.size(), most_lines); ++k) {
        const double em = block.em();
        if (!is_title(lines[k], own.x0, own.x1, em) && !is_title(lines[k], width.x0, width.x1, em)) continue;
        block.title = lines[k];
        for (std::size_t i = 1; i < k; ++i) {
            block.headings.insert(block.headings.end(), lines[i].begin(), lines[i].end());
        }
        return;
    }
}

/// From the first label to the last value.
Rect width_of(const std::vector<ValueRow>& rows) {
    Rect width{0, 0, 0, 1};
    for (const ValueRow& row : rows) width = united(width, {row.label.x0, 0, row.values.back().x1, 1});
    return width;
}

void find_boundaries(Block& block, const std::vector<Word>& words) {
    const double em = block.em(), labels = label_end(block, words);
    double left = std::numeric_limits<double>::max(), right = 0;
    for (const ValueRow& row : block.rows) left = std::min(left, row.label.x0);
    for (const Rect& column : block.columns) right = std::max(right, column.x1);
    for (const Word& word : block.headings) {
        left = std::min(left, word.box.x0);
        right = std::max(right, word.box.x1);
    }
    Rect label{left, 0, labels, 1};
    block.boundaries = {left - beside * em};
    block.boundaries.push_back(boundary_between(label, block.columns.front(), block.headings));
    for (std::size_t c = 1; c < block.columns.size(); ++c) {
        block.boundaries.push_back(boundary_between(block.columns[c - 1], block.columns[c], block.headings));
    }
    block.boundaries.push_back(right + beside * em);
}

/// As many headings over the values as there are columns of them, one over each, and one over the labels. Where there
/// are more, columns are blank, or it is another table.
bool is_headed(const Block& block) {
    std::vector<Rect> headings;  // left to right, lines of one together
    std::vector<Word> words = block.headings;
    std::ranges::sort(words, {}, [](const Word& word) { return word.box.x0; });
    for (const Word& word : words) {
        const bool own = headings.empty() || word.box.x0 - headings.back().x1 > between_headings * block.em();
        if (own) {
            headings.push_back(word.box);
        } else {
            headings.back() = united(headings.back(), word.box);
        }
    }
    if (headings.size() + 1 != block.boundaries.size()) return false;
    for (std::size_t c = 0; c < headings.size(); ++c) {
        const double x = headings[c].center().x;
        if (x < block.boundaries[c] || x > block.boundaries[c + 1]) return false;
    }
    return true;
}

/// Middles between what stands above and below, label lines included.
std::vector<double> row_boundaries(const Block& block, const std::vector<Word>& words) {
    const double em = block.em();
    std::vector<Rect> extents;
    for (const ValueRow& row : block.rows)
        extents.push_back(united(row.label, {row.label.x0, row.top, row.label.x1, row.bottom}));
    for (const Word& word : words) {
        if (!is_print(word, em) || word.box.x0 < block.boundaries.front() || word.box.x1 > block.label_end()) continue;
        std::size_t nearest = 0;
        for (std::size_t r = 1; r < block.rows.size(); ++r) {
            const auto away = [&](std::size_t k) { return std::abs(block.rows[k].middle() - word.box.center().y); };
            if (away(r) < away(nearest)) nearest = r;
        }
        const bool heading = std::ranges::any_of(block.headings, [&](const Word& h) { return h.box == word.box; });
        const double gap = std::max(word.box.y0 - extents[nearest].y1, extents[nearest].y0 - word.box.y1);
        if (!heading && gap < 0.75 * em) extents[nearest] = united(extents[nearest], word.box);
    }
    double lowest_heading = 0;
    for (const Word& word : block.headings) lowest_heading = std::max(lowest_heading, word.box.y1);
    std::vector<double> at{(lowest_heading + extents.front().y0) / 2};
    for (std::size_t r = 1; r < extents.size(); ++r) at.push_back((extents[r - 1].y1 + extents[r].y0) / 2);
    at.push_back(extents.back().y1 + margin * em);
    return at;
}

LayoutTable table_of(const Block& block, const std::vector<Word>& words) {
    const double em = block.em();
    LayoutTable table;
    table.columns = static_cast<int>(block.boundaries.size()) - 1;
    const auto add = [&](int row, int column, int span, double y0, double y1) {
        LayoutCell cell;
        cell.row = row;
        cell.column = column;
        cell.column_span = span;
        cell.box = {block.boundaries[static_cast<std::size_t>(column)], y0,
                    block.boundaries[static_cast<std::size_t>(column + span)], y1};
        table.cells.push_back(cell);
    };
    const std::vector<double> rows = row_boundaries(block, words);
    double heading_top = std::numeric_limits<double>::max();
    for (const Word& word : block.headings) heading_top = std::min(heading_top, word.box.y0);
    double y = heading_top - margin * em;
    if (!block.title.empty()) {
        double top = heading_top, bottom = 0;
        for (const Word& word : block.title) {
            top = std::min(top, word.box.y0);
            bottom = std::max(bottom, word.box.y1);
        }
        y = (bottom + heading_top) / 2;
        add(table.rows++, 0, table.columns, top - margin * em, y);
    }
    for (int c = 0; c < table.columns; ++c) add(table.rows, c, 1, y, rows.front());
    ++table.rows;
    for (std::size_t r = 0; r + 1 < rows.size(); ++r, ++table.rows) {
        for (int c = 0; c < table.columns; ++c) add(table.rows, c, 1, rows[r], rows[r + 1]);
    }
    for (const LayoutCell& cell : table.cells) table.box = united(table.box, cell.box);
    table.confidence = 0;  // of no edge was a rule seen
    sort_cells(table);
    return table;
}

/// Whether the table gives each value a cell, and the label another beside it.
bool holds(const LayoutTable& table, const Block& block) {
    const auto cell_at = [&](const Rect& box) {
        const auto found =
            std::ranges::find_if(table.cells, [&](const LayoutCell& cell) { return cell.box.contains(box.center()); });
        return found == table.cells.end() ? nullptr : &*found;
    };
    return std::ranges::all_of(block.rows, [&](const ValueRow& row) {
        const LayoutCell* before = cell_at(row.label);
        return before != nullptr && std::ranges::all_of(row.values, [&](const Rect& value) {
                   const LayoutCell* cell = cell_at(value);
                   const bool own = cell != nullptr && cell != before;
                   before = cell;
                   return own;
               });
    });
}

}  // namespace

void add_sparse_tables(const std::vector<NumberColumns>& numbers, const std::vector<Word>& words,
                       std::vector<LayoutTable>& tables) {
    std::vector<ValueRow> rows = value_rows(words);
    std::erase_if(rows, [&](const ValueRow& row) {
        return std::ranges::any_of(numbers, [&](const NumberColumns& block) {
            return row.bottom > block.rows.front().top && row.top < block.rows.back().bottom;
        });
    });
    const Rect width = width_of(rows);
    std::vector<Block> blocks = blocks_of(rows, words);
    double from = 0;
    std::vector<Block> found;
    std::size_t values = 0;
    for (Block& block : blocks) {
        take_headings(block, lines_over(block, from, words), width);
        from = block.rows.back().bottom;
        if (block.headings.empty()) continue;
        find_boundaries(block, words);
        if (!is_headed(block)) continue;
        values += values_of(block);
        found.push_back(block);
    }
    std::vector<LayoutTable> fresh;
    for (const Block& block : found) {
        if (values < enough_values && block.title.empty()) continue;
        if (std::ranges::any_of(tables, [&](const LayoutTable& table) { return holds(table, block); })) continue;
        fresh.push_back(table_of(block, words));
    }
    const auto is_scrap = [&](const LayoutTable& table) {
        double inside = 0;
        for (const LayoutTable& own : fresh) inside += intersection(own.box, table.box).area();
        const bool of_use = std::ranges::any_of(found, [&](const Block& block) { return holds(table, block); });
        return inside > 0.5 * table.box.area() && !of_use;
    };
    std::vector<LayoutTable> kept;
    std::ranges::copy_if(tables, std::back_inserter(kept), [&](const LayoutTable& table) { return !is_scrap(table); });
    for (LayoutTable& table : fresh) {
        const bool free = std::ranges::none_of(
            kept, [&](const LayoutTable& other) { return !intersection(other.box, table.box).empty(); });
        if (free) kept.push_back(std::move(table));
    }
    tables = std::move(kept);
    std::ranges::sort(tables, {}, [](const LayoutTable& table) { return table.box.y0; });
}

}  // namespace nianbao::layout
