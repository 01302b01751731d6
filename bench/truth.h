// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "parser/record.h"

// What a record is held against: a truth file, as the typesetter writes it.
namespace nianbao::bench {

struct TruthTable {
    std::string title;
    int rows = 0, columns = 0;
};

struct BrokenCheck {
    std::string id;
    std::vector<std::string> cells;  ///< that the report prints
};

struct Truth {
    std::optional<std::string> form, organization, title;
    std::optional<int> year;
    bool form_mixed = false;
    int pages = 0;
    std::map<std::string, std::optional<std::string>> cells;  ///< id to number; none where none is printed
    std::map<std::string, std::string> printed;               ///< id to characters
    std::set<std::string> flag;                               ///< for review whatever their value
    std::vector<BrokenCheck> broken_checks;                   ///< sums that the report itself gets wrong
    std::vector<std::string> sections;                        ///< their texts, empty ones left out
    std::vector<TruthTable> tables;
    double digit_points = 0;            ///< size of the numbers in the tables; 0 when unknown
    std::vector<std::string> families;  ///< of fonts

    /// Cells that stand in a sum which the report gets wrong: a right program has some of them looked at.
    std::set<std::string> own_errors() const;
};

/// @throws nlohmann::json::exception when the file is no truth
Truth read_truth(const std::filesystem::path& file);

/// The same number, or none in both: by value, so that 1.0 is 1.
bool same_number(const std::optional<parser::Decimal>& value, const std::optional<std::string>& truth);

}  // namespace nianbao::bench
