// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <iostream>

#include "pipeline/commands/batch_options.h"
#include "pipeline/commands/explain_options.h"
#include "pipeline/commands/store_options.h"

namespace nianbao {
namespace {

constexpr const char* about =
    "nianbao turns Chinese government disclosure reports (PDF, scans, photographs, text) into records whose every\n"
    "number is checked or marked for review.";

constexpr const char* convert_about =
    "Convert reports: PDF, PNG, JPEG, TIFF, or the text form (.txt).\n"
    "One report and no -o: the record goes to standard output. Several: one JSON record a line, or use --output-dir.";

constexpr const char* convert_examples =
    "Examples:\n"
    "  nianbao convert report.pdf                                 the record as JSON, on standard output\n"
    "  nianbao convert report.pdf -o report.html                  a page to read, doubtful cells marked\n"
    "  nianbao convert *.pdf --format json,csv --output-dir out   out/NAME.json, out/NAME.csv, out/NAME.table1.csv, "
    "...\n"
    "  nianbao convert page1.jpg page2.jpg --as-one -o report.json\n"
    "  nianbao convert report.pdf --pages 2-4 --debug-dir debug   pictures of every stage, to see where a cell was "
    "lost\n"
    "\n"
    "CSV: one row a cell, with its id, value, text as printed, confidence and place; in files, which begin with a "
    "byte\n"
    "order mark for spreadsheets, each table is also written beside it as NAME.tableN.csv.\n"
    "\n"
    "Exit codes: 0 all converted, 1 internal error, 2 wrong usage, 3 an input could not be converted (the others "
    "were),\n"
    "4 with --strict: something needs review.";

/// The options as CLI11 fills them, before they get their types.
struct RawOptions {
    std::string formats, file, folder, debug_folder, pages;
    std::vector<std::string> inputs;
    bool as_one = false, quiet = false, verbose = false, no_sandbox = false;
    int timeout_s = 300, page_deadline_s = 120;
};

std::string check_formats(const std::string& text) {
    return parse_formats(text) ? "" : "must be json, text, csv or html (several with commas), not '" + text + "'";
}

std::string check_pages(const std::string& text) {
    return PageSelection::parse(text) ? "" : "must be page numbers and ranges such as 1,3-5, not '" + text + "'";
}

std::string check_language(const std::string& text) {
    const bool plain = std::all_of(text.begin(), text.end(),
                                   [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '+'; });
    const bool whole =
        !text.empty() && text.front() != '+' && text.back() != '+' && text.find("++") == std::string::npos;
    return plain && whole ? "" : "must be names such as chi_sim or chi_sim+eng, not '" + text + "'";
}

/// A range that does not clutter the help.
CLI::Validator within(double least, double most) {
    return CLI::Range(least, most).description("");
}

void add_results(CLI::App& convert, RawOptions& raw, ConvertRequest& request) {
    convert.add_option("INPUT", raw.inputs, "reports")->required()->type_name("");
    convert.add_option("-f,--format", raw.formats, "json (default), text, csv, html; several with commas")
        ->check(check_formats)
        ->type_name("FORMAT");
    auto* file = convert.add_option("-o,--output", raw.file, "write the result here (- is standard output)");
    file->type_name("FILE");
    convert.add_option("--output-dir", raw.folder, "write NAME.json (or .txt, .csv, .html) for each report here")
        ->type_name("DIR")
        ->excludes(file);
    convert.add_flag("--as-one", raw.as_one, "the inputs are the pages of one report, in this order");
    convert.add_flag("--strict", request.strict, "leave with 4 when something needs review");
}

void add_reading(CLI::App& convert, RawOptions& raw, ConvertRequest& request) {
    convert.add_option("--pages", raw.pages, "only these, e.g. 1,3-5")->check(check_pages)->type_name("PAGES");
    convert.add_option("--dpi", request.dpi, "resolution at which PDF pages are rendered, 72 to 1200")
        ->check(within(72, 1200))
        ->type_name("DPI")
        ->capture_default_str();
    convert.add_option("--password", request.password, "of an encrypted PDF")->type_name("TEXT");
    convert.add_option("--language", request.language, "Tesseract's language for the prose")
        ->check(check_language)
        ->type_name("NAME")
        ->capture_default_str();
}

void add_workers(CLI::App& convert, RawOptions& raw, ConvertRequest& request) {
    convert.add_option("-j,--jobs", request.jobs, "so many worker processes at a time")
        ->check(within(1, 1024))
        ->type_name("COUNT")
        ->capture_default_str();
    convert
        .add_option("--deadline-per-page", raw.page_deadline_s,
                    "an attempt at a page is ended after so many seconds; after three the page is given up, and the "
                    "record says so; 0: never")
        ->check(within(0, 86400))
        ->type_name("SECONDS")
        ->capture_default_str();
    convert.add_option("--timeout", raw.timeout_s, "the same after so many seconds without progress; 0: never")
        ->check(within(0, 86400))
        ->type_name("SECONDS")
        ->capture_default_str();
    convert.add_option("--memory-limit", request.memory_limit_mb, "address space of a worker; 0: as much as there is")
        ->check(within(0, 1000000))
        ->type_name("MB")
        ->capture_default_str();
    convert.add_flag("--no-sandbox", raw.no_sandbox,
                     "read inputs without the sandbox, where the system has none (see nianbao doctor)");
}

void add_telling(CLI::App& convert, RawOptions& raw, ConvertRequest& request) {
    convert
        .add_option("--debug-dir", raw.debug_folder,
                    "write a picture after each stage of each page here; whole inputs are then read in one process and "
                    "without the sandbox, which could not write")
        ->type_name("DIR");
    convert.add_flag("--timing", request.timing, "say how long each stage of each page took");
    auto* quiet = convert.add_flag("-q,--quiet", raw.quiet, "only errors");
    convert.add_flag("-v,--verbose", raw.verbose, "also every warning of the record, and what the libraries say")
        ->excludes(quiet);
}

void finish(const RawOptions& raw, ConvertRequest& request) {
    request.inputs.assign(raw.inputs.begin(), raw.inputs.end());
    if (!raw.formats.empty()) request.output.formats = *parse_formats(raw.formats);
    if (!raw.file.empty()) request.output.file = raw.file;
    if (!raw.folder.empty()) request.output.folder = raw.folder;
    if (raw.as_one) request.output.grouping = Grouping::one_report_of_all;
    if (!raw.debug_folder.empty()) request.debug_folder = raw.debug_folder;
    if (!raw.pages.empty()) request.pages = *PageSelection::parse(raw.pages);
    if (raw.quiet) request.verbosity = Verbosity::quiet;
    if (raw.verbose) request.verbosity = Verbosity::verbose;
    request.without_progress = std::chrono::seconds(raw.timeout_s);
    request.page_deadline = std::chrono::seconds(raw.page_deadline_s);
    if (raw.no_sandbox) request.isolation = workers::Isolation::none;
}

/// False when it is another command.
bool take_store_command(const BatchOptions& batch, const StoreOptions& store, CommandLine& line) {
    using Command = CommandLine::Command;
    if (batch.asked_for()) {
        line.batch = batch.request();
        line.command = Command::batch;
    } else if (store.status_asked_for()) {
        line.status = store.status();
        line.command = Command::status;
    } else if (store.export_asked_for()) {
        line.exporting = store.exporting();
        line.command = Command::exporting;
    } else if (store.verify_asked_for()) {
        line.verify = store.verify();
        line.command = Command::verify;
    }
    return line.command != Command::none;
}

/// False when it is none of these.
bool take_other_command(const Commands& more, CommandLine& line) {
    for (const auto& command : more) {
        if (!command->asked_for()) continue;
        line.other = command.get();
        line.command = CommandLine::Command::other;
        return true;
    }
    return false;
}

/// CLI11 has a code for each kind of mistake; ours is 2 for all.
int complain(const CLI::App& app, const CLI::ParseError& error, int count) {
    if (count < 2) {  // nothing was asked for: say what could be
        std::cerr << app.help();
        return 2;
    }
    return app.exit(error, std::cout, std::cerr) == 0 ? 0 : 2;
}

}  // namespace

CommandLine parse_command_line(int count, const char* const* arguments, const Commands& more) {
    CommandLine line;
    RawOptions raw;
    CLI::App app(about, "nianbao");
    app.set_version_flag("--version", "nianbao " NIANBAO_VERSION);
    app.require_subcommand(1);
    CLI::App* convert = app.add_subcommand("convert", convert_about);
    convert->footer(convert_examples);
    add_results(*convert, raw, line.convert);
    add_reading(*convert, raw, line.convert);
    add_workers(*convert, raw, line.convert);
    add_telling(*convert, raw, line.convert);
    ExplainOptions explain_options(app);
    const BatchOptions batch_options(app);
    const StoreOptions store_options(app);
    for (const auto& command : more) command->add_to(app);
    const CLI::App* doctor =
        app.add_subcommand("doctor",
                           "Check what is installed and name the packages that are missing; and whether "
                           "the sandbox is in force, layer by layer.");
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        line.exit_code = complain(app, error, count);
        return line;
    }
    if (explain_options.asked_for()) {
        line.explain = explain_options.request();
        line.command = CommandLine::Command::explain;
        return line;
    }
    if (take_store_command(batch_options, store_options, line) || take_other_command(more, line)) return line;
    finish(raw, line.convert);
    line.command = doctor->parsed() ? CommandLine::Command::doctor : CommandLine::Command::convert;
    return line;
}

}  // namespace nianbao
