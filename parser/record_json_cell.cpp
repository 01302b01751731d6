// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/record_json_cell.h"

#include "parser/record_json_parts.h"
#include "parser/record_json_review.h"

namespace nianbao::parser {
namespace {

constexpr int ratio_decimals = 9;  // sums make rivals less probable by many orders

Json reading_json(const Reading& reading) {
    Json json = Json::object();
    json.set("reader", witness_json(reading.witness));
    json.set("printed", Json::string(reading.text));
    json.set("confidence", confidence_json(reading.confidence));
    json.set("alternatives", alternatives_json(reading.alternatives));
    return json;
}

/// Readers that this program does not know are left out.
std::vector<Reading> read_readings(const Json& json) {
    std::vector<Reading> readings;
    for (const Json& item : json.items()) {
        const auto witness = read_witness(item["reader"]);
        if (!witness) continue;
        readings.push_back(
            {*witness, text_of(item["printed"]), item["confidence"].real(), read_alternatives(item["alternatives"])});
    }
    return readings;
}

Json rival_json(const Rival& rival) {
    Json json = Json::object();
    json.set("printed", Json::string(rival.printed));
    json.set("ratio", Json::rounded(rival.ratio, ratio_decimals));
    return json;
}

Json ids_json(const std::vector<std::string>& ids) {
    return list_json(ids, [](const std::string& id) { return Json::string(id); });
}

std::vector<std::string> read_ids(const Json& json) {
    std::vector<std::string> ids;
    for (const Json& id : json.items()) ids.push_back(text_of(id));
    return ids;
}

}  // namespace

Json cell_json(const RecordCell& cell) {
    Json json = Json::object();
    json.set("value", cell.value ? Json::number(cell.value->text()) : Json());
    json.set("printed", Json::string(cell.printed));
    json.set("confidence", confidence_json(cell.confidence));
    json.set("needs_review", Json::boolean(cell.needs_review));
    json.set("verdict", Json::string(std::string(name(cell.standing()))));
    if (!cell.reason.empty()) json.set("reason", Json::string(cell.reason));
    json.set("evidence", list_json(cell.evidence, witness_json));
    json.set("alternatives", alternatives_json(cell.alternatives));
    json.set("page", page_json(cell.page));
    json.set("box", box_json(cell.box));
    json.set("readings", list_json(cell.readings, reading_json));
    if (cell.prior) json.set("prior", confidence_json(*cell.prior));
    if (cell.rival) json.set("rival", rival_json(*cell.rival));
    if (cell.under_seal) json.set("under_seal", Json::boolean(true));
    if (cell.answer) json.set("answer", answer_json(*cell.answer));
    if (cell.decoder) json.set("decoder", decoder_json(*cell.decoder));
    return json;
}

RecordCell read_cell(const std::string& id, const Json& json) {
    RecordCell cell;
    cell.id = id;
    cell.value = read_decimal(json["value"]);
    cell.printed = text_of(json["printed"]);
    cell.confidence = json["confidence"].real();
    // Silence must not pass for certainty. `verdict` follows from this and the evidence.
    if (json["needs_review"].kind() != Json::Kind::boolean) {
        not_a_record("the cell " + id + " does not say whether it needs review");
    }
    cell.needs_review = json["needs_review"].truth();
    cell.reason = text_of(json["reason"]);
    cell.evidence = read_witnesses(json["evidence"]);
    cell.alternatives = read_alternatives(json["alternatives"]);
    cell.page = json["page"].integer();
    cell.box = read_box(json["box"]);
    cell.readings = read_readings(json["readings"]);
    if (json["prior"].kind() == Json::Kind::number) cell.prior = json["prior"].real();
    if (json["rival"].kind() == Json::Kind::object) {
        cell.rival = Rival{text_of(json["rival"]["printed"]), json["rival"]["ratio"].real()};
    }
    cell.under_seal = json["under_seal"].truth();
    if (json["decoder"].kind() == Json::Kind::object) cell.decoder = read_decoder(json["decoder"]);
    if (json["answer"].kind() == Json::Kind::object) cell.answer = read_answer(json["answer"]);
    return cell;
}

Json check_json(const Check& check) {
    Json json = Json::object();
    json.set("id", Json::string(check.id));
    json.set("holds", check.holds ? Json::boolean(*check.holds) : Json());
    json.set("cells", ids_json(check.cells));
    json.set("difference", check.difference ? Json::number(check.difference->text()) : Json());
    json.set("totals", ids_json(check.totals));
    return json;
}

Check read_check(const Json& json) {
    Check check;
    check.id = text_of(json["id"]);
    if (json["holds"].kind() == Json::Kind::boolean) check.holds = json["holds"].truth();
    check.cells = read_ids(json["cells"]);
    check.difference = read_decimal(json["difference"]);
    check.totals = read_ids(json["totals"]);
    return check;
}

}  // namespace nianbao::parser
