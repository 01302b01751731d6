// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/core/statistics.h"

#include <algorithm>
#include <map>

#include "review/core/reader_figures.h"
#include "review/core/sample.h"
#include "review/queue.h"

namespace nianbao::review {
namespace {

using store::Database;
using store::Statement;

constexpr std::size_t most_groups = 50;

/// Columns of Shares, over rows of cells. An answered cell counts by its answer alone.
const std::string shares_columns =
    "count(*), sum(answered IS NULL AND verdict = 'proven'), sum(answered IS NULL AND verdict = 'confirmed'), "
    "sum(needs_review), sum(answered IS NOT NULL AND printed IS machine_printed), "
    "sum(answered IS NOT NULL AND printed IS NOT machine_printed)";

Shares read_shares(const Statement& row, int column) {
    return {row.integer(column),     row.integer(column + 1), row.integer(column + 2),
            row.integer(column + 3), row.integer(column + 4), row.integer(column + 5)};
}

void add(Shares& to, const Shares& more) {
    to.cells += more.cells;
    to.proven += more.proven;
    to.confirmed += more.confirmed;
    to.for_review += more.for_review;
    to.approved += more.approved;
    to.corrected += more.corrected;
}

/// What is told apart of a document.
struct Traits {
    std::string body, year, producer;
    std::int64_t run = 0;
};

std::map<std::int64_t, Traits> traits_of(const Database& database) {
    std::map<std::int64_t, Traits> all;
    Statement rows = database.query("SELECT id, organization, year, producer, run_id FROM documents");
    while (rows.next()) all[rows.integer(0)] = {rows.text(1), rows.text(2), rows.text(3), rows.integer(4)};
    return all;
}

/// All shares from one way through the cells, which are many.
struct Tables {
    Shares whole;
    std::map<std::string, Shares> bodies, years, producers;
    std::map<std::int64_t, Shares> pages, runs;
};

Tables tables_of(const Database& database) {
    const auto traits = traits_of(database);
    Tables tables;
    Statement rows =
        database.query("SELECT document_id, COALESCE(page, 0), " + shares_columns + " FROM cells GROUP BY 1, 2");
    while (rows.next()) {
        const Shares shares = read_shares(rows, 2);
        const Traits& document = traits.at(rows.integer(0));
        add(tables.whole, shares);
        add(tables.bodies[document.body], shares);
        add(tables.years[document.year], shares);
        add(tables.producers[document.producer], shares);
        add(tables.pages[rows.integer(1)], shares);
        add(tables.runs[document.run], shares);
    }
    return tables;
}

std::string shown(const std::string& name) {
    return name;
}
std::string shown(std::int64_t name) {
    return std::to_string(name);
}

template <class Name>
std::vector<Group> groups(const std::map<Name, Shares>& table) {
    std::vector<Group> all;
    for (const auto& [name, shares] : table) all.push_back({shown(name), shares});
    return all;
}

std::vector<Group> most_doubtful(std::vector<Group> all) {
    std::ranges::stable_sort(all, std::ranges::greater{}, [](const Group& group) { return group.shares.for_review; });
    if (all.size() > most_groups) all.resize(most_groups);
    return all;
}

std::vector<RunFigures> runs_of(const Database& database, const std::map<std::int64_t, Shares>& shares) {
    std::vector<RunFigures> runs;
    Statement rows = database.query(
        "SELECT runs.id, runs.started, runs.ended, count(DISTINCT document_id), count(DISTINCT CASE WHEN ending NOT IN "
        "('converted', 'for_review', 'changed', 'interrupted', 'trouble') THEN document_id END) "
        "FROM runs LEFT JOIN attempts ON attempts.run_id = runs.id GROUP BY runs.id ORDER BY runs.id");
    while (rows.next()) {
        const auto found = shares.find(rows.integer(0));
        runs.push_back({rows.integer(0), rows.text(1), rows.text(2), rows.integer(3), rows.integer(4),
                        found == shares.end() ? Shares{} : found->second});
    }
    return runs;
}

/// Reasons in words name the sum and the difference; what they have in common is the code.
std::vector<Group> reasons_of(const Database& database) {
    std::vector<Group> all;
    Statement rows =
        database.query("SELECT reason, count(*) FROM cells WHERE needs_review AND reason IS NOT NULL GROUP BY 1");
    while (rows.next()) {
        const std::string code = reason_code(rows.text(0));
        auto group = std::ranges::find(all, code, &Group::name);
        if (group == all.end()) group = all.insert(all.end(), {code, {}});
        group->shares.cells += rows.integer(1);
        group->shares.for_review += rows.integer(1);
    }
    std::ranges::stable_sort(all, std::ranges::greater{}, [](const Group& group) { return group.shares.cells; });
    return all;
}

std::vector<Day> days_of(const Database& database) {
    std::vector<Day> days;
    Statement rows = database.query(
        "SELECT substr(answered, 1, 10), count(*), sum(printed <> machine_printed) FROM answers WHERE kind NOT IN "
        "('skip', 'undo') GROUP BY 1 ORDER BY 1");
    while (rows.next()) days.push_back({rows.text(0), rows.integer(1), rows.integer(2)});
    return days;
}

}  // namespace

Statistics statistics_of(const Database& database) {
    Statistics all;
    const Tables tables = tables_of(database);
    all.shares = tables.whole;
    all.documents = database.number("SELECT count(*) FROM documents WHERE record_sha256 IS NOT NULL").value_or(0);
    all.documents_for_review =
        database.number("SELECT count(*) FROM documents WHERE outcome = 'for_review'").value_or(0);
    all.runs = runs_of(database, tables.runs);
    all.readers = reader_figures(database);
    all.bodies = most_doubtful(groups(tables.bodies));
    all.years = groups(tables.years);
    all.pages = groups(tables.pages);
    all.scanners = most_doubtful(groups(tables.producers));
    all.reasons = reasons_of(database);
    all.days = days_of(database);
    all.silent = silent_errors(database);
    return all;
}

}  // namespace nianbao::review
