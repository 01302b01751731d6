// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/log/log_lines.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>
#include <tuple>

#include "pipeline/explain/cell_selection.h"

namespace nianbao::review {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

std::string text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

double number_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<double>() : 0;
}

std::vector<LogLine::Reader> readers_of(const Json& line) {
    std::vector<LogLine::Reader> readers;
    const auto found = line.find("readers");
    if (found == line.end() || !found->is_object()) return readers;
    for (const auto& [name, candidates] : found->items()) {
        const bool read = candidates.is_array() && !candidates.empty() && candidates[0].is_array() &&
                          candidates[0].size() >= 2 && candidates[0][0].is_string() && candidates[0][1].is_number();
        readers.push_back(
            {name, read ? candidates[0][0].get<std::string>() : "", read ? candidates[0][1].get<double>() : 0});
    }
    return readers;
}

/// Which file a name stands for now: when it is full, the next one takes its name.
std::pair<dev_t, ino_t> identity(const fs::path& file) {
    struct stat status {};
    if (stat(file.c_str(), &status) != 0) return {0, 0};
    return {status.st_dev, status.st_ino};
}

void give(std::string_view json, const LogFilter& filter, const std::function<void(LogLine)>& visit) {
    auto line = parse_log_line(json);
    if (line && filter.passes(*line)) visit(std::move(*line));
}

/// Whole lines only: the last one may still be on its way.
class Tail {
  public:
    explicit Tail(const fs::path& file) : file_(file) { open(std::ios::end); }

    template <class Give>
    void read(Give give) {
        take(give);
        if (identity(file_) == identity_ && !in_.fail()) return;
        take(give);  // what was written before the file was put aside
        open(std::ios::beg);
        take(give);
    }

  private:
    void open(std::ios::seekdir from) {
        in_ = std::ifstream(file_, std::ios::binary);
        identity_ = identity(file_);
        pending_.clear();
        if (in_) in_.seekg(0, from);
    }
    template <class Give>
    void take(Give give) {
        if (!in_.is_open()) return;
        char bytes[1 << 16];
        while (in_.read(bytes, sizeof bytes) || in_.gcount() > 0)
            pending_.append(bytes, static_cast<std::size_t>(in_.gcount()));
        in_.clear();
        std::size_t begin = 0;
        for (std::size_t end; (end = pending_.find('\n', begin)) != std::string::npos; begin = end + 1)
            give(std::string_view(pending_).substr(begin, end - begin));
        pending_.erase(0, begin);
    }
    fs::path file_;
    std::ifstream in_;
    std::pair<dev_t, ino_t> identity_;
    std::string pending_;
};

}  // namespace

std::optional<LogLine> parse_log_line(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || text_of(json, "cell").empty()) return std::nullopt;
    LogLine line;
    line.time = text_of(json, "time");
    line.document = text_of(json, "document");
    line.file = text_of(json, "file");
    line.cell = text_of(json, "cell");
    line.printed = text_of(json, "printed");
    line.verdict = text_of(json, "verdict");
    line.reason = text_of(json, "reason");
    line.page = static_cast<int>(std::clamp(number_of(json, "page"), 0.0, 1e6));
    line.confidence = number_of(json, "confidence");
    line.readers = readers_of(json);
    line.json = text;
    return line;
}

std::string kind_of_cell(const std::string& cell) {
    if (cell.starts_with("disclosure.")) return "disclosure";
    if (cell.starts_with("applications.")) return "applications";
    return cell.starts_with("table") ? "table" : "disputes";
}

bool LogFilter::passes(const LogLine& line) const {
    if (!document.empty() && !line.document.starts_with(document) && line.file.find(document) == std::string::npos)
        return false;
    if (!kind.empty() && kind_of_cell(line.cell) != kind) return false;
    if (!verdict.empty() && line.verdict != verdict) return false;
    if (!cell.empty() && !matches(cell, line.cell)) return false;
    if (page && line.page != *page) return false;
    return !below || line.confidence < *below;
}

std::vector<fs::path> log_files(const fs::path& store) {
    std::vector<fs::path> files;
    const fs::path folder = store / "logs";
    std::error_code ignored;
    for (int older = 1; fs::exists(folder / ("confidence." + std::to_string(older) + ".jsonl"), ignored); ++older)
        files.insert(files.begin(), folder / ("confidence." + std::to_string(older) + ".jsonl"));
    files.push_back(folder / "confidence.jsonl");
    return files;
}

void for_each_line(const std::vector<fs::path>& files, const LogFilter& filter,
                   const std::function<void(LogLine)>& visit) {
    for (const fs::path& file : files) {
        std::ifstream in(file, std::ios::binary);
        for (std::string line; std::getline(in, line);) give(line, filter, visit);
    }
}

void follow(const fs::path& file, const LogFilter& filter, const std::function<void(LogLine)>& visit,
            const std::function<bool()>& go_on) {
    Tail tail(file);
    constexpr std::chrono::milliseconds pause{200};
    for (;;) {
        tail.read([&](std::string_view line) { give(line, filter, visit); });
        if (!go_on()) return;
        std::this_thread::sleep_for(pause);
    }
}

void sort_lines(std::vector<LogLine>& lines, LogOrder order) {
    const auto before = [order](const LogLine& a, const LogLine& b) {
        switch (order) {
            case LogOrder::confidence:
                return a.confidence < b.confidence;
            case LogOrder::document:
                return a.file < b.file;
            case LogOrder::page:
                return std::tie(a.file, a.page) < std::tie(b.file, b.page);
            case LogOrder::cell:
                return a.cell < b.cell;
            case LogOrder::written:
                break;
        }
        return false;
    };
    std::ranges::stable_sort(lines, before);
}

}  // namespace nianbao::review
