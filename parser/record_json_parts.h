// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "document/geometry.h"
#include "document/span.h"
#include "parser/decimal.h"
#include "parser/json.h"

// Private to record_json*.cpp: the small things that stand in many places of a record, written and read.
namespace nianbao::parser {

Json confidence_json(double value);
Json box_json(const std::optional<Rect>& box);
Json page_json(int page);  ///< null for 0
Json alternatives_json(const std::vector<Alternative>& alternatives);

Json witness_json(Witness witness);
/// None for one that this program does not know.
std::optional<Witness> read_witness(const Json& json);
std::vector<Witness> read_witnesses(const Json& json);

template <typename Items, typename Write>
Json list_json(const Items& items, Write write) {
    Json json = Json::array();
    for (const auto& item : items) json.add(write(item));
    return json;
}

/// @throws Failure "input.json"
[[noreturn]] void not_a_record(const std::string& what);
std::string text_of(const Json& json);  ///< "" when it is no text
std::optional<Rect> read_box(const Json& json);
std::optional<Decimal> read_decimal(const Json& json);
std::vector<Alternative> read_alternatives(const Json& json);

}  // namespace nianbao::parser
