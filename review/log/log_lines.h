// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The confidence log of a store: a line a cell, as docs/operations.md describes it.
namespace nianbao::review {

struct LogLine {
    struct Reader {
        std::string name, text;
        double confidence = 0;
    };
    std::string time, document, file, cell, printed, verdict, reason;
    int page = 0;
    double confidence = 0;
    std::vector<Reader> readers;
    std::string json;  ///< the line itself, without its end
};

/// None for a line that is none of the log's: cut off by a kill, or somebody else's.
std::optional<LogLine> parse_log_line(std::string_view json);

/// "disclosure", "applications", "disputes", "table" (of a document that is no such report)
std::string kind_of_cell(const std::string& cell);

struct LogFilter {
    std::string document;  ///< beginning of the SHA-256, or part of the file's name; empty: all
    std::string kind, verdict;
    std::string cell;  ///< an id or a pattern with * and ?
    std::optional<int> page;
    std::optional<double> below;  ///< confidence
    bool passes(const LogLine& line) const;
};

/// confidence.jsonl and those before it, the oldest first.
std::vector<std::filesystem::path> log_files(const std::filesystem::path& store);

/// Each line that passes, in the order in which they were written.
void for_each_line(const std::vector<std::filesystem::path>& files, const LogFilter& filter,
                   const std::function<void(LogLine)>& visit);

/// New lines as they are written, also over a file's end and the next one's beginning.
/// @param go_on  asked a few times a second; false ends
void follow(const std::filesystem::path& file, const LogFilter& filter, const std::function<void(LogLine)>& visit,
            const std::function<bool()>& go_on);

enum class LogOrder { written, confidence, document, page, cell };
void sort_lines(std::vector<LogLine>& lines, LogOrder order);

}  // namespace nianbao::review
