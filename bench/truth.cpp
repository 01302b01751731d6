// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/truth.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "parser/relations.h"

namespace nianbao::bench {
namespace {

using Json = nlohmann::json;

std::optional<std::string> text_or_none(const Json& value) {
    if (value.is_null()) return std::nullopt;
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// The cells of a broken sum, told by the form and the cells that are printed, not by what a record says.
std::vector<BrokenCheck> with_cells(const Json& ids, const Truth& truth) {
    std::vector<parser::NumericCell> cells;
    for (const auto& [id, _] : truth.cells) cells.emplace_back().placed.id = id;
    std::vector<BrokenCheck> checks;
    for (const std::string id : ids) {
        BrokenCheck check{id, {}};
        for (const parser::Relation& relation : parser::relations_of(cells, parser::national_forms())) {
            if (relation.id != id) continue;
            for (const parser::Term& term : relation.terms) check.cells.push_back(cells[term.cell].placed.id);
        }
        checks.push_back(std::move(check));
    }
    return checks;
}

void take_tables(const Json& json, Truth& truth) {
    for (const Json& section : json.value("sections", Json::array())) {
        const std::string text = section.at("text");
        if (!text.empty()) truth.sections.push_back(text);
    }
    for (const Json& table : json.value("tables", Json::array())) {
        truth.tables.push_back({table.at("title"), table.at("rows"), table.at("columns")});
    }
}

}  // namespace

std::set<std::string> Truth::own_errors() const {
    std::set<std::string> ids = flag;
    for (const BrokenCheck& check : broken_checks) ids.insert(check.cells.begin(), check.cells.end());
    return ids;
}

Truth read_truth(const std::filesystem::path& file) {
    std::ifstream stream(file);
    const Json json = Json::parse(stream);
    Truth truth;
    truth.form = text_or_none(json.at("form"));
    truth.organization = text_or_none(json.at("organization"));
    truth.title = text_or_none(json.value("title", Json()));
    if (json.at("year").is_number()) truth.year = json.at("year").get<int>();
    truth.form_mixed = json.value("form_mixed", false);
    truth.pages = json.value("pages", 0);
    for (const auto& [id, value] : json.at("cells").items()) truth.cells[id] = text_or_none(value);
    if (json.contains("printed")) json.at("printed").get_to(truth.printed);
    if (json.contains("flag")) json.at("flag").get_to(truth.flag);
    truth.broken_checks = with_cells(json.value("broken_checks", Json::array()), truth);
    take_tables(json, truth);
    const Json setting = json.value("setting", Json::object());
    truth.digit_points = setting.value("digit_points", 0.0);
    truth.families = setting.value("families", std::vector<std::string>());
    return truth;
}

bool same_number(const std::optional<parser::Decimal>& value, const std::optional<std::string>& truth) {
    if (!value || !truth) return !value && !truth;
    if (const auto exact = parser::Decimal::parse(*truth)) return *exact == *value;
    return std::stod(value->text()) == std::stod(*truth);  // a very small number as JSON writes it: 1e-05
}

}  // namespace nianbao::bench
