// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/observations.h"

#include "parser/form.h"
#include "parser/value.h"

namespace nianbao::bench {
namespace {

parser::Quantity quantity_of(const std::string& id) {
    const parser::FormBook& forms = parser::national_forms();
    const int index = forms.find(id);
    return index >= 0 && forms.cells[index].amount ? parser::Quantity::amount : parser::Quantity::count;
}

/// The characters' name for comparing them: the same for 1,113 and 1113, different for 0 and a blank.
std::string key(const std::string& text, const std::string& id) {
    const parser::Quantity quantity = quantity_of(id);
    const std::string whole = parser::with_separators(text, quantity);
    return parser::parse_value(whole, parser::TextSource::image, quantity).key;
}

bool right(const std::string& read, const std::string& id, const Truth& truth) {
    const auto printed = truth.printed.find(id);
    return printed != truth.printed.end() && key(read, id) == key(printed->second, id);
}

const TableCell* table_cell(const Document& document, const parser::RecordCell& cell) {
    if (!cell.box) return nullptr;
    for (const Block& block : document.blocks) {
        const auto* table = std::get_if<Table>(&block);
        if (table == nullptr) continue;
        for (const TableCell& candidate : table->cells) {
            if (candidate.page == cell.page && candidate.box == cell.box) return &candidate;
        }
    }
    return nullptr;
}

}  // namespace

std::vector<Observation> observe_cells(const Truth& truth, const parser::Record& record) {
    std::vector<Observation> all;
    for (const parser::RecordCell& cell : record.cells) {
        if (truth.printed.contains(cell.id)) all.push_back({cell.confidence, right(cell.printed, cell.id, truth)});
    }
    return all;
}

std::vector<ReaderObservation> observe_readers(const Truth& truth, const parser::Record& record,
                                               const Document& document) {
    std::vector<ReaderObservation> all;
    for (const parser::RecordCell& cell : record.cells) {
        if (!truth.printed.contains(cell.id)) continue;
        const TableCell* source = table_cell(document, cell);
        if (source == nullptr) continue;
        for (const Reading& reading : source->readings) {
            if (reading.text.empty()) continue;
            all.push_back({reading.witness, reading.confidence, right(reading.text, cell.id, truth)});
        }
    }
    return all;
}

}  // namespace nianbao::bench
