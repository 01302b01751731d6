// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/status.h"

#include "pipeline/store/outcome.h"

namespace nianbao::store {
namespace {

std::vector<Status::Group> groups(const Database& database, const std::string& by, const std::string& order) {
    std::vector<Status::Group> all;
    Statement rows = database.query(
        "SELECT " + by +
        ", count(*), sum(outcome = 'for_review'), sum(cells), sum(cells_for_review), sum(checks_failed), "
        "sum(cells_answered), sum(cells_corrected) "
        "FROM reports WHERE outcome IN ('converted', 'for_review') GROUP BY 1 ORDER BY " +
        order);
    while (rows.next()) {
        all.push_back({rows.text(0), rows.integer(1), rows.integer(2), rows.integer(3), rows.integer(4),
                       rows.integer(5), rows.integer(6), rows.integer(7)});
    }
    return all;
}

std::vector<Status::Report> reports(const Database& database, const std::string& which, const std::string& order) {
    std::vector<Status::Report> all;
    Statement rows =
        database.query("SELECT file, outcome, cause, remedy, cells, cells_for_review, page FROM reports WHERE " +
                       which + " ORDER BY " + order);
    while (rows.next()) {
        all.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.integer(4), rows.integer(5),
                       rows.integer(6)});
    }
    return all;
}

}  // namespace

Status status_of(const Store& store) {
    const Database& database = store.database();
    Status status;
    Statement outcomes = database.query("SELECT outcome, count(*) FROM reports GROUP BY outcome");
    while (outcomes.next()) status.files_by_outcome[outcomes.text(0)] = outcomes.integer(1);
    status.by_year = groups(database, "year", "1");
    status.by_body = groups(database, "organization", "5 DESC, 1");
    status.for_review = reports(database, "outcome = 'for_review'", "cells_for_review DESC, file");
    status.failures =
        reports(database, "outcome NOT IN ('converted', 'for_review', 'waiting', 'duplicate')", "outcome, file");
    status.documents = database.number("SELECT count(*) FROM documents").value_or(0);
    status.records_of_older_recipes =
        database
            .number(
                "SELECT count(*) FROM documents WHERE record_sha256 IS NOT NULL AND recipe_id <> "
                "(SELECT recipe_id FROM runs ORDER BY id DESC LIMIT 1)")
            .value_or(0);
    status.answered = database.number("SELECT sum(cells_answered) FROM documents").value_or(0);
    status.corrected = database.number("SELECT sum(cells_corrected) FROM documents").value_or(0);
    status.attempts = database.number("SELECT count(*) FROM attempts").value_or(0);
    status.interrupted = database.number("SELECT count(*) FROM attempts WHERE ending = 'interrupted'").value_or(0);
    Statement runs = database.query("SELECT started, finished, ended FROM runs ORDER BY id DESC LIMIT 5");
    while (runs.next()) status.runs.push_back({runs.text(0), runs.text(1), runs.text(2)});
    return status;
}

}  // namespace nianbao::store
