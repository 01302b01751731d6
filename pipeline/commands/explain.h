// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/explain/cell_crop.h"
#include "pipeline/explain/cell_selection.h"

namespace nianbao {

enum class ExplainFormat { text, json, html };

/// `nianbao explain`, as asked for on the command line.
struct ExplainRequest {
    std::filesystem::path record;
    std::vector<std::string> cells;  ///< ids and patterns
    Wanted wanted = Wanted::every_cell;
    CropOptions crop;
    std::optional<std::filesystem::path> crop_file;  ///< "-": drawn into the text
    std::optional<ExplainFormat> format;             ///< absent: from the name of `output`, else text
    std::optional<std::filesystem::path> output;     ///< "-" or absent: standard output
};

/// @return the exit code of the contract: 0, or 3 when the record, or a picture that was asked for, could not be read
/// @throws UsageError
int run_explain(const ExplainRequest& request);

}  // namespace nianbao
