// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/record_json.h"

#include "parser/json.h"
#include "parser/record_json_cell.h"
#include "parser/record_json_parts.h"

namespace nianbao::parser {
namespace {

constexpr int points_decimals = 2;
constexpr int habit_decimals = 9;

Json optional_text(const std::optional<std::string>& text) {
    return text ? Json::string(*text) : Json();
}

Json file_json(const SourceFile& file) {
    Json json = Json::object();
    json.set("file", Json::string(file.file));
    json.set("sha256", Json::string(file.sha256));
    json.set("pages", Json::number(file.pages));
    return json;
}

Json source_json(const SourceInfo& source) {
    Json json = Json::object();
    json.set("file", Json::string(source.file));
    json.set("sha256", Json::string(source.sha256));
    json.set("media_type", Json::string(source.media_type));
    json.set("pages", Json::number(source.pages));
    json.set("kind", Json::string(std::string(name(source.kind))));
    if (!source.files.empty()) json.set("files", list_json(source.files, file_json));
    return json;
}

std::string_view name_of(PageText::Source source) {
    return source == PageText::Source::text_layer ? "text-layer" : "image";
}

Json page_info_json(const PageInfo& page) {
    Json json = Json::object();
    json.set("page", Json::number(page.number));
    json.set("width", Json::rounded(page.width_points, points_decimals));
    json.set("height", Json::rounded(page.height_points, points_decimals));
    json.set("turned", Json::number(page.turned_degrees));
    json.set("dpi", Json::rounded(page.dpi, points_decimals));
    json.set("read_from", Json::string(std::string(name_of(page.source))));
    return json;
}

Json section_json(const Section& section) {
    Json json = Json::object();
    json.set("number", Json::number(section.number));
    json.set("heading", Json::string(section.heading));
    json.set("text", Json::string(section.text));
    json.set("page", page_json(section.page));
    json.set("confidence", confidence_json(section.confidence));
    if (!section.doubtful.empty()) json.set("doubtful", list_json(section.doubtful, doubtful_line_json));
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
        item.set("confidence", confidence_json(cell.confidence));
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

std::optional<std::string> read_text(const Json& json) {
    if (json.kind() != Json::Kind::string) return std::nullopt;
    return json.text();
}

SourceInfo read_source(const Json& json) {
    SourceInfo source;
    source.file = text_of(json["file"]);
    source.sha256 = text_of(json["sha256"]);
    source.media_type = text_of(json["media_type"]);
    source.pages = json["pages"].integer();
    for (const SourceKind kind : {SourceKind::digital, SourceKind::scan, SourceKind::mixed, SourceKind::text}) {
        if (name(kind) == json["kind"].text()) source.kind = kind;
    }
    for (const Json& item : json["files"].items()) {
        source.files.push_back({text_of(item["file"]), text_of(item["sha256"]), item["pages"].integer()});
    }
    return source;
}

PageInfo read_page_info(const Json& json) {
    PageInfo page;
    page.number = json["page"].integer();
    page.width_points = json["width"].real();
    page.height_points = json["height"].real();
    page.turned_degrees = json["turned"].integer();
    page.dpi = json["dpi"].real();
    const bool layer = json["read_from"].text() == name_of(PageText::Source::text_layer);
    page.source = layer ? PageText::Source::text_layer : PageText::Source::image;
    return page;
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

}  // namespace

std::string write_record_json(const Record& record) {
    Json json = Json::object();
    json.set("schema", Json::string(std::string(record_schema)));
    json.set("source", source_json(record.source));
    json.set("pages", list_json(record.pages, page_info_json));
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
    if (record.reader_habit != 1) json.set("reader_habit", Json::rounded(record.reader_habit, habit_decimals));
    constexpr int broken_levels = 2;
    return json.dump(broken_levels) + "\n";
}

Record read_record_json(std::string_view text) {
    const Json json = Json::parse(text);
    if (json["schema"].text() != record_schema) not_a_record("its schema is not " + std::string(record_schema));
    Record record;
    record.source = read_source(json["source"]);
    for (const Json& item : json["pages"].items()) record.pages.push_back(read_page_info(item));
    record.title = read_text(json["title"]);
    record.organization = read_text(json["organization"]);
    if (json["year"].kind() == Json::Kind::number) record.year = json["year"].integer();
    record.form = read_text(json["form"]);
    record.preface = text_of(json["preface"]);
    for (const Json& item : json["sections"].items()) {
        record.sections.push_back({item["number"].integer(),
                                   text_of(item["heading"]),
                                   text_of(item["text"]),
                                   item["page"].integer(),
                                   item["confidence"].real(),
                                   {}});
        for (const Json& line : item["doubtful"].items()) {
            record.sections.back().doubtful.push_back(read_doubtful_line(line));
        }
    }
    for (const auto& [id, cell] : json["cells"].members()) record.cells.push_back(read_cell(id, cell));
    for (const Json& item : json["checks"].items()) record.checks.push_back(read_check(item));
    for (const Json& item : json["tables"].items()) record.tables.push_back(read_table(item, record.source.kind));
    for (const Json& item : json["warnings"].items()) {
        record.warnings.push_back(
            {text_of(item["stage"]), text_of(item["code"]), item["page"].integer(), text_of(item["message"])});
    }
    if (json["reader_habit"].kind() == Json::Kind::number) record.reader_habit = json["reader_habit"].real();
    return record;
}

}  // namespace nianbao::parser
