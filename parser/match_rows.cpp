// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/match_rows.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "parser/alignment.h"
#include "parser/label_text.h"
#include "parser/value_region.h"

namespace nianbao::parser {
namespace {

constexpr double legible = 0.4;  // below, a label hardly tells its row
constexpr double well_read = 0.75;
constexpr int telling_hanzi = 4;  // 3.其他 is like much

/// The end of a text that reads like a label a little is that of another label more often than not.
double likeness(const FormRow& row, const std::string& label) {
    const double end = row.label.match_end(label);
    return std::max(row.label.match(label), end >= well_read ? end : 0);
}

MatchedRows by_labels(const std::vector<Row>& rows, const FormTable& form, const SourceTrust& trust) {
    AlignmentTask task;
    task.observed = static_cast<int>(rows.size());
    task.expected = static_cast<int>(form.rows.size());
    task.similarity = [&](int i, int j) { return likeness(form.rows[j], leaf_label(rows[i])); };
    task.least_similarity = [&](int i) { return least_similarity(rows[i], trust); };
    task.cost_unobserved = [&](int j) { return form.rows[j].alternative ? 0.0 : 0.3; };
    const Alignment alignment = align(task);
    return {alignment.expected_of, alignment.similarity, RowsToldBy::labels};
}

/// Whether a row with values has no place, or one that its label does not tell.
bool leaves_doubt(const MatchedRows& match, const std::vector<Row>& rows, const FormTable& form) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const int e = match.expected_of[i];
        if (e < 0 ? rows[i].has_values() : match.similarity[i] < legible) return true;
        if (e >= 0 && form.rows[e].alternative && match.similarity[i] < well_read) return true;
    }
    return false;
}

/// Whether the last `count` fields are cells of values, blank or not.
bool holds_values(const Row& row, std::size_t count) {
    if (row.fields.size() < count) return false;
    return std::all_of(row.fields.end() - static_cast<std::ptrdiff_t>(count), row.fields.end(),
                       [](const Field& field) { return field.starts && !field.label; });
}

/// A label that was read well and is another row's.
bool contradicts(const Row& row, int expected, const FormTable& form) {
    const std::string label = leaf_label(row);
    if (hanzi_count(label) < telling_hanzi) return false;
    const double own = likeness(form.rows[expected], label);
    return std::ranges::any_of(form.rows, [&](const FormRow& other) {
        const double s = likeness(other, label);
        return s >= well_read && s > own + 0.2;
    });
}

std::vector<int> rows_of_year(const FormTable& form, FormYear year) {
    std::vector<int> wanted;
    for (int e = 0; e < static_cast<int>(form.rows.size()); ++e) {
        if (form.rows[e].form == FormYear::both || form.rows[e].form == year) wanted.push_back(e);
    }
    return wanted;
}

bool says_nothing(const Field& field) {
    return without_spaces(field.cell->text).empty();
}

/// Whether hardly a cell of the row holds anything. Where all others are full, it is half of a row that a stroke cut in
/// two.
bool is_hollow(const Row& row, std::size_t count) {
    if (row.fields.size() < count) return false;
    const auto filled = std::count_if(row.fields.end() - static_cast<std::ptrdiff_t>(count), row.fields.end(),
                                      [](const Field& field) { return !says_nothing(field); });
    return 2 * static_cast<std::size_t>(filled) < count && says_nothing(row.fields.back());
}

/// The rows with values, each as the row of `year`'s form that has its number; nothing where there are more or fewer,
/// or a label speaks against.
/// @param without  rows that are not looked at
std::optional<MatchedRows> by_order(const std::vector<Row>& rows, const FormTable& form, FormYear year,
                                    const std::set<std::size_t>& without) {
    const std::vector<int> wanted = rows_of_year(form, year);
    MatchedRows match{std::vector<int>(rows.size(), -1), std::vector<double>(rows.size(), 0), RowsToldBy::labels};
    std::size_t next = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (without.contains(i)) continue;
        if (!holds_values(rows[i], form.columns.size())) {
            if (rows[i].has_values()) return std::nullopt;
            continue;
        }
        if (next == wanted.size() || contradicts(rows[i], wanted[next], form)) return std::nullopt;
        match.expected_of[i] = wanted[next++];
        match.similarity[i] = likeness(form.rows[match.expected_of[i]], leaf_label(rows[i]));
    }
    return next == wanted.size() ? std::optional(match) : std::nullopt;
}

/// Whether the sums over rows hold as matched, in more columns than they may by chance. Where all is zero they tell
/// nothing.
bool adds_up(const MatchedRows& match, const std::vector<Row>& rows, const FormTable& form) {
    constexpr int enough = 3, to_one_broken = 4;
    const std::size_t count = form.columns.size();
    const auto value_of = [&](const std::string& id, std::size_t column) -> std::optional<std::int64_t> {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (match.expected_of[i] < 0 || form.rows[match.expected_of[i]].id != id) continue;
            return count_in(rows[i].fields[rows[i].fields.size() - count + column]);
        }
        return 0;  // a row of the other form
    };
    int hold = 0, broken = 0;
    for (const FormRelation& relation : form.relations) {
        if (relation.over != FormRelation::Over::rows) continue;
        for (std::size_t column = 0; column < count; ++column) {
            std::int64_t plus = 0, minus = 0;
            bool known = true;
            const auto add = [&](const std::vector<std::string>& ids, std::int64_t& sum) {
                for (const std::string& id : ids) {
                    const std::optional<std::int64_t> value = value_of(id, column);
                    known = known && value;
                    sum += value.value_or(0);
                }
            };
            add(relation.plus, plus);
            add(relation.minus, minus);
            if (!known || (plus == 0 && minus == 0)) continue;
            ++(plus == minus ? hold : broken);
        }
    }
    return hold >= enough && hold >= to_one_broken * broken;
}

/// A row of which a second one was made, or one that is not there: to sums it is like a row of zeros.
bool has_blank_row(const MatchedRows& match, const std::vector<Row>& rows, std::size_t count) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (match.expected_of[i] >= 0 && (!rows[i].has_values() || is_hollow(rows[i], count))) return true;
    }
    return false;
}

bool most_are_legible(const MatchedRows& match) {
    const auto read = std::ranges::count_if(match.similarity, [](double s) { return s >= legible; });
    const auto placed = std::ranges::count_if(match.expected_of, [](int e) { return e >= 0; });
    return 2 * read >= placed;
}

/// Hollow rows, where they are few and all others are full: in a table that leaves cells blank, or whose print is gone
/// in places, one of them may be a row of the form.
std::set<std::size_t> hollow_rows(const std::vector<Row>& rows, std::size_t count) {
    constexpr std::size_t most = 3, one_blank_in = 20;
    std::set<std::size_t> hollow;
    std::size_t cells = 0, blank = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (is_hollow(rows[i], count)) {
            hollow.insert(i);
            continue;
        }
        const std::size_t first = rows[i].fields.size() - std::min(rows[i].fields.size(), count);
        for (std::size_t k = first; k < rows[i].fields.size(); ++k) {
            ++cells;
            blank += says_nothing(rows[i].fields[k]) ? 1 : 0;
        }
    }
    return hollow.size() <= most && blank * one_blank_in <= cells ? hollow : std::set<std::size_t>{};
}

/// The rows by their order but for the hollow ones, where the sums hold. Rows that faded are hollow, too: unless just
/// one number of hollow rows may be left out, and that is all of them, it is not known which are halves.
std::optional<MatchedRows> without_halves(const std::vector<Row>& rows, const FormTable& form) {
    const std::size_t count = form.columns.size();
    const std::set<std::size_t> hollow = hollow_rows(rows, count);
    const auto all =
        static_cast<std::size_t>(std::ranges::count_if(rows, [&](const Row& row) { return holds_values(row, count); }));
    const auto may_be = [&](FormYear year) {
        const std::size_t wanted = rows_of_year(form, year).size();
        return all >= wanted && all - wanted <= hollow.size();
    };
    const bool newer = may_be(FormYear::y2021), older = may_be(FormYear::y2019);
    if (hollow.empty() || newer == older) return std::nullopt;
    std::optional<MatchedRows> ordered = by_order(rows, form, newer ? FormYear::y2021 : FormYear::y2019, hollow);
    if (!ordered || !adds_up(*ordered, rows, form)) return std::nullopt;
    ordered->told_by = RowsToldBy::sums;
    return ordered;
}

}  // namespace

bool stands_in_open_run(std::size_t i, const std::vector<Row>& rows, const MatchedRows& match) {
    constexpr std::size_t several = 3;
    const auto unread = [&](std::size_t k) { return match.expected_of[k] < 0 || match.similarity[k] < legible; };
    if (match.told_by != RowsToldBy::order || !unread(i)) return false;
    std::size_t from = i, to = i + 1;
    while (from > 0 && unread(from - 1)) --from;
    while (to < rows.size() && unread(to)) ++to;
    if (to - from < several) return false;
    const bool before = from > 0 && rows[from - 1].page == rows[from].page;
    const bool behind = to < rows.size() && rows[to].page == rows[to - 1].page;
    return !before || !behind;
}

MatchedRows match_rows(const std::vector<Row>& rows, const FormTable& form, const SourceTrust& trust) {
    MatchedRows labelled = by_labels(rows, form, trust);
    const bool picture = std::ranges::all_of(rows, [&](const Row& row) { return trust.is_image_page(row.page); });
    if (!picture || !leaves_doubt(labelled, rows, form)) return labelled;
    for (const FormYear year : {FormYear::y2021, FormYear::y2019}) {
        std::optional<MatchedRows> ordered = by_order(rows, form, year, {});
        if (!ordered) continue;
        const bool legible_order = most_are_legible(*ordered);
        if (adds_up(*ordered, rows, form) && (legible_order || !has_blank_row(*ordered, rows, form.columns.size()))) {
            ordered->told_by = RowsToldBy::sums;
        } else if (legible_order) {
            ordered->told_by = RowsToldBy::order;
        }
        return *ordered;
    }
    return without_halves(rows, form).value_or(labelled);
}

}  // namespace nianbao::parser
