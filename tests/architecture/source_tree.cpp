// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <regex>

namespace nianbao::architecture {
namespace {

constexpr std::array rooms = {"document", "ocr",      "layout", "parser", "pipeline",
                              "review",   "fixtures", "bench",  "tests"};

std::optional<Include> parse_include(const std::string& text, int line) {
    static const std::regex form(R"(^\s*#\s*include\s*(["<])([^">]+)[">].*)");
    std::smatch match;
    if (!std::regex_match(text, match, form)) return std::nullopt;
    return Include{match[2], match[1] == "\"", line};
}

bool is_source(const std::filesystem::path& file) {
    return file.extension() == ".cpp" || file.extension() == ".h";
}

}  // namespace

SourceFile read_source(const std::filesystem::path& file, const std::string& relative) {
    SourceFile source;
    source.path = relative;
    source.room = relative.substr(0, relative.find('/'));
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        if (++source.lines == 1) source.first_line = line;
        if (auto include = parse_include(line, source.lines)) source.includes.push_back(*include);
    }
    return source;
}

std::vector<SourceFile> read_tree(const std::filesystem::path& top) {
    namespace fs = std::filesystem;
    std::vector<SourceFile> sources = {read_source(top / "main.cpp", "main.cpp")};
    for (const char* room : rooms) {
        if (!fs::exists(top / room)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(top / room)) {
            if (!entry.is_regular_file() || !is_source(entry.path())) continue;
            sources.push_back(read_source(entry.path(), fs::relative(entry.path(), top).generic_string()));
        }
    }
    std::sort(sources.begin(), sources.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return sources;
}

}  // namespace nianbao::architecture
