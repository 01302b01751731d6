// SPDX-License-Identifier: GPL-3.0-or-later
// Table 4: three groups of five columns over one row of numbers.
#include <algorithm>
#include <iterator>
#include <optional>

#include "parser/groups_by_sums.h"
#include "parser/label_text.h"
#include "parser/place_row.h"
#include "parser/placement.h"
#include "parser/value_columns.h"

namespace nianbao::parser {
namespace {

constexpr double sure = 0.7;

class DisputesReader {
  public:
    DisputesReader(const FormTable& form, const SourceTrust& trust) : form_(form), trust_(trust) {}

    Placement read(const Tables& tables) {
        for (const auto& [table, index] : tables) read_table(*table, index);
        // A header at a page's end, its numbers on the next page.
        if (!placement_.found && bare_headers_ != nullptr) {
            placement_.warnings.push_back({"parser", "row.missing", bare_headers_->cells.front().page,
                                           "no row of numbers stands under the header"});
        }
        if (placement_.found) note_missing();
        return std::move(placement_);
    }

  private:
    bool names_column(const Field& field) const {
        return std::ranges::any_of(
            form_.columns, [&](const FormColumn& column) { return column.label.match(field.cell->text) >= sure; });
    }

    bool is_header(const Row& row) const {
        for (const Field& field : row.fields) {
            if (!field.starts || field.blank) continue;
            if (names_column(field) || form_.header.front().match(field.cell->text) >= sure) return true;
            for (const FormRow& group : form_.rows) {
                if (group.label.match(field.cell->text) >= sure) return true;
            }
        }
        return false;
    }

    bool prints(const std::vector<Row>& rows, const Label& label) const {
        for (const Row& row : rows) {
            for (const Field& field : row.fields) {
                if (field.starts && label.match(field.cell->text) >= sure) return true;
            }
        }
        return false;
    }

    // The groups that a table holds: all three, or, where the table was split, those that it names.
    std::vector<int> groups_in(const std::vector<Row>& rows, std::size_t columns) const {
        const std::size_t all = form_.rows.size();
        if (columns == all * form_.columns.size()) return {0, 1, 2};
        std::vector<int> named;
        for (std::size_t g = 0; g < all; ++g) {
            if (prints(rows, form_.rows[g].label)) named.push_back(static_cast<int>(g));
        }
        if (named.size() * form_.columns.size() == columns) return named;
        return {};
    }

    // Places of the column labels, left to right; a label that stands over others of the same kind is no place.
    std::vector<ColumnRange> label_places(const std::vector<Row>& rows) const {
        std::vector<ColumnRange> places;
        for (const Row& row : rows) {
            for (const Field& field : row.fields) {
                if (field.starts && !field.blank && names_column(field)) places.push_back({field.begin, field.end});
            }
        }
        std::ranges::sort(places, {}, &ColumnRange::begin);
        for (std::size_t i = 1; i < places.size(); ++i) {
            if (places[i].begin < places[i - 1].end) return {};
        }
        return places;
    }

    void read_table(const Table& table, int index) {
        const std::vector<Row> rows = rows_of(table, index);
        std::vector<const Row*> values;
        std::size_t last_header = 0;
        bool headed = false;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (!is_header(rows[r])) continue;
            last_header = r;
            headed = true;
        }
        for (std::size_t r = headed ? last_header + 1 : 0; r < rows.size(); ++r) {
            if (!rows[r].fields.empty()) values.push_back(&rows[r]);
        }
        // Of several rows below the header the fullest one holds the numbers; an empty one may trail.
        const auto filled = [](const Row* row) {
            return std::ranges::count_if(row->fields, [](const Field& f) { return !f.blank && f.starts && !f.label; });
        };
        const auto best = std::ranges::max_element(values, {}, filled);
        if (best == values.end()) {
            if (!table.cells.empty()) bare_headers_ = &table;
            return;
        }
        for (const Row* row : values) {
            if (row != *best && filled(row) > 0) {
                placement_.warnings.push_back(row_warning("row.extra", *row, "a row that the form does not have"));
            }
        }
        place(rows, **best);
    }

    void place(const std::vector<Row>& rows, const Row& row) {
        const bool ruled = row.table->origin == TableOrigin::ruled;
        const std::vector<ColumnRange> places = label_places(rows);
        const auto behind = fields_behind_label(row);
        const auto starting = std::ranges::count_if(behind, [](const Field* field) { return field->starts; });
        ValueColumns columns;
        std::size_t count = form_.rows.size() * form_.columns.size();
        // As many ruled fields as the form has columns are those, however many of their labels can be read.
        const bool whole_form = ruled && static_cast<std::size_t>(starting) == count;
        if (!whole_form && !places.empty() && !groups_in(rows, places.size()).empty()) {
            count = places.size();
            columns.ranges = places;
            const bool whole = static_cast<std::size_t>(row.table->columns) == row.fields.size();
            columns.by_position = ruled || (whole && no_value_outside(row, places));
            // Labels that were not read leave out columns, and what was read may be any of them.
            columns.contradicted = ruled && !no_value_outside(row, places);
        } else if (ruled && !groups_in(rows, static_cast<std::size_t>(starting)).empty()) {
            count = static_cast<std::size_t>(starting);
            for (const Field* field : behind) {
                if (field->starts) columns.ranges.push_back({field->begin, field->end});
            }
            columns.by_position = true;
        }
        if (ruled && columns.ranges.empty() && !whole_form && place_by_sums(row, behind)) return;
        std::vector<int> groups = groups_in(rows, count);
        const PlacedRow placed = place_row(row, columns, count);
        placement_.found = true;
        for (std::size_t k = 0; k < count; ++k) {
            const FormRow& group = form_.rows[groups[k / form_.columns.size()]];
            const FormColumn& column = form_.columns[k % form_.columns.size()];
            const Doubt doubt = placed.doubt != Doubt::none ? placed.doubt : placed.values[k].doubt;
            placement_.cells.push_back({group.id + "." + column.id, placed.values[k].cell, doubt, false, row.page});
        }
        if (placed.doubt == Doubt::value_count) {
            placement_.warnings.push_back(row_warning("row.value_count", row, placed.message));
        }
    }

    // A column was lost or split: groups that add up are whole, of the others nothing is sure.
    bool place_by_sums(const Row& row, const std::vector<const Field*>& behind) {
        std::vector<const Field*> fields;
        std::ranges::copy_if(behind, std::back_inserter(fields), [](const Field* field) { return field->starts; });
        const std::size_t columns = form_.columns.size();
        const auto groups = groups_by_sums(fields, form_.rows.size(), columns);
        if (groups.empty()) return false;
        placement_.found = true;
        for (std::size_t g = 0; g < groups.size(); ++g) {
            for (std::size_t k = 0; k < columns; ++k) {
                const TableCell* cell = groups[g].first ? fields[*groups[g].first + k]->cell : nullptr;
                placement_.cells.push_back({form_.rows[g].id + "." + form_.columns[k].id, cell,
                                            groups[g].adds_up ? Doubt::none : Doubt::value_count, false, row.page});
            }
        }
        placement_.warnings.push_back(row_warning(
            "row.value_count", row, "the row has another number of values than the form; groups were told by sums"));
        return true;
    }

    // Groups whose part of a split table was not found.
    void note_missing() {
        const int page = placement_.cells.front().page;
        for (const FormRow& group : form_.rows) {
            const std::string first = group.id + "." + form_.columns.front().id;
            if (std::ranges::find(placement_.cells, first, &PlacedCell::id) != placement_.cells.end()) continue;
            placement_.warnings.push_back(
                {"parser", "column.missing", page, "the columns were not found: " + group.label.wording()});
            if (trust_.is_text()) continue;
            for (const FormColumn& column : form_.columns) {
                placement_.cells.push_back({group.id + "." + column.id, nullptr, Doubt::missing, false, page});
            }
        }
    }

    static bool no_value_outside(const Row& row, const std::vector<ColumnRange>& places) {
        return std::ranges::all_of(row.fields, [&](const Field& field) {
            const bool inside =
                std::ranges::any_of(places, [&](const ColumnRange& p) { return p.begin == field.begin; });
            return inside || field.blank;
        });
    }

    const FormTable& form_;
    const SourceTrust& trust_;
    Placement placement_;
    const Table* bare_headers_ = nullptr;  ///< the last table that has a header and no numbers
};

}  // namespace

Placement place_disputes(const Tables& tables, const FormTable& form, const SourceTrust& trust) {
    return DisputesReader(form, trust).read(tables);
}

}  // namespace nianbao::parser
