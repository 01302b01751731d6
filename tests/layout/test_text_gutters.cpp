// SPDX-License-Identifier: GPL-3.0-or-later
// Boundaries that only the texts show, and labels that show none.
#include <catch2/catch.hpp>

#include "drawn_page.h"
#include "layout/grid.h"
#include "layout/text_gutters.h"

using namespace nianbao;
using namespace nianbao::layout;
using nianbao::test::DrawnPage;

namespace {

Grid grid_of(const std::vector<int>& columns, const std::vector<int>& rows) {
    Grid grid;
    const auto line = [](int at) {
        GridLine out;
        out.position = at;
        out.thickness = 3;
        return out;
    };
    for (const int at : columns) grid.columns.push_back(line(at));
    for (const int at : rows) grid.rows.push_back(line(at));
    const auto edge = [](int at) { return static_cast<double>(at); };
    grid.box = {edge(columns.front()), edge(rows.front()), edge(columns.back()), edge(rows.back())};
    return grid;
}

/// Seven columns, the first as wide as two.
const std::vector<int> columns{200, 500, 650, 800, 950, 1100, 1250, 1400};
const std::vector<int> rows{300, 380, 460, 540, 620, 700, 780, 860};

DrawnPage page_of_numbers() {
    DrawnPage page;
    for (std::size_t r = 0; r + 1 < rows.size(); ++r) {
        for (std::size_t c = 1; c + 1 < columns.size(); ++c) page.text("12", {columns[c] + 60, rows[r] + 55});
    }
    return page;
}

std::size_t columns_shown(const DrawnPage& page) {
    Grid grid = grid_of(columns, rows);
    add_lines_shown_by_text(grid, page.image < 128, 300);
    return grid.columns.size() - columns.size();
}

}  // namespace

TEST_CASE("numbers on either side of a gap in a column as wide as two show its boundary, whatever heads them") {
    DrawnPage page = page_of_numbers();
    page.hanzi_line({230, rows[0] + 15}, 4);
    for (std::size_t r = 5; r + 1 < rows.size(); ++r) {
        page.text("12", {250, rows[r] + 55});
        page.text("34", {400, rows[r] + 55});
    }
    CHECK(columns_shown(page) == 1);
}

TEST_CASE("brackets of labels are no numbers that show a boundary") {
    DrawnPage page = page_of_numbers();
    page.text("1", {290, rows[0] + 55});
    page.text("1", {380, rows[0] + 55});
    for (std::size_t r = 1; r + 1 < rows.size(); ++r) page.hanzi_line({230, rows[r] + 15}, 4);
    CHECK(columns_shown(page) == 0);
}
