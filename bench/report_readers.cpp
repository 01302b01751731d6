// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "bench/ablation.h"
#include "bench/markdown.h"
#include "bench/report.h"
#include "bench/requirements.h"

namespace nianbao::bench {
namespace {

/// Upper ends of the classes of type size; digits are about half as wide and two thirds as high as their type size.
constexpr std::array<int, 5> pixel_bounds{20, 26, 34, 44, 1000};

std::string size_class(double pixels) {
    int low = 0;
    for (const int high : pixel_bounds) {
        if (pixels < high) {
            if (low == 0) return "below " + std::to_string(high) + " px";
            return high == pixel_bounds.back() ? std::to_string(low) + " px and more"
                                               : std::to_string(low) + " to " + std::to_string(high) + " px";
        }
        low = high;
    }
    return {};
}

struct Tally {
    std::vector<Observation> observations;
};

/// By reader, then by class; classes in the order of their names' appearance in `order`.
using Tallies = std::map<std::pair<Witness, std::size_t>, Tally>;

template <class ClassOf>
void table_of_readers(const Results& results, const std::vector<std::string>& order, ClassOf class_of,
                      const std::string& heading, std::string& text) {
    Tallies tallies;
    for (const ReportResult& result : results) {
        if (result.stratum.digital()) continue;
        const std::size_t index = class_of(result);
        for (const ReaderObservation& reading : result.readings) {
            tallies[{reading.witness, index}].observations.push_back({reading.confidence, reading.right});
        }
    }
    MarkdownTable table(
        {"reader", heading, "readings", "right", "mean confidence", "errors", "errors expected", "Brier score"});
    for (const auto& [key, tally] : tallies) {
        const Reliability r = reliability(tally.observations);
        const auto count = static_cast<double>(r.count);
        table.row({std::string(name(key.first)), order[key.second], grouped(r.count),
                   percent(static_cast<double>(r.right) / count), fixed(1 - r.expected_errors / count, 5),
                   grouped(r.count - r.right), fixed(r.expected_errors, 1), fixed(r.brier, 6)});
    }
    text += table.text();
}

std::string reliability_table(const std::vector<Observation>& observations) {
    const Reliability all = reliability(observations);
    MarkdownTable table({"confidence", "cells", "mean confidence", "right", "wrong", "wrong expected"});
    for (const Bin& bin : all.bins) {
        if (bin.count == 0) continue;
        const auto count = static_cast<double>(bin.count);
        table.row({fixed(bin.low, bin.low < 0.999 ? 2 : 4) + " to " + fixed(bin.high, bin.high < 0.999 ? 2 : 4),
                   grouped(bin.count), fixed(bin.confidence / count, 6),
                   percent(static_cast<double>(bin.right) / count), grouped(bin.count - bin.right),
                   fixed(count - bin.confidence, 2)});
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
    std::string text =
        "### The two readers of numbers, each by itself\n\n"
        "What each reader said of a cell in which it saw anything, by the size of the numbers' type in pixels of the "
        "scan, and by resolution. Where a cell was put into a wrong place its readings count as wrong.\n\n";
    std::vector<std::string> sizes, resolutions{"150", "200", "300"};
    for (const int bound : pixel_bounds) sizes.push_back(size_class(bound - 1));
    const auto by_size = [&](const ReportResult& result) {
        std::size_t index = 0;
        while (sizes[index] != size_class(result.digit_pixels)) ++index;
        return index;
    };
    const auto by_resolution = [&](const ReportResult& result) {
        return static_cast<std::size_t>(result.stratum.dpi < 175 ? 0 : result.stratum.dpi < 250 ? 1 : 2);
    };
    table_of_readers(results, sizes, by_size, "type size", text);
    table_of_readers(results, resolutions, by_resolution, "dpi", text);
    return text;
}

}  // namespace nianbao::bench
