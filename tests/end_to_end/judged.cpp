// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/end_to_end/judged.h"

#include <fstream>
#include <nlohmann/json.hpp>

namespace nianbao::test {
namespace {

/// A number of the truth file with the digits it is written with.
std::string text_of(const nlohmann::json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

bool same(const std::optional<parser::Decimal>& value, const nlohmann::json& truth) {
    if (!value || truth.is_null()) return !value && truth.is_null();
    if (const auto exact = parser::Decimal::parse(text_of(truth))) return *exact == *value;
    return std::stod(value->text()) == truth.get<double>();
}

}  // namespace

Judgement judge(const parser::Record& record, const std::filesystem::path& truth_json) {
    std::ifstream file(truth_json);
    const nlohmann::json truth = nlohmann::json::parse(file);
    Judgement result;
    for (const auto& [id, value] : truth.at("cells").items()) {
        const parser::RecordCell* cell = record.find(id);
        ++result.cells;
        const bool review = cell && cell->needs_review;
        result.review += review ? 1 : 0;
        const bool exact = cell ? same(cell->value, value) : value.is_null();
        if (exact) {
            ++result.exact;
            continue;
        }
        ++(review ? result.flagged : result.silent);
        result.bad.push_back(id + ": " + text_of(value) + " read as " + (cell ? "'" + cell->printed + "'" : "nothing"));
    }
    for (const parser::RecordCell& cell : record.cells) {
        if (truth["cells"].contains(cell.id) || !cell.value || cell.needs_review) continue;
        ++result.extra;
        result.bad.push_back(cell.id + ": not in the report, read as '" + cell.printed + "'");
    }
    return result;
}

std::filesystem::path fixture(const std::string& name) {
    return std::filesystem::path(NIANBAO_SOURCE_DIR) / "fixtures" / name;
}

std::filesystem::path sample(const std::string& name) {
    const auto path = std::filesystem::path(NIANBAO_SOURCE_DIR) / "../shared" / name;
    return std::filesystem::exists(path) ? path : std::filesystem::path();
}

std::vector<std::pair<std::string, std::string>> printed_cells(const parser::Record& record) {
    std::vector<std::pair<std::string, std::string>> cells;
    for (const parser::RecordCell& cell : record.cells) cells.emplace_back(cell.id, cell.printed);
    return cells;
}

}  // namespace nianbao::test
