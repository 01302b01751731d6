// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <optional>
#include <string>

// The commands that look into a store: status, export, verify.
namespace nianbao {

struct StatusRequest {
    enum class Format { table, json };
    std::filesystem::path store;
    Format format = Format::table;
    bool all = false;  ///< every line of the lists
};
/// @return 0, or 1 when the store cannot be read
int run_status(const StatusRequest& request);

struct ExportRequest {
    enum class Format { csv, xlsx, jsonl, sqlite };
    std::filesystem::path store;
    Format format = Format::jsonl;
    std::optional<std::filesystem::path> output;  ///< none: standard output, for csv and jsonl only
};
/// @return 0, or 1 when the store cannot be read or the file not be written. @throws UsageError
int run_export(const ExportRequest& request);

struct VerifyRequest {
    std::filesystem::path store;
    bool repair = false;
    bool forget_older = false;
};
/// @return 0 when the store is whole (orphans are only mentioned), 1 when it is not
int run_verify(const VerifyRequest& request);

}  // namespace nianbao
