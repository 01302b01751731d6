// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/measure.h"

#include <chrono>

#include "bench/ablation.h"
#include "bench/edit_distance.h"
#include "bench/plain_tesseract.h"
#include "ocr/source.h"
#include "parser/record_json.h"

namespace nianbao::bench {
namespace {

constexpr double points_an_inch = 72;
constexpr double digital_dpi = 300;  // at which plain Tesseract gets pages that were never scanned

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string prose_of(const parser::Record& record) {
    std::string text = record.title.value_or("") + "\n" + record.preface + "\n";
    for (const parser::Section& section : record.sections) text += section.heading + "\n" + section.text + "\n";
    return text;
}

std::string plain_text(const DrawnReport& report, const DrawnFiles& files, Progress& progress) {
    const PageTurn turn = report.stratum.profile == "turned" ? PageTurn::find_out : PageTurn::upright;
    PlainTesseract tesseract("chi_sim", turn);
    const auto source = open_source(files.pdf);
    const double dpi = report.stratum.digital() ? digital_dpi : report.stratum.dpi;
    std::string text;
    for (int page = 1; page <= source->pages(); ++page) {
        progress.at(page, source->pages(), "plain tesseract");
        text += tesseract.read(source->render(page, dpi).pixels, dpi) + "\n";
    }
    return text;
}

}  // namespace

ReportResult begin_result(const DrawnReport& report, const Truth& truth, const BuildStamp& stamp) {
    ReportResult result;
    result.version = stamp.version;
    result.models = stamp.models;
    result.build = stamp.build;
    result.stratum = report.stratum;
    result.seed = report.seed;
    result.form = truth.form_mixed ? "mixed" : truth.form.value_or("none");
    result.families = truth.families;
    result.digit_pixels = truth.digit_points * report.stratum.dpi / points_an_inch;
    result.pages = truth.pages;
    return result;
}

Measured measure(const DrawnReport& report, const DrawnFiles& files, const BuildStamp& stamp, Progress& progress) {
    const Truth truth = read_truth(files.truth);
    ConvertOptions options;
    options.progress = &progress;
    const auto start = std::chrono::steady_clock::now();
    const Conversion conversion = convert({files.pdf}, options);
    Measured measured{begin_result(report, truth, stamp), prose_of(conversion.record),
                      parser::write_record_json(conversion.record)};
    ReportResult& result = measured.result;
    result.seconds = seconds_since(start);
    for (const Variant& variant : variants) {
        Judgement judgement = judge(truth, parse_as(conversion.document, variant));
        result.scores[std::string(variant.name)] = judgement.score;
        if (&variant == &variants.front()) result.bad = std::move(judgement.bad);
    }
    result.cells = observe_cells(truth, conversion.record);
    result.readings = observe_readers(truth, conversion.record, conversion.document);
    result.own_errors = own_errors(truth, conversion.record);
    result.structure = compare_structure(truth, conversion.record);
    return measured;
}

ReportResult failed_result(const DrawnReport& report, const DrawnFiles& files, const BuildStamp& stamp,
                           const std::string& why) {
    const Truth truth = read_truth(files.truth);
    ReportResult result = begin_result(report, truth, stamp);
    result.failure = why;
    for (const Variant& variant : variants) result.scores[std::string(variant.name)] = score_of_failure(truth);
    const parser::Record nothing;
    result.own_errors = own_errors(truth, nothing);
    result.structure = compare_structure(truth, nothing);
    return result;
}

Prose measure_prose(const DrawnReport& report, const DrawnFiles& files, const std::string& text, Progress& progress) {
    const std::u32string ours = comparable(text), plain = comparable(plain_text(report, files, progress));
    Prose prose;
    for (const std::string& section : read_truth(files.truth).sections) {
        const std::u32string wanted = comparable(section);
        prose.characters += static_cast<long>(wanted.size());
        prose.wrong += static_cast<long>(infix_distance(wanted, ours));
        prose.wrong_plain += static_cast<long>(infix_distance(wanted, plain));
    }
    return prose;
}

}  // namespace nianbao::bench
