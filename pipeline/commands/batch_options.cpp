// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/commands/batch_options.h"

#include <CLI/CLI.hpp>

#include "pipeline/batch/setting_list.h"
#include "pipeline/batch/settings_file.h"
#include "pipeline/output_plan.h"

namespace nianbao {
namespace {

using batch::Setting;

constexpr const char* batch_about =
    "Convert what is new or changed in files and folders, and keep the records in a store. Run it again and again: "
    "what\n"
    "is done is skipped, what was interrupted goes on, the files themselves are never touched.";

constexpr const char* retry_about =
    "Convert again what failed before, whole reports or pages, in the whole store or under the paths named. Takes the "
    "options of batch.";

constexpr const char* batch_examples =
    "Examples:\n"
    "  nianbao batch /srv/reports --store /srv/nianbao               a folder, all the way down\n"
    "  nianbao batch 'in/*.pdf' more/report.tif --store store        patterns and files\n"
    "  find in -name '*.pdf' -print0 | nianbao batch --null - --store store\n"
    "  nianbao batch --settings /etc/nianbao.toml                    every option may stand in a file, see "
    "docs/operations.md\n"
    "  nianbao batch inbox --watch --store store                     stay, and convert what arrives\n"
    "\n"
    "A report is converted again when its content has changed, or when the program, its models or --language or --dpi\n"
    "have. Two files with the same content are one report under two names.\n"
    "\n"
    "Exit codes: 0 all files are converted, 1 internal error, or the store had trouble, 2 wrong usage, 3 a file could\n"
    "not be converted, now or before, 4 with --strict: something needs review. Stopped by a signal before its end, "
    "the\n"
    "program leaves by that signal; the same command goes on where it was.";

}  // namespace

void BatchOptions::add_settings(CLI::App& command) {
    command.add_option("--settings", settings_file_, "read settings from this file (TOML); options go before it")
        ->type_name("FILE");
    for (const Setting& setting : batch::all_settings()) {
        if (setting.kind == Setting::Kind::list) continue;
        Given& given = given_[setting.key];
        const std::string names = setting.option() + (setting.key == "quiet"  ? ",-q"
                                                      : setting.key == "jobs" ? ",-j"
                                                                              : "");
        if (setting.kind == Setting::Kind::flag) {
            command.add_flag(names, given.flag, setting.help);
        } else {
            command.add_option(names, given.texts, setting.help)
                ->expected(1)
                ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
                ->allow_extra_args(false)
                ->type_name(setting.argument);
        }
    }
}

BatchOptions::BatchOptions(CLI::App& app)
    : batch_(app.add_subcommand("batch", batch_about)), retry_(app.add_subcommand("retry", retry_about)) {
    for (CLI::App* command : {batch_, retry_}) {
        command->add_option("PATH", paths_, batch::find_setting("paths")->help)->type_name("");
        add_settings(*command);
    }
    batch_->footer(batch_examples);
}

bool BatchOptions::asked_for() const {
    return batch_->parsed() || retry_->parsed();
}

BatchRequest BatchOptions::request() const {
    BatchRequest request;
    request.scope = retry_->parsed() ? batch::Scope::failures : batch::Scope::paths;
    if (!settings_file_.empty()) batch::read_settings_file(settings_file_, request.settings);
    if (retry_->parsed()) {  // the file is the nightly run's
        request.settings.paths.clear();
        request.settings.watch = batch::Switch::off;
    }
    for (const auto& [key, given] : given_) {
        const Setting& setting = *batch::find_setting(key);
        try {
            if (given.flag) setting.apply(request.settings, {"true"});
            if (!given.texts.empty()) setting.apply(request.settings, {given.texts.back()});
        } catch (const UsageError& error) {
            throw UsageError(setting.option() + ": " + error.what());
        }
    }
    if (!paths_.empty()) request.settings.paths = paths_;
    if (batch_->parsed() && request.settings.paths.empty()) throw UsageError("name files or folders to convert");
    if (retry_->parsed() && request.settings.watch == batch::Switch::on)
        throw UsageError("--watch is for batch, not for retry");
    return request;
}

}  // namespace nianbao
