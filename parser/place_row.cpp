// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/place_row.h"

#include <algorithm>

#include "parser/label_text.h"

namespace nianbao::parser {
namespace {

using Fields = std::vector<const Field*>;

int overlap(const Field& field, const ColumnRange& range) {
    return std::min(field.end, range.end) - std::max(field.begin, range.begin);
}

/// Whether there is one field for each range, and it stands there: then a label that reaches into the first one (the
/// part of a table on the next page of a photograph is never quite in line) hides none.
bool one_in_each(const Fields& fields, const std::vector<ColumnRange>& ranges) {
    if (fields.size() != ranges.size()) return false;
    for (std::size_t k = 0; k < ranges.size(); ++k) {
        if (overlap(*fields[k], ranges[k]) <= 0 || !fields[k]->starts) return false;
        if (k == 0 && fields[k]->blank) return false;  // the label's cell may have taken what stood there
    }
    return true;
}

/// Where most others of the row end with it, a number whose cell goes on into the next row may be that one's: the rule
/// between the two is lost. Where few do, strokes have parted these.
bool may_be_next_rows(const Field& field, const Fields& fields) {
    if (field.blank || !field.starts) return false;
    int ending = 0, going_on = 0;
    for (const Field* other : fields) {
        if (!other->starts) continue;
        ++(std::max(1, other->cell->row_span) < field.cell->row_span ? ending : going_on);
    }
    return ending >= going_on;
}

PlacedValue value_at(const Row& row, const Fields& fields, const std::vector<ColumnRange>& ranges, std::size_t k) {
    PlacedValue value;
    int filled = 0;
    for (const Field* field : fields) {
        if (overlap(*field, ranges[k]) <= 0) continue;
        const auto covered =
            std::ranges::count_if(ranges, [&](const ColumnRange& range) { return overlap(*field, range) > 0; });
        if (covered > 1 || !field->starts || may_be_next_rows(*field, fields)) {
            // A blank that covers several cells is a blank in each of them.
            if (!field->blank) value.doubt = Doubt::merged;
        }
        if (value.cell == nullptr || !field->blank) value.cell = field->cell;
        if (!field->blank) ++filled;
    }
    if (filled > 1) value.doubt = Doubt::merged;
    // A label reaching into the value columns hides what stands there.
    for (const Field& field : row.fields) {
        if (field.label && overlap(field, ranges[k]) > 0 && !one_in_each(fields, ranges)) value.doubt = Doubt::columns;
    }
    if (value.cell == nullptr) value.doubt = Doubt::columns;
    if (value.doubt != Doubt::none) value.cell = nullptr;
    return value;
}

// Where the values cannot be told apart it does not matter which is which; a total in last place explains itself.
PlacedRow guess(const Fields& filled, std::size_t count, std::size_t printed) {
    PlacedRow row;
    row.values.resize(count);
    row.doubt = Doubt::value_count;
    row.message = "the row has " + std::to_string(printed) + " values where the form has " + std::to_string(count);
    const bool alike = std::ranges::all_of(filled, [&](const Field* field) {
        return without_spaces(field->cell->text) == without_spaces(filled.front()->cell->text);
    });
    if (filled.size() == 1) {
        row.values.back().cell = filled.front()->cell;
    } else if (!filled.empty() && alike) {
        for (PlacedValue& value : row.values) value.cell = filled.front()->cell;
    }
    return row;
}

PlacedRow by_position(const Row& row, const Fields& fields, const ValueColumns& columns) {
    PlacedRow placed;
    for (std::size_t k = 0; k < columns.ranges.size(); ++k)
        placed.values.push_back(value_at(row, fields, columns.ranges, k));
    if (columns.contradicted) placed.doubt = Doubt::columns;
    return placed;
}

bool next_to_each_other(const Fields& filled) {
    for (std::size_t i = 1; i < filled.size(); ++i) {
        if (filled[i]->begin != filled[i - 1]->end) return false;
    }
    return true;
}

}  // namespace

PlacedRow place_row(const Row& row, const ValueColumns& columns, std::size_t count) {
    const Fields fields = fields_behind_label(row);
    if (columns.by_position && columns.ranges.size() == count) return by_position(row, fields, columns);
    Fields filled;
    for (const Field* field : fields) {
        if (!field->blank && field->starts) filled.push_back(field);
    }
    const bool complete = filled.size() == count && next_to_each_other(filled);
    const bool all_blank = filled.empty() && fields.size() >= count;
    if (!complete && !all_blank) return guess(filled, count, filled.empty() ? fields.size() : filled.size());
    PlacedRow placed;
    if (columns.one_lost) placed.doubt = Doubt::columns;
    for (std::size_t k = 0; k < count; ++k) {
        const Field& field = complete ? *filled[k] : *fields[k];
        placed.values.push_back({field.cell, may_be_next_rows(field, fields) ? Doubt::merged : Doubt::none});
    }
    return placed;
}

}  // namespace nianbao::parser
