// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/record_json_parts.h"

#include "document/failure.h"

namespace nianbao::parser {
namespace {

constexpr int box_decimals = 2;
constexpr int confidence_decimals = 6;

}  // namespace

Json confidence_json(double value) {
    return Json::rounded(value, confidence_decimals);
}

Json box_json(const std::optional<Rect>& box) {
    if (!box) return {};
    Json json = Json::array();
    for (const double side : {box->x0, box->y0, box->x1, box->y1}) json.add(Json::rounded(side, box_decimals));
    return json;
}

Json page_json(int page) {
    return page > 0 ? Json::number(page) : Json();
}

Json alternatives_json(const std::vector<Alternative>& alternatives) {
    return list_json(alternatives, [](const Alternative& alternative) {
        Json item = Json::object();
        item.set("printed", Json::string(alternative.text));
        item.set("confidence", confidence_json(alternative.probability));
        return item;
    });
}

void not_a_record(const std::string& what) {
    throw Failure("input.json", "open", "the file is no record: " + what, "give a record that this program wrote");
}

std::string text_of(const Json& json) {
    return json.kind() == Json::Kind::string ? json.text() : std::string{};
}

std::optional<Rect> read_box(const Json& json) {
    if (json.items().size() != 4) return std::nullopt;
    return Rect{json.items()[0].real(), json.items()[1].real(), json.items()[2].real(), json.items()[3].real()};
}

std::optional<Decimal> read_decimal(const Json& json) {
    if (json.kind() != Json::Kind::number) return std::nullopt;
    const auto value = Decimal::parse(json.text());
    if (!value) not_a_record("a number is out of range");
    return value;
}

std::vector<Alternative> read_alternatives(const Json& json) {
    std::vector<Alternative> alternatives;
    for (const Json& item : json.items()) {
        alternatives.push_back({text_of(item["printed"]), item["confidence"].real()});
    }
    return alternatives;
}

Json witness_json(Witness witness) {
    return Json::string(std::string(name(witness)));
}

std::optional<Witness> read_witness(const Json& json) {
    for (const Witness witness :
         {Witness::text_layer, Witness::glyphs, Witness::tesseract, Witness::arithmetic, Witness::reviewer}) {
        if (name(witness) == json.text()) return witness;
    }
    return std::nullopt;
}

std::vector<Witness> read_witnesses(const Json& json) {
    std::vector<Witness> witnesses;
    for (const Json& item : json.items()) {
        if (const auto witness = read_witness(item)) witnesses.push_back(*witness);
    }
    return witnesses;
}

}  // namespace nianbao::parser
