// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/json.h"
#include "pipeline/explain/explain_outputs.h"

namespace nianbao {
namespace {

using parser::Json;
using parser::RecordCell;

constexpr int decimals = 9;  // of probabilities

Json texts(const std::vector<std::string>& items) {
    Json json = Json::array();
    for (const std::string& item : items) json.add(Json::string(item));
    return json;
}

Json readings(const RecordCell& cell) {
    Json json = Json::array();
    for (const Reading& reading : cell.readings) {
        Json others = Json::array();
        for (const Alternative& other : reading.alternatives) {
            Json item = Json::object();
            item.set("printed", Json::string(other.text));
            item.set("confidence", Json::rounded(other.probability, decimals));
            others.add(std::move(item));
        }
        Json item = Json::object();
        item.set("reader", Json::string(std::string(name(reading.witness))));
        item.set("printed", Json::string(reading.text));
        item.set("confidence", Json::rounded(reading.confidence, decimals));
        item.set("alternatives", std::move(others));
        json.add(std::move(item));
    }
    return json;
}

Json numbers(const std::vector<WrittenSum::Number>& items) {
    Json json = Json::array();
    for (const auto& number : items) {
        Json item = Json::object();
        item.set("cell", Json::string(number.id));
        item.set("shown", Json::string(number.shown));
        json.add(std::move(item));
    }
    return json;
}

Json sum_json(const WrittenSum& sum, const std::string& id) {
    Json json = Json::object();
    json.set("id", Json::string(sum.id));
    json.set("holds", sum.holds ? Json::boolean(*sum.holds) : Json());
    json.set("difference", sum.difference ? Json::number(sum.difference->text()) : Json());
    json.set("parts", numbers(sum.parts));
    json.set("totals", numbers(sum.totals));
    json.set("written", Json::string(equation(sum, id)));
    return json;
}

Json change_json(const Change& change) {
    Json json = Json::object();
    json.set("cell", Json::string(change.id));
    json.set("from", Json::string(change.from));
    json.set("to", Json::string(change.to));
    json.set("mends", texts(change.mends));
    json.set("breaks", texts(change.breaks));
    Json mentions = Json::array();
    for (const Mention& mention : change.mentions) {
        Json item = Json::object();
        item.set("reader", Json::string(std::string(name(mention.reader))));
        item.set("confidence", Json::rounded(mention.probability, decimals));
        item.set("first", Json::boolean(mention.first));
        mentions.add(std::move(item));
    }
    json.set("readers", std::move(mentions));
    return json;
}

Json cell_json(const Explanation& explanation) {
    const RecordCell& cell = explanation.cell;
    Json json = Json::object();
    json.set("id", Json::string(cell.id));
    json.set("table", Json::string(explanation.labels.table));
    json.set("row", Json::string(explanation.labels.row));
    json.set("column", Json::string(explanation.labels.column));
    json.set("page", cell.page > 0 ? Json::number(cell.page) : Json());
    json.set("value", cell.value ? Json::number(cell.value->text()) : Json());
    json.set("printed", Json::string(cell.printed));
    json.set("confidence", Json::rounded(cell.confidence, decimals));
    json.set("verdict", Json::string(std::string(name(cell.standing()))));
    json.set("because", Json::string(explanation.verdict));
    json.set("readings", readings(cell));
    json.set("prior", cell.prior ? Json::rounded(*cell.prior, decimals) : Json());
    if (cell.rival) {
        Json rival = Json::object();
        rival.set("printed", Json::string(cell.rival->printed));
        rival.set("ratio", Json::rounded(cell.rival->ratio, decimals));
        json.set("rival", std::move(rival));
    }
    Json sums = Json::array(), changes = Json::array();
    for (const WrittenSum& sum : explanation.sums) sums.add(sum_json(sum, cell.id));
    for (const Change& change : explanation.changes) changes.add(change_json(change));
    json.set("sums", std::move(sums));
    json.set("changes", std::move(changes));
    return json;
}

}  // namespace

std::string explanations_json(const parser::Record& record, const std::vector<Explanation>& explanations) {
    Json json = Json::object();
    json.set("schema", Json::string("nianbao.explanation/1"));
    json.set("source", Json::string(record.source.file));
    Json cells = Json::array();
    for (const Explanation& explanation : explanations) cells.add(cell_json(explanation));
    json.set("cells", std::move(cells));
    constexpr int broken_levels = 3;
    return json.dump(broken_levels) + "\n";
}

}  // namespace nianbao
