// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/value_columns.h"

#include <algorithm>
#include <map>

namespace nianbao::parser {
namespace {

constexpr double named = 0.7;  // similarity from which a header cell names a column

using Found = std::vector<std::optional<ColumnRange>>;

// What the header rows say, column by column. Of a label met twice the lower one counts: it is the narrower.
Found header_ranges(const std::vector<const Row*>& header, const std::vector<FormColumn>& columns) {
    Found found(columns.size());
    for (const Row* row : header) {
        for (const Field& field : row->fields) {
            if (!field.starts || field.blank) continue;
            double best = named;
            int which = -1;
            for (std::size_t k = 0; k < columns.size(); ++k) {
                const double match = columns[k].label.match(field.cell->text);
                if (match > best) {
                    best = match;
                    which = static_cast<int>(k);
                }
            }
            if (which >= 0) found[which] = ColumnRange{field.begin, field.end};
        }
    }
    return found;
}

bool increasing(const Found& found) {
    int end = 0;
    for (const auto& range : found) {
        if (range && range->begin < end) return false;
        if (range) end = range->end;
    }
    return true;
}

// The ranges of the fields behind the labels that most rows agree on.
std::vector<ColumnRange> common_pattern(const std::vector<const Row*>& values, std::size_t count) {
    std::map<std::vector<std::pair<int, int>>, int> patterns;
    for (const Row* row : values) {
        std::vector<std::pair<int, int>> pattern;
        for (std::size_t i = static_cast<std::size_t>(row->last_label() + 1); i < row->fields.size(); ++i) {
            const Field& field = row->fields[i];
            if (field.starts && !field.label) pattern.emplace_back(field.begin, field.end);
        }
        if (pattern.size() == count) ++patterns[pattern];
    }
    const auto best = std::ranges::max_element(patterns, {}, [](const auto& entry) { return entry.second; });
    if (best == patterns.end() || best->second * 2 < static_cast<int>(values.size())) return {};
    std::vector<ColumnRange> ranges;
    for (const auto& [begin, end] : best->first) ranges.push_back({begin, end});
    return ranges;
}

bool contradicts(const Found& found, const std::vector<ColumnRange>& ranges) {
    int wrong = 0, right = 0;
    for (std::size_t k = 0; k < ranges.size(); ++k) {
        if (!found[k]) continue;
        const bool meets = found[k]->begin < ranges[k].end && ranges[k].begin < found[k]->end;
        ++(meets ? right : wrong);
    }
    return wrong >= 2 && wrong >= right;
}

// Columns that the header does not name stand between their neighbours, if just as many fit there.
std::vector<ColumnRange> filled(Found found) {
    const auto first = std::ranges::find_if(found, [](const auto& range) { return range.has_value(); });
    if (first == found.end()) return {};
    const auto named_count = std::ranges::count_if(found, [](const auto& range) { return range.has_value(); });
    if (named_count * 2 <= static_cast<std::ptrdiff_t>(found.size()) || !increasing(found)) return {};
    for (std::size_t k = 1; k < found.size(); ++k) {
        if (!found[k] && found[k - 1]) found[k] = ColumnRange{found[k - 1]->end, found[k - 1]->end + 1};
    }
    for (std::size_t k = found.size() - 1; k-- > 0;) {
        if (!found[k] && found[k + 1]) found[k] = ColumnRange{found[k + 1]->begin - 1, found[k + 1]->begin};
    }
    if (!increasing(found) || found.front()->begin < 0) return {};
    std::vector<ColumnRange> ranges;
    for (const auto& range : found) ranges.push_back(*range);
    return ranges;
}

/// Whether labels stand where the first column would be: then there are fewer columns of values than the form has, a
/// rule between two of them having been lost, and which are one cannot be told.
bool hold_labels(const std::vector<ColumnRange>& ranges, const std::vector<const Row*>& values) {
    const auto covered = std::ranges::count_if(values, [&](const Row* row) {
        const int last = row->last_label();
        if (last < 0) return false;
        const Field& label = row->fields[static_cast<std::size_t>(last)];
        return label.begin <= ranges.front().begin && label.end >= ranges.front().end;
    });
    return covered * 4 > static_cast<std::ptrdiff_t>(values.size());
}

ValueColumns ruled_columns(const Found& found, const std::vector<const Row*>& values, std::size_t count) {
    ValueColumns columns;
    columns.ranges = common_pattern(values, count);
    columns.contradicted = !columns.ranges.empty() && contradicts(found, columns.ranges);
    if (columns.ranges.empty()) columns.ranges = filled(found);
    columns.one_lost = !columns.ranges.empty() && hold_labels(columns.ranges, values);
    if (columns.one_lost) columns.ranges.clear();
    columns.by_position = !columns.ranges.empty();
    return columns;
}

// Fields are one column wide in a text. A row may be read by position only where the whole table is sound, for a blank
// that was lost or added moves everything behind it.
ValueColumns text_columns(const Found& found, const std::vector<const Row*>& values) {
    ValueColumns columns;
    columns.ranges = filled(found);
    if (columns.ranges.empty()) return columns;
    const int begin = columns.ranges.front().begin, end = columns.ranges.back().end;
    columns.by_position = end - begin == static_cast<int>(columns.ranges.size());
    for (const Row* row : values) {
        const bool same_length = static_cast<int>(row->fields.size()) == row->table->columns;
        const int last = row->last_label();
        const bool label_before = last < 0 || row->fields[last].begin < begin;
        bool nothing_else = true;
        for (const Field& field : row->fields) {
            const bool outside =
                field.begin >= end || (field.begin < begin && field.begin > (last < 0 ? -1 : row->fields[last].begin));
            nothing_else = nothing_else && (!outside || field.blank);
        }
        columns.by_position = columns.by_position && same_length && label_before && nothing_else;
    }
    return columns;
}

}  // namespace

ValueColumns find_value_columns(const std::vector<const Row*>& header, const std::vector<const Row*>& values,
                                const std::vector<FormColumn>& columns) {
    const Found found = header_ranges(header, columns);
    if (values.empty()) return {};
    if (values.front()->table->origin == TableOrigin::text) return text_columns(found, values);
    return ruled_columns(found, values, columns.size());
}

}  // namespace nianbao::parser
