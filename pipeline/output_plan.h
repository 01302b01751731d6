// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

// Which input goes where, decided before anything is converted.
namespace nianbao {

enum class Format { json, text, csv, html };
std::string_view extension(Format format);  ///< ".json", ".txt", ...

/// "json", or several: "json,html". std::nullopt for an unknown name.
std::optional<std::vector<Format>> parse_formats(const std::string& names);

/// The command line asks for something impossible.
class UsageError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

enum class Grouping { one_report_an_input, one_report_of_all };

struct OutputRequest {
    std::vector<Format> formats;                  ///< empty: from the name of `file`, else JSON
    std::optional<std::filesystem::path> file;    ///< -o; "-" is standard output
    std::optional<std::filesystem::path> folder;  ///< --output-dir
    Grouping grouping = Grouping::one_report_an_input;
};

struct Destination {
    Format format = Format::json;
    std::optional<std::filesystem::path> file;  ///< absent: standard output
};

struct Job {
    std::vector<std::filesystem::path> inputs;  ///< the pages of one report
    std::string name;                           ///< what messages call it: its first input
    std::string base;                           ///< of its output files and debug folder, unlike every other job's
    std::vector<Destination> destinations;
};

/// @throws UsageError when -o names one file for several reports, when several formats would go into one stream, when
/// several reports other than JSON would, or when an output would overwrite an input.
std::vector<Job> plan_jobs(const std::vector<std::filesystem::path>& inputs, const OutputRequest& request);

}  // namespace nianbao
