// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <map>

#include "bench/ablation.h"
#include "bench/markdown.h"
#include "bench/report.h"
#include "bench/requirements.h"

namespace nianbao::bench {
namespace {

/// Bounds between classes of type size; a digit is about half as wide and two thirds as high as its type size.
constexpr std::array<int, 4> pixel_bounds{20, 26, 34, 44};

std::size_t size_class(const ReportResult& result) {
    std::size_t index = 0;
    while (index < pixel_bounds.size() && result.digit_pixels >= pixel_bounds[index]) ++index;
    return index;
}

std::vector<std::string> size_classes() {
    std::vector<std::string> names{"below " + std::to_string(pixel_bounds.front()) + " px"};
    for (std::size_t i = 1; i < pixel_bounds.size(); ++i) {
        names.push_back(std::to_string(pixel_bounds[i - 1]) + " to " + std::to_string(pixel_bounds[i]) + " px");
    }
    names.push_back(std::to_string(pixel_bounds.back()) + " px and more");
    return names;
}

std::size_t resolution_class(const ReportResult& result) {
    return result.stratum.dpi < 200 ? 0 : result.stratum.dpi < 300 ? 1 : 2;
}

/// Of one reader and class.
using Tallies = std::map<std::pair<Witness, std::size_t>, std::vector<Observation>>;

std::string table_of_readers(const Results& results, const std::string& heading,
                             const std::vector<std::string>& classes, std::size_t (*class_of)(const ReportResult&)) {
    Tallies tallies;
    for (const ReportResult& result : results) {
        if (result.stratum.digital()) continue;
        for (const ReaderObservation& reading : result.readings) {
            tallies[{reading.witness, class_of(result)}].push_back({reading.confidence, reading.right});
        }
    }
    MarkdownTable table(
        {"reader", heading, "readings", "right", "mean confidence", "errors", "errors expected", "Brier score"});
    for (const auto& [key, observations] : tallies) {
        const Reliability r = reliability(observations);
        const auto count = static_cast<double>(r.count);
        table.row({std::string(name(key.first)), classes[key.second], grouped(r.count),
                   percent(static_cast<double>(r.right) / count), fixed(1 - r.expected_errors / count, 5),
                   grouped(r.count - r.right), fixed(r.expected_errors, 1), fixed(r.brier, 6)});
    }
    return table.text();
}

/// 0.999 as "0.999", 0.5 as "0.5".
std::string shortest(double bound) {
    for (int decimals = 0; decimals < 4; ++decimals) {
        if (std::stod(fixed(bound, decimals)) == bound) return fixed(bound, decimals);
    }
    return fixed(bound, 4);
}

std::string reliability_table(const std::vector<Observation>& observations) {
    if (observations.empty()) return "None measured.\n\n";
    const Reliability all = reliability(observations);
    MarkdownTable table({"confidence", "cells", "mean confidence", "right", "wrong", "wrong expected"});
    for (const Bin& bin : all.bins) {
        if (bin.count == 0) continue;
        const auto count = static_cast<double>(bin.count);
        table.row({shortest(bin.low) + " to " + shortest(bin.high), grouped(bin.count),
                   fixed(bin.confidence / count, 6), percent(static_cast<double>(bin.right) / count),
                   grouped(bin.count - bin.right), fixed(count - bin.confidence, 2)});
    }
    return table.text() + "Brier score " + fixed(all.brier, 6) + " over " + grouped(all.count) + " cells; " +
           grouped(all.count - all.right) + " wrong, " + fixed(all.expected_errors, 1) + " expected.\n\n";
}

}  // namespace

std::string section_ablations(const Results& results) {
    std::string text =
        "## What each witness is worth\n\n"
        "The same conversions, parsed again with one reader of numbers taken out, or with the form's sums kept from "
        "deciding and vouching (they are still listed). Without a reader, its readings are gone; a cell that the other "
        "one saw nothing in counts as unreadable, not as blank. What is not undone: labels are read by Tesseract "
        "always, "
        "which places hold numbers is told by both, and the thresholds for review are those of the product. Intervals "
        "as "
        "above.\n\n";
    MarkdownTable table({"pages", "witnesses", "cells", "exact", "for review", "silent", "silent rate", "extra"});
    for (const std::string& group : group_names()) {
        const Chosen reports = of_group(results, group);
        if (reports.empty()) continue;
        for (const Variant& variant : variants) {
            if (group == group_of({"digital", 0}) && variant.readers != ReadersKept::both) continue;  // nothing is read
            const CellSummary summary = summarise(reports, std::string(variant.name));
            table.row({group, std::string(variant.name), grouped(summary.score.cells), percent(summary.exact),
                       percent(summary.review), grouped(summary.score.silent), one_in(summary.silent.share),
                       grouped(summary.score.extra)});
        }
    }
    return text + table.text();
}

std::string section_confidence(const Results& results) {
    std::vector<Observation> scans, digital;
    for (const ReportResult& result : results) {
        auto& list = result.stratum.digital() ? digital : scans;
        list.insert(list.end(), result.cells.begin(), result.cells.end());
    }
    return "## Confidence\n\n"
           "A cell's `confidence` is the probability that `printed` is what stands on the page. Of the cells with a "
           "confidence, as many should be right as it says. All cells that the record and the report have, marked for "
           "review or not.\n\nScans:\n\n" +
           reliability_table(scans) + "Born digital:\n\n" + reliability_table(digital);
}

std::string section_readers(const Results& results) {
    return "### The two readers of numbers, each by itself\n\n"
           "What each reader said of a cell in which it saw anything, by the size of the numbers' type in pixels of "
           "the "
           "scan, and by resolution. Where a cell was put into a wrong place its readings count as wrong.\n\n" +
           table_of_readers(results, "type size", size_classes(), size_class) +
           table_of_readers(results, "dpi", {"150", "200", "300"}, resolution_class);
}

}  // namespace nianbao::bench
