// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/export_csv.h"

#include <algorithm>
#include <cstdio>

#include "pipeline/cell_labels.h"

namespace nianbao {
namespace {

using parser::Decimal;
using parser::Record;
using parser::RecordCell;

bool is_number(std::string_view text) {
    return Decimal::parse(text).has_value();
}

bool would_run(std::string_view text) {
    if (text.empty() || text == "-" || is_number(text)) return false;
    return std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string fixed(double value, int decimals) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

/// Never rounded up to certainty.
std::string confidence_text(double confidence) {
    return fixed(confidence < 1 ? std::min(confidence, 0.9999) : 1, 4);
}

std::string evidence_text(const std::vector<Witness>& evidence) {
    std::string out;
    for (const Witness witness : evidence) out += (out.empty() ? "" : " ") + std::string(name(witness));
    return out;
}

std::string alternatives_text(const std::vector<Alternative>& alternatives) {
    std::string out;
    for (const Alternative& other : alternatives) out += (out.empty() ? "" : " | ") + other.text;
    return out;
}

void append_place(std::vector<std::string>& fields, int page, const std::optional<Rect>& box) {
    fields.push_back(page > 0 ? std::to_string(page) : "");
    if (!box) return void(fields.insert(fields.end(), 4, ""));
    for (const double side : {box->x0, box->y0, box->x1, box->y1}) fields.push_back(fixed(side, 1));
}

CsvRow cell_row(const RecordCell& cell) {
    const CellLabels labels = labels_of(cell.id);
    std::vector<std::string> fields = {cell.id,
                                       labels.table,
                                       labels.row,
                                       labels.column,
                                       cell.value ? cell.value->text() : "",
                                       cell.printed,
                                       confidence_text(cell.confidence),
                                       cell.needs_review ? "yes" : "no",
                                       cell.reason,
                                       evidence_text(cell.evidence),
                                       alternatives_text(cell.alternatives)};
    append_place(fields, cell.page, cell.box);
    return fields;
}

CsvRow table_cell_row(const Table& table, int number, const TableCell& cell) {
    const std::string row = std::to_string(cell.row + 1), column = std::to_string(cell.column + 1);
    std::string evidence;
    for (const Reading& reading : cell.readings) {
        if (reading.text == cell.text) evidence += (evidence.empty() ? "" : " ") + std::string(name(reading.witness));
    }
    std::vector<std::string> fields = {"table" + std::to_string(number) + ".row" + row + ".column" + column,
                                       table.title,
                                       row,
                                       column,
                                       is_number(cell.text) ? cell.text : "",
                                       cell.text,
                                       confidence_text(cell.confidence),
                                       "",  // nothing outside the form is checked
                                       "",
                                       evidence,
                                       ""};
    append_place(fields, cell.page, cell.box);
    return fields;
}

}  // namespace

std::string csv_field(std::string_view text) {
    std::string out = would_run(text) ? "'" : "";
    out += text;
    if (out.find_first_of(",\"\r\n") == std::string::npos && (out.empty() || (out.front() != ' ' && out.back() != ' ')))
        return out;
    std::string quoted = "\"";
    for (const char c : out) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

const CsvRow& cells_header() {
    static const CsvRow header = {"id",         "table",        "row",    "column",   "value",        "printed",
                                  "confidence", "needs_review", "reason", "evidence", "alternatives", "page",
                                  "x0",         "y0",           "x1",     "y1"};
    return header;
}

std::vector<CsvRow> cells_rows(const Record& record) {
    std::vector<CsvRow> rows;
    for (const RecordCell& cell : record.cells) rows.push_back(cell_row(cell));
    if (record.form) return rows;
    int number = 0;
    for (const Table& table : record.tables) {
        ++number;
        for (const TableCell& cell : table.cells) rows.push_back(table_cell_row(table, number, cell));
    }
    return rows;
}

std::string csv_line(const CsvRow& fields) {
    std::string out;
    for (const std::string& field : fields) {
        if (!out.empty() || &field != &fields.front()) out += ',';
        out += csv_field(field);
    }
    return out + "\r\n";
}

std::string cells_csv(const Record& record) {
    std::string out = csv_line(cells_header());
    for (const CsvRow& row : cells_rows(record)) out += csv_line(row);
    return out;
}

std::string table_csv(const Table& table) {
    int rows = table.rows, columns = table.columns;
    for (const TableCell& cell : table.cells) {
        rows = std::max(rows, cell.row + 1);
        columns = std::max(columns, cell.column + 1);
    }
    std::vector<std::vector<std::string>> grid(static_cast<std::size_t>(rows),
                                               std::vector<std::string>(static_cast<std::size_t>(columns)));
    for (const TableCell& cell : table.cells) {
        grid[static_cast<std::size_t>(cell.row)][static_cast<std::size_t>(cell.column)] = cell.text;
    }
    std::string out;
    for (const auto& row : grid) out += csv_line(row);
    return out;
}

std::filesystem::path table_file(const std::filesystem::path& cells_file, int number) {
    const std::string stem =
        cells_file.extension() == ".csv" ? cells_file.stem().string() : cells_file.filename().string();
    return cells_file.parent_path() / (stem + ".table" + std::to_string(number) + ".csv");
}

}  // namespace nianbao
