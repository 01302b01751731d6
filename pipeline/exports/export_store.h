// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <optional>

#include "pipeline/store/store.h"

// All records of a store in one file. Where one is written to a file, it is there whole or not at all.
// @throws store::Trouble, Failure "output.*"
namespace nianbao::exports {

/// One row a cell: file, sha256, organization, year, form, and the columns of cells_csv. Safe to open in a spreadsheet.
void export_csv(store::Store& store, const std::optional<std::filesystem::path>& file);
/// One record a line.
void export_jsonl(store::Store& store, const std::optional<std::filesystem::path>& file);
/// A copy of the database in one file, without the files beside it.
void export_sqlite(store::Store& store, const std::filesystem::path& file);
/// A workbook: all files; a sheet for each table of the form with one row a report, doubtful cells coloured and with a
/// comment; the checks that fail.
void export_xlsx(store::Store& store, const std::filesystem::path& file);

}  // namespace nianbao::exports
