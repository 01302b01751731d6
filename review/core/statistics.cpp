// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/core/statistics.h"

#include <algorithm>

#include "review/core/reader_figures.h"
#include "review/core/sample.h"
#include "review/queue.h"

namespace nianbao::review {
namespace {

using store::Database;
using store::Statement;

constexpr int most_groups = 50;

/// Columns of Shares, over rows of cells. An answered cell counts by its answer alone.
const std::string shares_columns =
    "count(*), sum(answered IS NULL AND verdict = 'proven'), sum(answered IS NULL AND verdict = 'confirmed'), "
    "sum(needs_review), sum(answered IS NOT NULL AND printed IS machine_printed), "
    "sum(answered IS NOT NULL AND printed IS NOT machine_printed)";

Shares read_shares(const Statement& row, int column) {
    return {row.integer(column),     row.integer(column + 1), row.integer(column + 2),
            row.integer(column + 3), row.integer(column + 4), row.integer(column + 5)};
}

std::vector<Group> groups(const Database& database, const std::string& by, const std::string& order) {
    std::vector<Group> all;
    Statement rows = database.query("SELECT " + by + ", " + shares_columns +
                                        " FROM cells JOIN documents ON documents.id = cells.document_id GROUP BY 1 "
                                        "ORDER BY " +
                                        order + " LIMIT ?",
                                    {most_groups});
    while (rows.next()) all.push_back({rows.text(0), read_shares(rows, 1)});
    return all;
}

std::vector<RunFigures> runs_of(const Database& database) {
    std::vector<RunFigures> runs;
    Statement rows = database.query(
        "SELECT id, started, ended, (SELECT count(DISTINCT document_id) FROM attempts WHERE run_id = runs.id), "
        "(SELECT count(DISTINCT document_id) FROM attempts WHERE run_id = runs.id AND ending NOT IN ('converted', "
        "'for_review', 'changed', 'interrupted', 'trouble')) FROM runs ORDER BY id");
    while (rows.next())
        runs.push_back({rows.integer(0), rows.text(1), rows.text(2), rows.integer(3), rows.integer(4), {}});
    Statement shares = database.query("SELECT documents.run_id, " + shares_columns +
                                      " FROM cells JOIN documents ON documents.id = cells.document_id WHERE "
                                      "documents.run_id IS NOT NULL GROUP BY 1");
    while (shares.next()) {
        const auto run = std::ranges::find(runs, shares.integer(0), &RunFigures::run);
        if (run != runs.end()) run->shares = read_shares(shares, 1);
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
    Statement total = database.query("SELECT " + shares_columns + " FROM cells");
    if (total.next()) all.shares = read_shares(total, 0);
    all.documents = database.number("SELECT count(*) FROM documents WHERE record_sha256 IS NOT NULL").value_or(0);
    all.documents_for_review =
        database.number("SELECT count(*) FROM documents WHERE outcome = 'for_review'").value_or(0);
    all.runs = runs_of(database);
    all.readers = reader_figures(database);
    all.bodies = groups(database, "COALESCE(documents.organization, '')", "5 DESC, 1");
    all.years = groups(database, "COALESCE(documents.year, '')", "1");
    all.pages = groups(database, "COALESCE(cells.page, 0)", "1");
    all.scanners = groups(database, "COALESCE(documents.producer, '')", "5 DESC, 1");
    all.reasons = reasons_of(database);
    all.days = days_of(database);
    all.silent = silent_errors(database);
    return all;
}

}  // namespace nianbao::review
