// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/unprinted_row.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "document/geometry.h"
#include "parser/label_text.h"

namespace nianbao::parser {
namespace {

constexpr double legible = 0.75;     // a label's similarity
constexpr double thickest_rule = 4;  // points, with the slack of its edges: less than any row's height

/// Of the row's values, which stand in no other row.
std::optional<Rect> values_box(const Row& row) {
    Rect box;
    for (std::size_t i = static_cast<std::size_t>(row.last_label() + 1); i < row.fields.size(); ++i) {
        const TableCell& cell = *row.fields[i].cell;
        if (!cell.box || cell.row_span != 1) return std::nullopt;
        box = united(box, *cell.box);
    }
    return box.empty() ? std::nullopt : std::optional(box);
}

/// A label of several rows may hide another one.
bool has_own_label(const Row& row) {
    const int last = row.last_label();
    return last >= 0 && row.fields[last].cell->row_span == 1;
}

/// Whether the label reads more like both than like its own, which stands `before` the other or behind it.
bool reads_like_both(const Row& row, const FormRow& own, const FormRow& other, bool before) {
    const std::string label = leaf_label(row);
    const Label both = before ? own.label.followed_by(other.label) : other.label.followed_by(own.label);
    return both.match(label) > own.label.match(label);
}

/// Rows whose rule is lost are one row, with the labels of both.
bool may_hold(const Row& row, const FormRow& own, const FormRow& other, bool before) {
    const int most = hanzi_count(own.label.wording()) + hanzi_count(other.label.wording()) / 2;
    return hanzi_count(leaf_label(row)) > most || reads_like_both(row, own, other, before);
}

}  // namespace

bool is_unprinted(int expected, const std::vector<Row>& rows, const MatchedRows& match, const FormTable& form) {
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const int before = match.expected_of[i - 1], behind = match.expected_of[i];
        if (before < 0 || behind < 0 || before >= expected || behind <= expected) continue;
        const Row &a = rows[i - 1], &b = rows[i];
        if (std::min(match.similarity[i - 1], match.similarity[i]) < legible) return false;
        if (a.table->grid_confidence <= 0) return false;  // its rows' boundaries are guesses
        if (a.table_index != b.table_index || a.page != b.page || a.index + 1 != b.index) return false;
        if (!has_own_label(a) || !has_own_label(b)) return false;
        if (may_hold(a, form.rows[before], form.rows[expected], true)) return false;
        if (may_hold(b, form.rows[behind], form.rows[expected], false)) return false;
        const std::optional<Rect> above = values_box(a), below = values_box(b);
        return above && below && below->y0 - above->y1 < thickest_rule;
    }
    return false;
}

bool holds_two_rows(std::size_t i, const std::vector<Row>& rows, const MatchedRows& match, const FormTable& form) {
    const int own = match.expected_of[i];
    const auto may_be = [&](int other, bool before) {
        if (other < 0 || other >= static_cast<int>(form.rows.size())) return false;
        if (std::ranges::find(match.expected_of, other) != match.expected_of.end()) return false;
        return reads_like_both(rows[i], form.rows[own], form.rows[other], before);
    };
    return own >= 0 && (may_be(own + 1, true) || may_be(own - 1, false));
}

bool share_label(const Row& row, const Row& other) {
    const int last = row.last_label();
    if (last < 0 || other.table_index != row.table_index || other.index == row.index) return false;
    const Field& label = row.fields[last];
    if (other.index < label.cell->row || other.index >= label.cell->row + label.cell->row_span) return false;
    const int own = other.last_label();
    return other.has_values() && (own < 0 || other.fields[own].begin < label.begin);
}

bool may_be_part_of_row(std::size_t i, const std::vector<Row>& rows, const MatchedRows& match) {
    if (rows[i].table->grid_confidence > 0) return false;
    const auto is_stranger = [&](std::size_t k) {
        const Row &row = rows[i], &other = rows[k];
        const bool next = other.table_index == row.table_index && std::abs(other.index - row.index) == 1;
        return next && match.expected_of[k] < 0 && other.has_values();
    };
    return (i > 0 && is_stranger(i - 1)) || (i + 1 < rows.size() && is_stranger(i + 1));
}

}  // namespace nianbao::parser
