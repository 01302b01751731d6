// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/record_json.h"

#include <algorithm>
#include <array>

#include "document/failure.h"
#include "parser/json.h"

namespace nianbao::parser {
namespace {

constexpr int box_decimals = 2;
constexpr int confidence_decimals = 6;

Json optional_text(const std::optional<std::string>& text) {
    return text ? Json::string(*text) : Json();
}
Json confidence(double value) {
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

Json source_json(const SourceInfo& source) {
    Json json = Json::object();
    json.set("file", Json::string(source.file));
    json.set("sha256", Json::string(source.sha256));
    json.set("media_type", Json::string(source.media_type));
    json.set("pages", Json::number(source.pages));
    json.set("kind", Json::string(std::string(name(source.kind))));
    return json;
}

Json section_json(const Section& section) {
    Json json = Json::object();
    json.set("number", Json::number(section.number));
    json.set("heading", Json::string(section.heading));
    json.set("text", Json::string(section.text));
    json.set("page", page_json(section.page));
    json.set("confidence", confidence(section.confidence));
    return json;
}

Json cell_json(const RecordCell& cell) {
    Json json = Json::object();
    json.set("value", cell.value ? Json::number(cell.value->text()) : Json());
    json.set("printed", Json::string(cell.printed));
    json.set("confidence", confidence(cell.confidence));
    json.set("needs_review", Json::boolean(cell.needs_review));
    if (!cell.reason.empty()) json.set("reason", Json::string(cell.reason));
    Json evidence = Json::array();
    for (const Witness witness : cell.evidence) evidence.add(Json::string(std::string(name(witness))));
    json.set("evidence", std::move(evidence));
    Json alternatives = Json::array();
    for (const Alternative& alternative : cell.alternatives) {
        Json item = Json::object();
        item.set("printed", Json::string(alternative.text));
        item.set("confidence", confidence(alternative.probability));
        alternatives.add(std::move(item));
    }
    json.set("alternatives", std::move(alternatives));
    json.set("page", page_json(cell.page));
    json.set("box", box_json(cell.box));
    return json;
}

Json check_json(const Check& check) {
    Json json = Json::object();
    json.set("id", Json::string(check.id));
    json.set("holds", check.holds ? Json::boolean(*check.holds) : Json());
    Json cells = Json::array();
    for (const std::string& cell : check.cells) cells.add(Json::string(cell));
    json.set("cells", std::move(cells));
    json.set("difference", check.difference ? Json::number(check.difference->text()) : Json());
    return json;
}

Json table_json(const Table& table) {
    Json json = Json::object();
    json.set("title", Json::string(table.title));
    json.set("rows", Json::number(table.rows));
    json.set("columns", Json::number(table.columns));
    Json cells = Json::array();
    for (const TableCell& cell : table.cells) {
        Json item = Json::object();
        item.set("row", Json::number(cell.row));
        item.set("column", Json::number(cell.column));
        item.set("row_span", Json::number(cell.row_span));
        item.set("column_span", Json::number(cell.column_span));
        item.set("text", Json::string(cell.text));
        item.set("confidence", confidence(cell.confidence));
        item.set("page", page_json(cell.page));
        item.set("box", box_json(cell.box));
        cells.add(std::move(item));
    }
    json.set("cells", std::move(cells));
    return json;
}

Json warning_json(const Warning& warning) {
    Json json = Json::object();
    json.set("stage", Json::string(warning.stage));
    json.set("code", Json::string(warning.code));
    json.set("page", page_json(warning.page));
    json.set("message", Json::string(warning.message));
    return json;
}

template <typename Items, typename Write>
Json list_json(const Items& items, Write write) {
    Json json = Json::array();
    for (const auto& item : items) json.add(write(item));
    return json;
}

[[noreturn]] void not_a_record(const std::string& what) {
    throw Failure("input.json", "open", "the file is no record: " + what, "give a record that this program wrote");
}

std::optional<std::string> read_text(const Json& json) {
    if (json.kind() != Json::Kind::string) return std::nullopt;
    return json.text();
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

SourceInfo read_source(const Json& json) {
    SourceInfo source{text_of(json["file"]), text_of(json["sha256"]), text_of(json["media_type"]),
                      json["pages"].integer(), SourceKind::scan};
    for (const SourceKind kind : {SourceKind::digital, SourceKind::scan, SourceKind::mixed, SourceKind::text}) {
        if (name(kind) == json["kind"].text()) source.kind = kind;
    }
    return source;
}

RecordCell read_cell(const std::string& id, const Json& json) {
    RecordCell cell;
    cell.id = id;
    cell.value = read_decimal(json["value"]);
    cell.printed = text_of(json["printed"]);
    cell.confidence = json["confidence"].real();
    cell.needs_review = json["needs_review"].truth();
    cell.reason = text_of(json["reason"]);
    for (const Json& item : json["evidence"].items()) {
        for (const Witness witness :
             {Witness::text_layer, Witness::glyphs, Witness::tesseract, Witness::arithmetic, Witness::reviewer}) {
            if (name(witness) == item.text()) cell.evidence.push_back(witness);
        }
    }
    for (const Json& item : json["alternatives"].items()) {
        cell.alternatives.push_back({text_of(item["printed"]), item["confidence"].real()});
    }
    cell.page = json["page"].integer();
    cell.box = read_box(json["box"]);
    return cell;
}

Table read_table(const Json& json, SourceKind kind) {
    Table table;
    table.title = text_of(json["title"]);
    table.rows = json["rows"].integer();
    table.columns = json["columns"].integer();
    table.origin = kind == SourceKind::text ? TableOrigin::text : TableOrigin::ruled;
    for (const Json& item : json["cells"].items()) {
        TableCell cell;
        cell.row = item["row"].integer();
        cell.column = item["column"].integer();
        cell.row_span = item["row_span"].integer();
        cell.column_span = item["column_span"].integer();
        cell.text = text_of(item["text"]);
        cell.confidence = item["confidence"].real();
        cell.page = item["page"].integer();
        cell.box = read_box(item["box"]);
        table.cells.push_back(std::move(cell));
    }
    return table;
}

Check read_check(const Json& json) {
    Check check{text_of(json["id"]), std::nullopt, {}, read_decimal(json["difference"])};
    if (json["holds"].kind() == Json::Kind::boolean) check.holds = json["holds"].truth();
    for (const Json& cell : json["cells"].items()) check.cells.push_back(text_of(cell));
    return check;
}

}  // namespace

std::string write_record_json(const Record& record) {
    Json json = Json::object();
    json.set("schema", Json::string(std::string(record_schema)));
    json.set("source", source_json(record.source));
    json.set("title", optional_text(record.title));
    json.set("organization", optional_text(record.organization));
    json.set("year", record.year ? Json::number(*record.year) : Json());
    json.set("form", optional_text(record.form));
    json.set("preface", Json::string(record.preface));
    json.set("sections", list_json(record.sections, section_json));
    Json cells = Json::object();
    for (const RecordCell& cell : record.cells) cells.set(cell.id, cell_json(cell));
    json.set("cells", std::move(cells));
    json.set("checks", list_json(record.checks, check_json));
    json.set("tables", list_json(record.tables, table_json));
    json.set("warnings", list_json(record.warnings, warning_json));
    constexpr int broken_levels = 2;
    return json.dump(broken_levels) + "\n";
}

Record read_record_json(std::string_view text) {
    const Json json = Json::parse(text);
    if (json["schema"].text() != record_schema) not_a_record("its schema is not " + std::string(record_schema));
    Record record;
    record.source = read_source(json["source"]);
    record.title = read_text(json["title"]);
    record.organization = read_text(json["organization"]);
    if (json["year"].kind() == Json::Kind::number) record.year = json["year"].integer();
    record.form = read_text(json["form"]);
    record.preface = text_of(json["preface"]);
    for (const Json& item : json["sections"].items()) {
        record.sections.push_back({item["number"].integer(), text_of(item["heading"]), text_of(item["text"]),
                                   item["page"].integer(), item["confidence"].real()});
    }
    for (const auto& [id, cell] : json["cells"].members()) record.cells.push_back(read_cell(id, cell));
    for (const Json& item : json["checks"].items()) record.checks.push_back(read_check(item));
    for (const Json& item : json["tables"].items()) record.tables.push_back(read_table(item, record.source.kind));
    for (const Json& item : json["warnings"].items()) {
        record.warnings.push_back(
            {text_of(item["stage"]), text_of(item["code"]), item["page"].integer(), text_of(item["message"])});
    }
    return record;
}

}  // namespace nianbao::parser
