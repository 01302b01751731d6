// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/commands/log_command.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <map>

#include "document/failure.h"
#include "pipeline/atomic_file.h"
#include "pipeline/batch/stop_signal.h"
#include "pipeline/store/file_names.h"
#include "pipeline/store/store.h"
#include "review/log/log_text.h"

namespace nianbao::review {
namespace {

constexpr const char* about = "Read a store's confidence log: filter, sort, count, and follow a batch at work.";

constexpr const char* details =
    "Examples:\n"
    "  nianbao log --store store --verdict review --sort confidence   what is least sure\n"
    "  nianbao log --store store --document qingshi --page 3          all that was read on a page\n"
    "  nianbao log --store store --histogram                          how sure the cells are\n"
    "  nianbao log --store store --reliability                        and how far that was right\n"
    "  nianbao log --store store --follow --below 0.9                 a batch at work\n"
    "Lines of the log are not changed by answers; nianbao show and nianbao export have them. With --json the lines "
    "are\n"
    "printed as they are, for jq.";

const std::map<std::string, LogOrder> orders = {{"written", LogOrder::written},
                                                {"confidence", LogOrder::confidence},
                                                {"document", LogOrder::document},
                                                {"page", LogOrder::page},
                                                {"cell", LogOrder::cell}};

CLI::Validator one_of(std::vector<std::string> names) {
    return CLI::IsMember(std::move(names)).description("");
}

void print(const std::string& text) {
    write_to_descriptor(STDOUT_FILENO, text, "standard output");
}

}  // namespace

void LogCommand::add_to(CLI::App& app) {
    CLI::App* command = app.add_subcommand("log", about);
    command->add_option("--store", store_, "the store")->required()->type_name("DIR");
    command->add_option("--document", filter_.document, "part of the file's name, or the beginning of its SHA-256");
    command->add_option("--page", page_, "only this page")->check(CLI::PositiveNumber);
    command->add_option("--kind", filter_.kind, "disclosure, applications, disputes (tables of the form), or table")
        ->check(one_of({"disclosure", "applications", "disputes", "table"}))
        ->type_name("KIND");
    command->add_option("--cell", filter_.cell, "an id, or a pattern with * and ?")->type_name("CELL");
    command->add_option("--below", below_, "only cells less sure than this, 0 to 1")->check(CLI::Range(0.0, 1.0));
    command->add_option("--verdict", filter_.verdict, "proven, confirmed or review")
        ->check(one_of({"proven", "confirmed", "review"}))
        ->type_name("VERDICT");
    command->add_option("--sort", order_, "written (default), confidence, document, page or cell")
        ->check(one_of({"written", "confidence", "document", "page", "cell"}))
        ->type_name("ORDER");
    command->add_flag("--reverse", reverse_, "the other way round");
    command->add_option("--limit", limit_, "at most so many lines")->type_name("COUNT");
    command->add_flag("--json", json_, "the log's own lines");
    auto* histogram = command->add_flag("--histogram", histogram_, "count cells by their confidence");
    auto* reliability = command->add_flag("--reliability", reliability_, "confidences against what reviewers found")
                            ->excludes(histogram);
    command->add_flag("--follow", follow_, "wait for further lines, until Ctrl-C")
        ->excludes(histogram)
        ->excludes(reliability);
    command->footer(details);
    command->callback([this] { asked_for_ = true; });
}

int LogCommand::run() {
    if (page_ > 0) filter_.page = page_;
    if (below_ > 0) filter_.below = below_;
    try {
        const store::Store there(store_, store::Store::Purpose::read);
        if (reliability_) {
            reliability();
        } else if (histogram_) {
            histogram();
        } else if (follow_) {
            follow_log();
        } else {
            list();
        }
        return 0;
    } catch (const Failure& failure) {
        std::cerr << failure.line(store::readable_name(std::filesystem::path(store_))) << "\n";
        return 1;
    }
}

void LogCommand::list() const {
    const Colours colours = colours_of(STDOUT_FILENO);
    std::vector<LogLine> lines;
    for_each_line(log_files(store_), filter_, [&](LogLine line) { lines.push_back(std::move(line)); });
    sort_lines(lines, orders.at(order_));
    if (reverse_) std::reverse(lines.begin(), lines.end());
    const std::size_t shown = limit_ > 0 ? std::min(limit_, lines.size()) : lines.size();
    if (!json_) print(log_header(colours));
    for (std::size_t i = 0; i < shown; ++i) print(json_ ? lines[i].json + "\n" : log_row(lines[i], colours));
    if (shown < lines.size() && !json_) print("… and " + std::to_string(lines.size() - shown) + " more\n");
}

void LogCommand::histogram() const {
    Histogram histogram;
    for_each_line(log_files(store_), filter_, [&](const LogLine& line) { histogram.add(line); });
    print(histogram.text(colours_of(STDOUT_FILENO)));
}

void LogCommand::reliability() const {
    const store::Store store(store_, store::Store::Purpose::read);
    print(reliability_text(store::reliability(store.database()), colours_of(STDOUT_FILENO)));
}

void LogCommand::follow_log() const {
    const batch::StopSignal stop;
    const Colours colours = colours_of(STDOUT_FILENO);
    if (!json_) print(log_header(colours));
    follow(
        log_files(store_).back(), filter_,
        [&](const LogLine& line) { print(json_ ? line.json + "\n" : log_row(line, colours)); },
        [&] { return stop.times() == 0; });
}

}  // namespace nianbao::review
