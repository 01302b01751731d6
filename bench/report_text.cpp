// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "bench/markdown.h"
#include "bench/report.h"
#include "bench/requirements.h"

namespace nianbao::bench {
namespace {

constexpr std::size_t most_bad_cells = 40;

std::string joined(const std::set<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// The command that measures the same again.
std::string command(const Asked& asked) {
    const TestSetOptions standard;
    std::string text = "./dev accuracy";
    if (asked.set.reports != standard.reports) text += " --reports " + std::to_string(asked.set.reports);
    if (asked.set.seed != standard.seed) text += " --seed " + std::to_string(asked.set.seed);
    if (!asked.set.profiles.empty()) text += " --profiles";
    for (std::size_t i = 0; i < asked.set.profiles.size(); ++i) text += (i > 0 ? "," : " ") + asked.set.profiles[i];
    if (!asked.set.dpi.empty()) text += " --dpi";
    for (std::size_t i = 0; i < asked.set.dpi.size(); ++i)
        text += (i > 0 ? "," : " ") + std::to_string(asked.set.dpi[i]);
    return text;
}

struct Faults {
    const ReportResult* report;
    const BadCell* cell;
};

std::vector<Faults> unseen_faults(const Results& results) {
    std::vector<Faults> all;
    for (const ReportResult& result : results) {
        for (const BadCell& cell : result.bad) {
            if (cell.fault != Fault::flagged) all.push_back({&result, &cell});
        }
    }
    return all;
}

Prose prose_of(const Chosen& reports) {
    Prose sum;
    for (const ReportResult* report : reports) {
        sum.characters += report->prose.characters;
        sum.wrong += report->prose.wrong;
        sum.wrong_plain += report->prose.wrong_plain;
    }
    return sum;
}

void prose_row(MarkdownTable& table, const std::string& name, const Chosen& all) {
    Chosen reports;
    std::copy_if(all.begin(), all.end(), std::back_inserter(reports),
                 [](const ReportResult* report) { return report->prose.characters > 0; });
    if (reports.empty()) return;
    const Prose prose = prose_of(reports);
    const auto rate = [&](long wrong) {
        return percent(static_cast<double>(wrong) / static_cast<double>(prose.characters));
    };
    table.row(
        {name, std::to_string(reports.size()), grouped(prose.characters), rate(prose.wrong), rate(prose.wrong_plain)});
}

void structure_row(MarkdownTable& table, const std::string& name, const Chosen& reports) {
    if (reports.empty()) return;
    const auto share = [&](auto property) {
        return percent(static_cast<double>(std::count_if(reports.begin(), reports.end(), property)) /
                       static_cast<double>(reports.size()));
    };
    int tables = 0, found = 0;
    for (const ReportResult* report : reports) {
        tables += report->structure.tables;
        found += report->structure.found;
    }
    table.row({name, std::to_string(reports.size()), share([](const auto* r) { return r->structure.all_tables(); }),
               std::to_string(found) + " of " + std::to_string(tables),
               share([](const auto* r) { return r->structure.title; }),
               share([](const auto* r) { return r->structure.organization; }),
               share([](const auto* r) { return r->structure.year; }),
               share([](const auto* r) { return r->structure.form; })});
}

std::string versions(const Results& results) {
    std::set<std::string> texts;
    for (const ReportResult& r : results) texts.insert(r.version + " (build " + r.build + ", models " + r.models + ")");
    const std::string list = "nianbao " + joined(texts);
    return texts.size() > 1 ? "**results of several builds, run it again:** " + list : list;
}

}  // namespace

std::string introduction(const Results& results, const Asked& asked) {
    std::set<std::string> families;
    std::map<std::string, int> forms;
    int pages = 0, converted = 0, cells = 0;
    double seconds = 0;
    for (const ReportResult& result : results) {
        families.insert(result.families.begin(), result.families.end());
        ++forms[result.form];
        pages += result.pages;
        if (!result.failed()) converted += result.pages;
        cells += result.product().cells;
        seconds += result.seconds;
    }
    std::string by_form;
    for (const auto& [form, count] : forms)
        by_form += (by_form.empty() ? "" : ", ") + form + " " + std::to_string(count);
    return "# Accuracy\n\nMeasured: " + versions(results) + ", on " + grouped(static_cast<long>(results.size())) +
           " drawn reports" +
           (results.size() < asked.reports ? " (of " + std::to_string(asked.reports) + " asked for)" : "") + " with " +
           grouped(pages) + " pages and " + grouped(cells) + " cells; seeds from " + std::to_string(asked.set.seed) +
           " on. By form: " + by_form + ". Again: `" + command(asked) +
           "`, which writes this page; a run that was stopped goes on where it was.\n\n"
           "The reports are typeset from seeds that are kept for judging: nothing may be trained, calibrated or set by "
           "looking at them. They are set in " +
           std::to_string(families.size()) + " font families (" + joined(families) +
           "); none of these is among the fonts that fixtures for tuning are set in, nor among those that the glyph "
           "reader "
           "is trained on. Each kind of page has reports of its own. Scans are made by the model of "
           "`fixtures/scan_profile.h`: real scans have "
           "faults that it does not, so these figures say how well the program reads *such* pages. Conversion took " +
           fixed(converted > 0 ? seconds / converted : 0, 1) + " s a page on the machine that measured.\n\n";
}

std::string section_prose(const Results& results) {
    std::string text =
        "## Prose\n\n"
        "Share of wrong characters in the texts of the sections: fewest insertions, deletions and replacements that "
        "make "
        "the section out of a part of what was read, over its length; spaces left out, full-width signs, quotation "
        "marks "
        "and dashes made alike for both. \"Tesseract\" is Tesseract as it comes (chi_sim, automatic segmentation, on "
        "turned pages with its own detection of the turn) on the same pages at the scan's resolution, born-digital "
        "ones "
        "at 300 dpi. Measured on the first reports of each kind.\n\n";
    MarkdownTable table({"pages", "reports", "characters", "nianbao", "Tesseract"});
    for (const Stratum& stratum : all_strata()) prose_row(table, stratum.name(), of_stratum(results, stratum));
    prose_row(table, "**all scans**", choose(results, [](const ReportResult& r) { return !r.stratum.digital(); }));
    return text + table.text();
}

std::string section_structure(const Results& results) {
    std::string text =
        "## Structure\n\n"
        "A table is right where the record has one with the same number of rows and columns, in the same order; title, "
        "organization, year and form are right where they are the same to the character.\n\n";
    MarkdownTable table(
        {"pages", "reports", "every table right", "tables right", "title", "organization", "year", "form"});
    for (const Stratum& stratum : all_strata()) structure_row(table, stratum.name(), of_stratum(results, stratum));
    for (const std::string& group : group_names()) structure_row(table, "**" + group + "**", of_group(results, group));
    return text + table.text();
}

std::string section_failures(const Results& results) {
    const Chosen failed = choose(results, [](const ReportResult& result) { return result.failed(); });
    std::string text = "## Reports that could not be converted\n\n";
    if (failed.empty()) return text + "None.\n\n";
    for (const ReportResult* report : failed) text += "- " + report->failure + "\n";
    return text + "\n";
}

std::string section_bad_cells(const Results& results) {
    const std::vector<Faults> all = unseen_faults(results);
    std::string text = "## Cells that are silently wrong, or that the report does not have\n\n";
    if (all.empty()) return text + "None.\n";
    text += "The first " + std::to_string(std::min(all.size(), most_bad_cells)) + " of " + std::to_string(all.size()) +
            "; all of them are in `silent.json` in the working folder. A report is drawn again by its seed.\n\n";
    MarkdownTable table({"report", "cell", "printed", "read", "confidence"});
    for (std::size_t i = 0; i < all.size() && i < most_bad_cells; ++i) {
        const auto& [report, cell] = all[i];
        table.row({report->name(), cell->id, cell->truth, cell->got, fixed(cell->confidence, 6)});
    }
    return text + table.text();
}

std::string accuracy_page(const Results& results, const Asked& asked) {
    std::string page = introduction(results, asked);
    for (const auto section :
         {section_requirements, section_strata, section_own_errors, section_ablations, section_confidence,
          section_readers, section_prose, section_structure, section_failures, section_bad_cells}) {
        page += section(results);
    }
    return page;
}

std::string bad_cells_json(const Results& results) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& [report, cell] : unseen_faults(results)) {
        list.push_back({{"report", report->name()},
                        {"profile", report->stratum.profile},
                        {"dpi", report->stratum.dpi},
                        {"seed", report->seed},
                        {"cell", cell->id},
                        {"fault", cell->fault == Fault::silent ? "silent" : "extra"},
                        {"truth", cell->truth},
                        {"got", cell->got},
                        {"confidence", cell->confidence}});
    }
    return list.dump(1) + "\n";
}

}  // namespace nianbao::bench
