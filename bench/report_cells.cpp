// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/markdown.h"
#include "bench/report.h"
#include "bench/requirements.h"

namespace nianbao::bench {
namespace {

const char* in_words(bool met) {
    return met ? "met" : "**not met**";
}

/// A number that the report does not have is as bad as a wrong one.
int wrong_unseen(const Score& score) {
    return score.silent + score.extra;
}

bool met(const Requirement& requirement, const CellSummary& summary) {
    const double rate =
        summary.score.cells > 0 ? static_cast<double>(wrong_unseen(summary.score)) / summary.score.cells : 0;
    return summary.exact.share >= requirement.exact && summary.review_outside.share <= requirement.review &&
           rate <= requirement.silent && summary.failed == 0;
}

void requirement_row(MarkdownTable& table, const std::string& name, const Requirement& requirement,
                     const Chosen& reports) {
    if (reports.empty()) return table.row({name, "0", "", "", "", "", "not measured"});
    const CellSummary summary = summarise(reports);
    table.row({name, std::to_string(summary.reports), grouped(summary.score.cells), percent(summary.exact.share),
               percent(summary.review_outside.share), std::to_string(wrong_unseen(summary.score)),
               in_words(met(requirement, summary))});
}

std::string silent_cell(const CellSummary& summary) {
    return std::to_string(summary.score.silent) + " (" + one_in(summary.silent.interval.low) + " to " +
           one_in(summary.silent.interval.high) + ")";
}

void stratum_row(MarkdownTable& table, const std::string& name, const Chosen& reports) {
    if (reports.empty()) return;
    const CellSummary summary = summarise(reports);
    const Score& score = summary.score;
    table.row({name,
               std::to_string(summary.reports) +
                   (summary.failed > 0 ? " (" + std::to_string(summary.failed) + " failed)" : ""),
               grouped(score.cells), percent(summary.exact), percent(summary.review), percent(summary.review_outside),
               silent_cell(summary), std::to_string(score.extra)});
}

}  // namespace

std::string section_requirements(const Results& results) {
    std::string text =
        "## What is required\n\n"
        "\"Silent\" counts cells that are wrong or missing and not marked for review, and numbers that the report does "
        "not have. \"For review\" leaves out cells of sums that the report itself gets wrong: of these a right program "
        "marks as many as it must.\n\n";
    for (const Requirement& requirement : requirements()) {
        text += "**" + requirement.name + "**: at least " + percent(requirement.exact) + " exact, " +
                (requirement.review > 0 ? "at most " + percent(requirement.review) : "none") + " for review, silent " +
                (requirement.silent > 0 ? "at most " + one_in(requirement.silent) : "none") + ".\n\n";
        MarkdownTable table({"stratum", "reports", "cells", "exact", "for review", "silent", "verdict"});
        for (const Stratum& stratum : requirement.strata) {
            requirement_row(table, stratum.name(), requirement, of_stratum(results, stratum));
        }
        if (requirement.strata.size() > 1) {
            requirement_row(table, "all of them", requirement, of_group(results, requirement.name));
        }
        text += table.text();
    }
    return text;
}

std::string section_strata(const Results& results) {
    std::string text =
        "## Every kind of page\n\n"
        "The number behind a kind is the scan's resolution in dpi. \"Exact\" and \"for review\" are shares of all "
        "cells, "
        "with 95 % intervals in brackets by the bootstrap over reports; \"outside own errors\" leaves out the cells of "
        "sums that the report itself gets wrong. \"Silent\" has its exact (Clopper-Pearson) 95 % interval, which takes "
        "cells as independent. A report that could not be converted has failed: its cells count as missing and "
        "marked.\n\n";
    MarkdownTable table(
        {"pages", "reports", "cells", "exact", "for review", "… outside own errors", "silent", "extra"});
    for (const Stratum& stratum : all_strata()) stratum_row(table, stratum.name(), of_stratum(results, stratum));
    for (const std::string& group : group_names()) stratum_row(table, "**" + group + "**", of_group(results, group));
    stratum_row(table, "**all scans**",
                choose(results, [](const ReportResult& result) { return !result.stratum.digital(); }));
    return text + table.text();
}

std::string section_own_errors(const Results& results) {
    std::string text =
        "## Sums that the report itself gets wrong\n\n"
        "Some reports are drawn with a deliberate mistake. It must be reported, and what is printed must stay. A sum "
        "is "
        "\"reported\" where the record lists it as not holding; \"repaired\" are cells of such sums with another value "
        "than the printed one and no mark.\n\n";
    MarkdownTable table({"pages", "reports with such sums", "all sums reported", "sums", "reported",
                         "with a cell for review", "their cells", "kept as printed", "for review", "repaired"});
    const auto has_own = [](const ReportResult& result) { return result.own_errors.checks > 0; };
    if (choose(results, has_own).empty()) return text + "None of these reports has one.\n\n";
    for (const std::string& group : group_names()) {
        OwnErrors sum;
        int reports = 0, all = 0;
        for (const ReportResult* report : of_group(results, group)) {
            if (report->own_errors.checks == 0) continue;
            ++reports;
            all += report->own_errors.all_reported();
            sum += report->own_errors;
        }
        if (reports == 0) continue;
        const auto share = [](int part, int whole) { return percent(static_cast<double>(part) / whole); };
        table.row({group, std::to_string(reports), share(all, reports), std::to_string(sum.checks),
                   share(sum.reported, sum.checks), share(sum.with_review, sum.checks), std::to_string(sum.cells),
                   share(sum.kept, sum.cells), share(sum.review, sum.cells), std::to_string(sum.repaired)});
    }
    return text + table.text();
}

}  // namespace nianbao::bench
