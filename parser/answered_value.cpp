// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/answered_value.h"

#include "parser/form.h"

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

CellValue value_in(const RecordCell& cell, const std::string& printed, TextSource source) {
    CellValue value = parse_value(printed, source, quantity_of(cell.id));
    const bool in_yuan = value.kind == CellValue::Kind::number && doubt_of(cell) == Doubt::unit;
    return in_yuan && !names_unit(printed, source) ? from_yuan(std::move(value)) : value;
}

}  // namespace nianbao::parser
