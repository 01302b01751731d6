// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/ablation.h"

#include <algorithm>

#include "parser/value.h"

namespace nianbao::bench {
namespace {

bool is_number(const std::string& text) {
    const auto kind = parser::parse_value(text, parser::TextSource::image, parser::Quantity::amount).kind;
    return kind == parser::CellValue::Kind::number || kind == parser::CellValue::Kind::dash;
}

/// Was it read as a number? The reader of glyphs reads nothing else, and the other one says what it read.
bool is_numeric(const TableCell& cell) {
    return std::any_of(cell.readings.begin(), cell.readings.end(), [](const Reading& reading) {
        return reading.witness == Witness::glyphs || is_number(reading.text);
    });
}

void keep(TableCell& cell, Witness witness) {
    if (!is_numeric(cell)) return;
    std::erase_if(cell.readings, [&](const Reading& reading) { return reading.witness != witness; });
    if (cell.readings.empty()) cell.readings.push_back({witness, "", 0, {}});
    cell.text = cell.readings.front().text;
    cell.confidence = cell.readings.front().confidence;
}

}  // namespace

Document keep_readers(Document document, ReadersKept kept) {
    if (kept == ReadersKept::both) return document;
    const Witness witness = kept == ReadersKept::glyphs ? Witness::glyphs : Witness::tesseract;
    for (Block& block : document.blocks) {
        if (auto* table = std::get_if<Table>(&block)) {
            for (TableCell& cell : table->cells) keep(cell, witness);
        }
    }
    return document;
}

parser::Record parse_as(const Document& document, const Variant& variant) {
    parser::ParseOptions options;
    options.sums = variant.sums;
    if (variant.readers == ReadersKept::both) return parser::parse_report(document, options);
    return parser::parse_report(keep_readers(document, variant.readers), options);
}

}  // namespace nianbao::bench
