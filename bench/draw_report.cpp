// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/draw_report.h"

#include <nlohmann/json.hpp>
#include <set>

#include "fixtures/image_pdf.h"
#include "fixtures/truth.h"
#include "pipeline/atomic_file.h"

namespace nianbao::bench {
namespace {

namespace fs = std::filesystem;

std::string scanned(const fs::path& print, const DrawnReport& report) {
    const fixtures::Printer printer(print.string());
    std::vector<fixtures::ScannedPage> pages;
    for (int number = 1; number <= printer.pages(); ++number) {
        pages.push_back(fixtures::scan(printer.print(number, report.stratum.dpi),
                                       fixtures::scan_profile(report.stratum.profile), report.stratum.dpi, report.seed,
                                       number));
    }
    return fixtures::image_pdf(pages, fixtures::HiddenText::none, report.seed);
}

/// How the report is set, for the tables that break accuracy down by it.
nlohmann::json setting(const fixtures::Style& style) {
    std::set<std::string> families;
    for (const auto& face : {style.title, style.heading, style.body, style.table, style.table_header}) {
        families.insert(face.family);
    }
    for (const auto& latin : {style.body_latin, style.table_latin}) {
        if (!latin.empty()) families.insert(latin);
    }
    return {{"digit_points", style.digit_size}, {"families", families}};
}

}  // namespace

DrawnFiles files_of(const DrawnReport& report, const fs::path& folder) {
    const fs::path stem = folder / report.name();
    return {stem.string() + ".pdf", stem.string() + ".truth.json"};
}

void draw(const DrawnReport& report, const DrawnFiles& files) {
    if (fs::exists(files.pdf) && fs::exists(files.truth)) return;
    make_folder(files.pdf.parent_path());
    const fs::path print = files.pdf.string() + ".print.tmp";
    const auto fonts = report.for_judging() ? fixtures::FontSet::judge : fixtures::FontSet::tune;
    const fixtures::Report drawn =
        fixtures::draw_report(report.seed, report.form, fixtures::draw_style(report.seed, fonts));
    const fixtures::Typeset typeset = fixtures::typeset(drawn, print.string());
    if (report.stratum.digital()) {
        fs::rename(print, files.pdf);
    } else {
        write_whole_file(files.pdf, scanned(print, report));
        fs::remove(print);
    }
    auto truth = nlohmann::ordered_json::parse(fixtures::truth_json(drawn, typeset));
    truth["setting"] = setting(drawn.style);
    write_whole_file(files.truth, truth.dump(1) + "\n");
}

}  // namespace nianbao::bench
