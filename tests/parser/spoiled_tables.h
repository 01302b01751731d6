// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <catch2/catch.hpp>
#include <stdexcept>

#include "parser/label_text.h"
#include "parser/parse_report.h"
#include "tests/parser/synthetic.h"

// What tests do to the tables of a made-up report.
namespace synthetic {

using namespace nianbao;
using namespace nianbao::parser;

inline Table& table_of(Document& document, int which) {
    for (Block& block : document.blocks) {
        if (auto* table = std::get_if<Table>(&block)) {
            if (which-- == 0) return *table;
        }
    }
    throw std::logic_error("no such table");
}

constexpr int disclosure = 0, applications = 1, disputes = 2;

inline bool is_words(const TableCell& cell) {
    return hanzi_count(cell.text) >= 2;
}

inline int row_of(const Table& table, const std::string& label) {
    for (const TableCell& cell : table.cells) {
        if (cell.text == label) return cell.row;
    }
    throw std::logic_error("no row " + label);
}

/// What a copier left of the first cell with this text.
inline void wear(Table& table, const std::string& text, const std::string& left) {
    for (TableCell& cell : table.cells) {
        if (cell.text != text) continue;
        cell.text = left;
        cell.confidence = 0.2;
        return;
    }
    FAIL("no cell " << text);
}

inline void remove_row(Table& table, int row) {
    std::erase_if(table.cells, [&](const TableCell& c) { return c.row == row && c.row_span == 1; });
    for (TableCell& cell : table.cells) {
        if (cell.row > row) {
            --cell.row;
        } else if (cell.row + cell.row_span > row) {
            --cell.row_span;
            // A group's label that began in the lost row begins in the next one.
        }
    }
    --table.rows;
}

inline void insert_row(Table& table, int row, const std::string& label, int first_value, const std::string& value) {
    for (TableCell& cell : table.cells) {
        if (cell.row >= row) {
            ++cell.row;
        } else if (cell.row + cell.row_span > row) {
            ++cell.row_span;
        }
    }
    ++table.rows;
    TableCell cell = table.cells.back();
    cell.row = row;
    cell.row_span = 1;
    cell.column = 0;
    cell.column_span = first_value;
    cell.text = label;
    cell.readings.clear();
    table.cells.push_back(cell);
    for (int c = first_value; c < table.columns; ++c) {
        cell.column = c;
        cell.column_span = 1;
        cell.text = value;
        cell.readings = {{Witness::text_layer, value, 1, {}}};
        table.cells.push_back(cell);
    }
}

// Cuts a table in two before `row`; the group's cells that reach over the cut come back without their text.
inline Table cut(Table& table, int row) {
    Table rest = table;
    rest.cells.clear();
    std::vector<TableCell> kept;
    for (TableCell cell : table.cells) {
        if (cell.row >= row) {
            cell.row -= row;
            rest.cells.push_back(cell);
        } else if (cell.row + cell.row_span > row) {
            TableCell below = cell;
            below.row_span = cell.row + cell.row_span - row;
            below.row = 0;
            below.text.clear();
            rest.cells.push_back(below);
            cell.row_span = row - cell.row;
            kept.push_back(cell);
        } else {
            kept.push_back(cell);
        }
    }
    rest.rows = table.rows - row;
    table.rows = row;
    table.cells = kept;
    std::ranges::stable_sort(rest.cells, {}, [](const TableCell& c) { return std::pair{c.row, c.column}; });
    return rest;
}

/// Rows of table 3 directly below each other, as on a page on which none was lost.
inline Document close_up(Document document) {
    for (TableCell& cell : table_of(document, applications).cells) {
        cell.box->y0 = cell.row * 20.0;
        cell.box->y1 = (cell.row + cell.row_span) * 20.0;
    }
    return document;
}

inline void check_all_right(const Report& report, const Record& record) {
    for (const auto& [id, printed] : report.printed) {
        INFO(id);
        const RecordCell* cell = record.find(id);
        REQUIRE(cell != nullptr);
        REQUIRE(cell->value);
        CHECK(*cell->value == *Decimal::parse(printed));
        CHECK_FALSE(cell->needs_review);
    }
}

inline void check_value(const Record& record, const Report& report, const std::string& id) {
    INFO(id);
    const RecordCell* cell = record.find(id);
    REQUIRE(cell != nullptr);
    REQUIRE(cell->value);
    CHECK(*cell->value == *Decimal::parse(report.printed.at(id)));
}

// No number may stand in a cell where it was not printed.
inline void check_nothing_slides(const Report& report, const Record& record) {
    for (const RecordCell& cell : record.cells) {
        INFO(cell.id);
        if (!cell.value || cell.needs_review) continue;
        REQUIRE(report.printed.contains(cell.id));
        CHECK(*cell.value == *Decimal::parse(report.printed.at(cell.id)));
    }
}

/// Table 3 of a scanned report of 2021, as `spoil` leaves it: nothing may slide.
/// @param largest  of a single cell
template <class Spoil>
void check_nothing_slides_in_applications(Random& random, int largest, Spoil spoil) {
    const Report report = make_report(random, FormYear::y2021, largest);
    Document document = read_well(report, random);
    spoil(table_of(document, applications));
    check_nothing_slides(report, parse_report(document));
}

inline bool warned(const Record& record, const std::string& code) {
    return std::ranges::any_of(record.warnings, [&](const Warning& w) { return w.code == code; });
}

}  // namespace synthetic
