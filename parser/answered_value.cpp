// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/answered_value.h"

#include "parser/form.h"
#include "parser/label_text.h"

namespace nianbao::parser {
namespace {

/// A count has no unit of money: characters that are no count, and an amount, name theirs.
bool names_unit(const std::string& printed, TextSource source) {
    return parse_value(printed, source, Quantity::count).kind == CellValue::Kind::unreadable;
}

CellValue from_yuan(CellValue value) {
    value.value = value.value->shifted_by_ten_thousand();
    value.converted = true;
    value.kind = value.value ? CellValue::Kind::number : CellValue::Kind::unreadable;
    if (value.value) value.key = value.value->text();
    return value;
}

CellValue value_in(const RecordCell& cell, const std::string& printed, TextSource source) {
    CellValue value = parse_value(printed, source, quantity_of(cell.id));
    const bool in_yuan = value.kind == CellValue::Kind::number && doubt_of(cell) == Doubt::unit;
    return in_yuan && !names_unit(printed, source) ? from_yuan(std::move(value)) : value;
}

bool is_whole(const Decimal& value) {
    return from_micros(value.micros().value_or(1)).scale() == 0;
}

}  // namespace

Quantity quantity_of(const std::string& cell) {
    const int at = national_forms().find(cell);
    const bool amount = at >= 0 && national_forms().cells[static_cast<std::size_t>(at)].amount;
    return amount ? Quantity::amount : Quantity::count;
}

Doubt doubt_of(const RecordCell& cell) {
    if (cell.decoder) return doubt_named(cell.decoder->doubt);
    return doubt_of_reason(cell.answer ? cell.answer->machine_reason : cell.reason);
}

bool is_from_image(const RecordCell& cell) {
    return cell.decoder ? cell.decoder->from_image
                        : !cell.readings.empty() && cell.readings.front().witness != Witness::text_layer;
}

std::string as_written(const RecordCell& cell, const std::string& heard) {
    return is_from_image(cell) ? with_separators(without_spaces(heard), quantity_of(cell.id)) : heard;
}

CellValue value_of_reading(const RecordCell& cell, const std::string& heard) {
    return value_in(cell, as_written(cell, heard), is_from_image(cell) ? TextSource::image : TextSource::printed);
}

CellValue value_of_answer(const RecordCell& cell, const std::string& kind, const std::string& printed) {
    const bool of_reader = kind == "confirm" || kind == "other_reading";
    CellValue value = of_reader ? value_of_reading(cell, printed) : value_in(cell, printed, TextSource::printed);
    const bool count = value.kind == CellValue::Kind::number && quantity_of(cell.id) == Quantity::count;
    if (!count || kind == "as_printed" || is_whole(*value.value)) return value;
    CellValue none;
    none.kind = CellValue::Kind::unreadable;
    none.key = "?" + printed;
    return none;
}

}  // namespace nianbao::parser
