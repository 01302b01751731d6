// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/commands/store_options.h"

#include <CLI/CLI.hpp>

#include "pipeline/output_plan.h"

namespace nianbao {
namespace {

constexpr const char* status_about = "Say what a store holds: by outcome, year and body, and what needs review.";
constexpr const char* export_about = "Write all records of a store into one file.";
constexpr const char* verify_about =
    "Check a store: every file against its hash, the database against itself and against the files.";

constexpr const char* export_details =
    "csv     one row a cell, with the report's file, body, year and form\n"
    "xlsx    a sheet for each table of the form with one row a report, doubtful cells coloured and with a comment; "
    "the\n"
    "        checks that fail; all files with their outcomes\n"
    "jsonl   one record a line, in the order of the files' names\n"
    "sqlite  a copy of the database in one file: the tables cells, checks, warnings, attempts, pages, the views "
    "reports\n"
    "        and review\n"
    "Without --format the ending of FILE says it. csv and jsonl go to standard output where no FILE is named.";

constexpr const char* verify_details =
    "--repair removes files that nothing names, and has reports whose files are missing or damaged converted again by\n"
    "the next batch.\n"
    "Exit codes: 0 the store is whole, 1 it is not, 2 wrong usage.";

CLI::Validator one_of(std::vector<std::string> names) {
    return CLI::IsMember(std::move(names)).description("");
}

}  // namespace

StoreOptions::StoreOptions(CLI::App& app)
    : status_(app.add_subcommand("status", status_about)),
      export_(app.add_subcommand("export", export_about)),
      verify_(app.add_subcommand("verify", verify_about)) {
    for (CLI::App* command : {status_, export_, verify_}) {
        command->add_option("--store", store_, "the store")->required()->type_name("DIR");
    }
    status_->add_option("-f,--format", status_format_, "table (default) or json")
        ->check(one_of({"table", "json"}))
        ->type_name("FORMAT");
    status_->add_flag("--all", all_, "lists in full");
    export_->add_option("-f,--format", export_format_, "csv, xlsx, jsonl or sqlite")
        ->check(one_of({"csv", "xlsx", "jsonl", "sqlite"}))
        ->type_name("FORMAT");
    export_->add_option("-o,--output", output_, "write it here (- is standard output)")->type_name("FILE");
    export_->footer(export_details);
    verify_->add_flag("--repair", repair_, "mend what can be mended");
    verify_->add_flag("--forget-older", forget_older_, "also let go of records that older programs made; repairs");
    verify_->footer(verify_details);
}

bool StoreOptions::status_asked_for() const {
    return status_->parsed();
}
bool StoreOptions::export_asked_for() const {
    return export_->parsed();
}
bool StoreOptions::verify_asked_for() const {
    return verify_->parsed();
}

StatusRequest StoreOptions::status() const {
    const auto format = status_format_ == "json" ? StatusRequest::Format::json : StatusRequest::Format::table;
    return {store_, format, all_};
}

ExportRequest StoreOptions::exporting() const {
    using Wanted = ExportRequest::Format;
    ExportRequest request;
    request.store = store_;
    if (!output_.empty()) request.output = output_;
    std::string name = export_format_;
    if (name.empty()) {
        const std::string ending = std::filesystem::path(output_).extension().string();
        if (ending == ".csv" || ending == ".xlsx" || ending == ".jsonl" || ending == ".sqlite") name = ending.substr(1);
        if (ending == ".db") name = "sqlite";
    }
    if (name.empty()) throw UsageError("say what to write: --format csv, xlsx, jsonl or sqlite");
    request.format = name == "csv"      ? Wanted::csv
                     : name == "xlsx"   ? Wanted::xlsx
                     : name == "sqlite" ? Wanted::sqlite
                                        : Wanted::jsonl;
    return request;
}

VerifyRequest StoreOptions::verify() const {
    return {store_, repair_ || forget_older_, forget_older_};
}

}  // namespace nianbao
