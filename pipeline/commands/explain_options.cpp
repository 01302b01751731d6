// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/commands/explain_options.h"

#include <CLI/CLI.hpp>

#include "pipeline/output_plan.h"

namespace nianbao {
namespace {

constexpr const char* about =
    "Say why a cell of a record says what it says: what stands on the page, what each reader made of it, the sums it\n"
    "stands in, and the verdict.";

constexpr const char* examples =
    "CELL is an id, or a pattern in quotes: * stands for anything, ? for one character.\n"
    "\n"
    "Examples:\n"
    "  nianbao explain report.json applications.new_received.natural_person\n"
    "  nianbao explain report.json 'applications.new_received.*'        a whole row\n"
    "  nianbao explain report.json --review -o review.html              every doubtful cell with its picture\n"
    "  nianbao explain report.json review.total --crop cell.png         the cell as it stands on the page\n"
    "\n"
    "The picture is cut out of the report that the record names, looked for in the current folder and beside the\n"
    "record, and only if its bytes are still those that were read. On a terminal it is drawn with the text.\n"
    "With several cells, --crop cell.png writes cell.ID.png for each.\n"
    "\n"
    "Exit codes: 0 explained, 2 wrong usage or no such cell, 3 no record, or --crop could not be had.";

ExplainFormat format_named(const std::string& name) {
    if (name == "json") return ExplainFormat::json;
    return name == "html" ? ExplainFormat::html : ExplainFormat::text;
}

}  // namespace

ExplainOptions::ExplainOptions(CLI::App& app) : command_(app.add_subcommand("explain", about)) {
    command_->footer(examples);
    command_->add_option("RECORD", record_, "a record as JSON, as convert writes it")->required()->type_name("");
    command_->add_option("CELL", cells_, "ids or patterns")->type_name("");
    command_->add_flag("--review", for_review_, "only cells for review; without CELL all of them");
    command_->add_option("-f,--format", format_, "text (default), json or html")
        ->check(CLI::IsMember({"text", "json", "html"}).description(""))
        ->type_name("FORMAT");
    command_->add_option("-o,--output", output_, "write it here (- is standard output)")->type_name("FILE");
    command_->add_option("--report", reports_, "where the report is now; once for each of its files")
        ->allow_extra_args(false)
        ->type_name("FILE");
    command_->add_option("--crop", crop_, "write the picture of the cell here, as PNG; - draws it into the text")
        ->type_name("FILE");
    command_->add_option("--dpi", dpi_, "resolution of the picture, 72 to 1200")
        ->check(CLI::Range(72.0, 1200.0).description(""))
        ->type_name("DPI")
        ->capture_default_str();
    command_->add_option("--password", password_, "of an encrypted PDF")->type_name("TEXT");
    command_->add_flag("--no-sandbox", no_sandbox_,
                       "render the report without the sandbox, where the system has none (see nianbao doctor)");
}

bool ExplainOptions::asked_for() const {
    return command_->parsed();
}

ExplainRequest ExplainOptions::request() const {
    if (cells_.empty() && !for_review_) throw UsageError("name a cell, a pattern such as 'review.*', or --review");
    ExplainRequest request;
    request.record = record_;
    request.cells = cells_;
    request.wanted = for_review_ ? Wanted::for_review : Wanted::every_cell;
    request.crop.reports.assign(reports_.begin(), reports_.end());
    request.crop.password = password_;
    request.crop.dpi = dpi_;
    if (no_sandbox_) request.crop.isolation = workers::Isolation::none;
    if (!crop_.empty()) request.crop_file = crop_;
    if (!format_.empty()) request.format = format_named(format_);
    if (!output_.empty()) request.output = output_;
    return request;
}

}  // namespace nianbao
