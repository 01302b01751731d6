// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/commands/show_command.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

#include "document/failure.h"
#include "parser/record_json.h"
#include "pipeline/atomic_file.h"
#include "pipeline/output_plan.h"
#include "pipeline/store/file_names.h"
#include "pipeline/store/reviewed_record.h"
#include "review/log/report_text.h"

namespace nianbao::review {
namespace {

constexpr const char* about = "Show a report in the terminal, doubtful cells and characters coloured.";

constexpr const char* details =
    "DOCUMENT is a report of the store: a part of its file's name, the beginning of its SHA-256, or its number; with\n"
    "the answers of reviewers. Without --store it is a record's file, as convert writes it.\n"
    "Doubtful is black on yellow, answered is green; where there are no colours (NO_COLOR, not a terminal) ?12? is\n"
    "doubtful and 12* answered.";

/// Documents that fit, by number, hash or name; those whose whole name it is come before those that hold it.
std::vector<std::pair<std::int64_t, std::string>> matching(const store::Database& database, const std::string& wanted) {
    std::vector<std::pair<std::int64_t, std::string>> found;
    store::Statement rows = database.query(
        "SELECT documents.id, COALESCE(files.name, documents.sha256) FROM documents LEFT JOIN files ON files.id = "
        "documents.file_id WHERE documents.record_sha256 IS NOT NULL AND (CAST(documents.id AS TEXT) = ?1 OR "
        "(length(?1) >= 6 AND substr(documents.sha256, 1, length(?1)) = ?1) OR instr(files.name, ?1) > 0) ORDER BY "
        "files.name <> ?1, files.name",
        {wanted});
    while (rows.next()) found.emplace_back(rows.integer(0), rows.text(1));
    const bool exact = !found.empty() && (found[0].second == wanted || std::to_string(found[0].first) == wanted);
    if (exact) found.resize(1);
    return found;
}

std::int64_t the_document(const store::Database& database, const std::string& wanted) {
    const auto found = matching(database, wanted);
    if (found.size() == 1) return found.front().first;
    if (found.empty()) throw UsageError("the store has no converted report that fits " + wanted);
    std::string words = std::to_string(found.size()) + " reports fit " + wanted + ":";
    constexpr std::size_t most = 5;
    for (std::size_t i = 0; i < std::min(most, found.size()); ++i)
        words += "\n  " + std::to_string(found[i].first) + "  " + found[i].second;
    throw UsageError(words + (found.size() > most ? "\n  …" : ""));
}

parser::Record of_store(const std::string& folder, const std::string& wanted) {
    const store::Store store(folder, store::Store::Purpose::read);
    store::Statement row = store.database().query("SELECT sha256, record_sha256 FROM documents WHERE id = ?",
                                                  {the_document(store.database(), wanted)});
    row.next();
    return store::reviewed_record(store, row.text(0), row.text(1));
}

parser::Record of_file(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw UsageError("cannot read " + file + "; name a record, or a report with --store");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return parser::read_record_json(text);
}

}  // namespace

void ShowCommand::add_to(CLI::App& app) {
    CLI::App* command = app.add_subcommand("show", about);
    command->add_option("document", document_, "which report")->required()->type_name("DOCUMENT");
    command->add_option("--store", store_, "the store")->type_name("DIR");
    auto* tables = command->add_flag("--tables", tables_, "only the tables");
    command->add_flag("--doubtful", doubtful_, "only rows with a doubtful or answered cell")->excludes(tables);
    command->footer(details);
    command->callback([this] { asked_for_ = true; });
}

int ShowCommand::run() {
    ReportTextOptions options{colours_of(STDOUT_FILENO), width_of(STDOUT_FILENO)};
    if (tables_) options.parts = ReportTextOptions::Parts::tables;
    if (doubtful_) options.parts = ReportTextOptions::Parts::doubtful;
    try {
        const parser::Record record = store_.empty() ? of_file(document_) : of_store(store_, document_);
        write_to_descriptor(STDOUT_FILENO, report_text(record, options), "standard output");
        return 0;
    } catch (const Failure& failure) {
        std::cerr << failure.line(store::readable_name(std::filesystem::path(store_.empty() ? document_ : store_)))
                  << "\n";
        return 1;
    }
}

}  // namespace nianbao::review
