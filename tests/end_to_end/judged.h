// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "parser/record.h"

// A record held against a truth file, cell by cell, as the contract's score does.
namespace nianbao::test {

struct Judgement {
    int cells = 0, exact = 0;
    int flagged = 0;               ///< wrong or missing, but marked for review
    int silent = 0;                ///< wrong or missing, and nothing says so
    int review = 0;                ///< marked for review, right or wrong
    int extra = 0;                 ///< sure cells that the report does not have
    std::vector<std::string> bad;  ///< in words, for the test's message
};

Judgement judge(const parser::Record& record, const std::filesystem::path& truth_json);

std::filesystem::path fixture(const std::string& name);
/// Beside the project; empty where it is absent: then the test passes with a message.
std::filesystem::path sample(const std::string& name);

/// Ids and printed characters of all cells, for comparing two records.
std::vector<std::pair<std::string, std::string>> printed_cells(const parser::Record& record);

}  // namespace nianbao::test
