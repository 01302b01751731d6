// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/parser/faithful.h"

#include <stdexcept>
#include <variant>

namespace synthetic {

using namespace nianbao;
using namespace nianbao::parser;

Read faithful(double confidence, int readers) {
    return [=](const std::string& printed) {
        std::vector<Reading> readings;
        if (printed.empty()) return readings;
        readings.push_back({Witness::tesseract, printed, confidence, {}});
        if (readers > 1) readings.push_back({Witness::glyphs, printed, confidence, {}});
        return readings;
    };
}

TableCell& cell_at(Document& document, const Record& record, const std::string& id) {
    const RecordCell* wanted = record.find(id);
    for (Block& block : document.blocks) {
        auto* table = std::get_if<Table>(&block);
        if (table == nullptr) continue;
        const bool third = id.starts_with("applications.");
        if (third != (table->columns == 10)) continue;
        for (TableCell& cell : table->cells) {
            if (cell.box == wanted->box && !cell.readings.empty()) return cell;
        }
    }
    throw std::logic_error("no such cell");
}

void misread(TableCell& cell, const std::string& text, std::vector<Alternative> alternatives) {
    for (Reading& reading : cell.readings) {
        reading.text = text;
        reading.alternatives = alternatives;
    }
}

Report busy_report(Random& random) {
    const std::string row = "applications.not_processed.repeated.";
    for (;;) {
        Report report = make_report(random, FormYear::y2021, 60);
        if (report.printed[row + "natural_person"].size() == 2 && report.printed[row + "business"] == "0")
            return report;
    }
}

}  // namespace synthetic
