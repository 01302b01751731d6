// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/commands/explain.h"

#include <unistd.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>

#include "document/failure.h"
#include "ocr/source_sniff.h"
#include "parser/record_json.h"
#include "pipeline/atomic_file.h"
#include "pipeline/explain/explain_outputs.h"
#include "pipeline/explain/visible.h"
#include "pipeline/output_plan.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;
using parser::Record;
using parser::RecordCell;

parser::Record read_record(const fs::path& file) {
    sniff_media_type(file);  // for its words about files that are not there or empty
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return parser::read_record_json(text);
}

ExplainFormat format_of(const ExplainRequest& request) {
    if (request.format) return *request.format;
    if (!request.output) return ExplainFormat::text;
    const std::string ending = request.output->extension().string();
    if (ending == ".json") return ExplainFormat::json;
    return ending == ".html" || ending == ".htm" ? ExplainFormat::html : ExplainFormat::text;
}

bool to_standard_output(const std::optional<fs::path>& file) {
    return !file || *file == "-";
}

void refuse_overwriting(const ExplainRequest& request, const Record& record) {
    std::vector<fs::path> inputs = request.crop.reports;
    inputs.insert(inputs.end(), {request.record, fs::path(record.source.file)});
    for (const auto* output : {&request.output, &request.crop_file}) {
        if (to_standard_output(*output)) continue;
        for (const fs::path& input : inputs) {
            std::error_code ignored;
            if (fs::is_regular_file(input, ignored) && fs::equivalent(**output, input, ignored))
                throw UsageError("the output " + (*output)->string() + " would overwrite an input; write it elsewhere");
        }
    }
}

/// With several cells each has a file of its own: crop.png becomes crop.review.total.png.
fs::path crop_path(const fs::path& wanted, const std::string& id, std::size_t cells) {
    if (cells == 1) return wanted;
    std::string name = id;
    for (char& c : name) {
        if (c == '/' || static_cast<unsigned char>(c) < 0x20) c = '_';
    }
    const std::string ending = wanted.extension().string();
    return wanted.parent_path() / (wanted.stem().string() + "." + name + (ending.empty() ? ".png" : ending));
}

enum class Pictures { unwanted, if_possible, demanded };

Pictures pictures_for(const ExplainRequest& request, ExplainFormat format) {
    if (request.crop_file) return Pictures::demanded;
    if (format == ExplainFormat::html) return Pictures::if_possible;
    const bool seen = format == ExplainFormat::text && to_standard_output(request.output) && isatty(STDOUT_FILENO) != 0;
    return seen ? Pictures::if_possible : Pictures::unwanted;
}

std::string render(const Record& record, const std::vector<Explanation>& explanations, ExplainFormat format,
                   Drawing drawing) {
    switch (format) {
        case ExplainFormat::json:
            return explanations_json(record, explanations);
        case ExplainFormat::html:
            return explanations_html(record, explanations);
        case ExplainFormat::text:
            break;
    }
    if (explanations.empty()) return "No cell is for review.\n";
    std::string out;
    for (const Explanation& explanation : explanations) {
        out += (out.empty() ? "" : "\n") + explanation_text(explanation, drawing);
    }
    return out;
}

/// A text has no pictures, and a cell that was not found has no place: nothing is missing there.
bool pictures_missing(const Record& record, const std::vector<Explanation>& explanations) {
    if (record.source.kind == SourceKind::text) return true;
    for (const Explanation& explanation : explanations) {
        if (explanation.cell.box && explanation.crop_png.empty()) return true;
    }
    return false;
}

int explain(const ExplainRequest& request) {
    const Record record = read_record(request.record);
    refuse_overwriting(request, record);
    const std::vector<const RecordCell*> cells = select_cells(record, request.cells, request.wanted);
    const ExplainFormat format = format_of(request);
    const Pictures pictures = pictures_for(request, format);
    Crops crops;
    if (pictures != Pictures::unwanted) crops = crops_of(record, request.record, cells, request.crop);
    for (const std::string& complaint : crops.complaints) std::cerr << complaint << "\n";

    std::vector<Explanation> explanations;
    for (const RecordCell* cell : cells) {
        explanations.push_back(explain_cell(record, *cell));
        explanations.back().crop_png = crops.png[cell->id];
    }
    const bool draw = pictures != Pictures::unwanted && (!request.crop_file || *request.crop_file == "-");
    const std::string content = render(record, explanations, format, draw ? Drawing::braille : Drawing::none);
    if (request.crop_file && *request.crop_file != "-") {
        for (const Explanation& explanation : explanations) {
            if (explanation.crop_png.empty()) continue;
            write_whole_file(crop_path(*request.crop_file, explanation.cell.id, cells.size()), explanation.crop_png);
        }
    }
    if (to_standard_output(request.output)) {
        write_to_descriptor(STDOUT_FILENO, content, "standard output");
    } else {
        write_whole_file(*request.output, content);
    }
    return pictures == Pictures::demanded && pictures_missing(record, explanations) ? 3 : 0;
}

}  // namespace

int run_explain(const ExplainRequest& request) {
    try {
        return explain(request);
    } catch (const Failure& failure) {
        std::cerr << failure.line(request.record.string()) << "\n";
        return 3;
    }
}

}  // namespace nianbao
