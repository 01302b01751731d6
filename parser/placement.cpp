// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/placement.h"

#include <algorithm>
#include <iterator>

#include "parser/label_text.h"

namespace nianbao::parser {

std::string_view reason(Doubt doubt) {
    switch (doubt) {
        case Doubt::none:
            return "";
        case Doubt::value_count:
            return "the row has another number of values than the form has columns";
        case Doubt::merged:
            return "the printed cell covers several cells of the form";
        case Doubt::columns:
            return "the columns of the table could not be told";
        case Doubt::label:
            return "the row's label could not be recognised";
        case Doubt::heading:
            return "its column's heading could not be recognised";
        case Doubt::missing:
            return "its row or column was not found in the table";
        case Doubt::unit:
            return "the header gives the amount in 元 instead of 万元";
    }
    return "";
}

std::string_view name(Doubt doubt) {
    switch (doubt) {
        case Doubt::none:
            return "";
        case Doubt::value_count:
            return "value_count";
        case Doubt::merged:
            return "merged";
        case Doubt::columns:
            return "columns";
        case Doubt::label:
            return "label";
        case Doubt::heading:
            return "heading";
        case Doubt::missing:
            return "missing";
        case Doubt::unit:
            return "unit";
    }
    return "";
}

Doubt doubt_named(std::string_view wanted) {
    const auto found = std::ranges::find_if(all_doubts, [wanted](Doubt doubt) { return name(doubt) == wanted; });
    return found == all_doubts.end() ? Doubt::none : *found;
}

Doubt doubt_of_reason(std::string_view words) {
    const auto found =
        std::ranges::find_if(all_doubts, [words](Doubt doubt) { return words.starts_with(reason(doubt)); });
    return found == all_doubts.end() ? Doubt::none : *found;
}

bool SourceTrust::is_image_page(int page) const {
    if (is_text()) return false;
    const auto found = std::ranges::find(document->pages, page, &PageInfo::number);
    if (found != document->pages.end()) return found->source == PageText::Source::image;
    return document->source.kind != SourceKind::digital;
}

bool SourceTrust::is_image(const TableCell& cell) const {
    if (is_text()) return false;
    for (const Reading& reading : cell.readings) {
        if (reading.witness == Witness::text_layer) return false;
    }
    return !cell.readings.empty() || is_image_page(cell.page);
}

Warning row_warning(std::string code, const Row& row, const std::string& message) {
    return {"parser", std::move(code), row.page, message + ": " + row.text()};
}

std::string leaf_label(const Row& row) {
    const int last = row.last_label();
    return last < 0 ? std::string{} : row.fields[last].cell->text;
}

bool may_lack_cells(const Row& row, const SourceTrust& trust) {
    const bool unruled = row.table->origin == TableOrigin::ruled && row.table->grid_confidence <= 0;
    return !trust.is_text() && (unruled || trust.is_image_page(row.page));
}

double least_similarity(const Row& row, const SourceTrust& trust) {
    constexpr double printed = 0.5;     // misprints change a character or two
    constexpr double well_read = 0.35;  // a recogniser that was sure of another text saw another label
    const int last = row.last_label();
    if (!row.has_values()) return printed;
    if (last < 0) return trust.is_image_page(row.page) ? 0 : printed;
    const TableCell& label = *row.fields[last].cell;
    if (!trust.is_image(label)) return printed;
    if (hanzi_count(label.text) < 2) return 0;  // what is left of a label
    return label.confidence >= 0.9 ? well_read : 0;
}

std::vector<const Field*> fields_behind_label(const Row& row) {
    std::vector<const Field*> fields;
    for (std::size_t i = static_cast<std::size_t>(row.last_label() + 1); i < row.fields.size(); ++i) {
        fields.push_back(&row.fields[i]);
    }
    return fields;
}

}  // namespace nianbao::parser
