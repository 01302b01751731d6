// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/disclosure_columns.h"

#include <algorithm>
#include <set>

namespace nianbao::parser {
namespace {

constexpr double least_match = 0.45;
constexpr FormYear years[] = {FormYear::y2019, FormYear::y2021};

/// Columns of one form alone that are named where that form has them.
int own_columns_in_place(const std::vector<int>& named, const std::vector<int>& expected,
                         const std::vector<FormColumn>& columns) {
    int own = 0;
    for (std::size_t h = 0; h < named.size(); ++h) {
        if (named[h] < 0) continue;
        if (named[h] != expected[h]) return 0;
        own += columns[named[h]].form != FormYear::both ? 1 : 0;
    }
    return own;
}

struct Likely {
    int column = -1;
    double match = 0;
    bool tied = false;  ///< another one matches as well: 本年囗囗件数
};

Likely likely_column(const std::string& text, const std::vector<FormColumn>& columns, const std::set<int>& used) {
    Likely likely;
    for (int k = 0; k < static_cast<int>(columns.size()); ++k) {
        if (used.contains(k)) continue;
        const double match = columns[k].label.match(text);
        if (match > likely.match) {
            likely = {k, match, false};
        } else {
            likely.tied = likely.tied || match == likely.match;
        }
    }
    return likely;
}

}  // namespace

std::vector<int> columns_of(FormYear year, const std::vector<FormColumn>& columns) {
    std::vector<int> all;
    for (const bool last : {false, true}) {
        for (int k = 0; k < static_cast<int>(columns.size()); ++k) {
            const FormColumn& column = columns[k];
            if (column.last == last && (column.form == FormYear::both || column.form == year)) all.push_back(k);
        }
    }
    return all;
}

std::vector<int> columns_named(const DisclosureHeader& header, const std::vector<FormColumn>& columns) {
    std::vector<int> which(header.cells.size(), -1);
    std::set<int> used;
    for (;;) {
        double best = least_match;
        std::size_t best_cell = 0;
        int best_column = -1;
        for (std::size_t h = 0; h < header.cells.size(); ++h) {
            if (which[h] >= 0) continue;
            const Likely likely = likely_column(header.cells[h].text, columns, used);
            if (likely.match <= best || likely.tied) continue;
            best = likely.match;
            best_cell = h;
            best_column = likely.column;
        }
        if (best_column < 0) return which;
        which[best_cell] = best_column;
        used.insert(best_column);
    }
}

std::vector<int> columns_by_order(const std::vector<int>& named, const std::vector<FormColumn>& columns) {
    if (std::ranges::find(named, -1) == named.end()) return named;
    std::optional<std::vector<int>> fitting;
    for (const FormYear year : years) {
        const std::vector<int> expected = columns_of(year, columns);
        if (expected.size() != named.size() || own_columns_in_place(named, expected, columns) == 0) continue;
        if (fitting) return named;
        fitting = expected;
    }
    return fitting.value_or(named);
}

bool names_all(const std::vector<int>& which, const std::vector<FormColumn>& columns) {
    std::vector<int> named = which;
    std::ranges::sort(named);
    return std::ranges::any_of(years, [&](FormYear year) {
        const auto of_year = [&](int k) { return columns[k].form == year; };
        std::vector<int> all = columns_of(year, columns);
        std::ranges::sort(all);
        return named == all && std::ranges::any_of(named, of_year);
    });
}

bool stands_alone(const DisclosureHeader& header, const std::vector<int>& which,
                  const std::vector<FormColumn>& columns) {
    constexpr double legible = 0.7, clearly = 0.1;
    if (header.cells.size() != 1 || which.front() < 0) return false;
    const FormColumn& column = columns[which.front()];
    const double alone = column.alone.match(header.cells.front().text);
    return alone >= legible && alone >= column.beside.match(header.cells.front().text) + clearly;
}

std::optional<FormYear> form_with_columns(const std::vector<FormColumn>& columns, std::size_t count) {
    const auto has = [&](FormYear year) { return columns_of(year, columns).size() == count; };
    if (count == 0) return std::nullopt;
    const bool older = has(FormYear::y2019), newer = has(FormYear::y2021);
    if (older == newer) return std::nullopt;
    return older ? FormYear::y2019 : FormYear::y2021;
}

}  // namespace nianbao::parser
