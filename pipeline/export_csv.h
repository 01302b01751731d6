// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "parser/record.h"

// The record as spreadsheets read it: RFC 4180 (comma, double quotes, CR LF).
namespace nianbao {

/// One field, quoted where it must be. Text that a spreadsheet would run as a formula (beginning with = + - @, a tab or
/// a carriage return) gets an apostrophe before it; plain numbers and a lone dash stay as they are.
std::string csv_field(std::string_view text);

using CsvRow = std::vector<std::string>;

/// The fields with commas between, ended by CR LF.
std::string csv_line(const CsvRow& fields);

/// Of cells_csv, for those who put several records into one file.
const CsvRow& cells_header();
std::vector<CsvRow> cells_rows(const parser::Record& record);

/// One row a cell of the form: id, table, row, column, value, printed, confidence, needs_review, reason, evidence,
/// alternatives, page, x0, y0, x1, y1. For a document that is no such report, one row a cell of its tables, with ids
/// such as "table1.row2.column3" (all counted from 1).
std::string cells_csv(const parser::Record& record);

/// A table as it stands: a field for each of rows x columns; a cell that spans several stands at its top left.
std::string table_csv(const Table& table);

/// What marks a file as UTF-8 to spreadsheets, which otherwise take it for GBK on Chinese systems.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Where table `number` (from 1) of a report goes whose cells are in `cells_file`: "report.table1.csv".
std::filesystem::path table_file(const std::filesystem::path& cells_file, int number);

}  // namespace nianbao
