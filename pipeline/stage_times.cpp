// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/stage_times.h"

#include <algorithm>
#include <cstdio>

namespace nianbao {
namespace {

constexpr int label_width = 8;

int column_width(const std::string& stage) {
    return std::max<int>(8, static_cast<int>(stage.size()) + 2);
}

std::string right(const std::string& text, int width) {
    const int missing = width - static_cast<int>(text.size());
    return std::string(std::max(missing, 1), ' ') + text;
}

std::string left(std::string text, int width) {
    text.resize(std::max<std::size_t>(text.size(), width), ' ');
    return text;
}

std::string seconds(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

}  // namespace

void StageTimes::add(std::string_view stage, int page, double seconds) {
    for (Entry& entry : entries_) {
        if (entry.page == page && entry.stage == stage) {
            entry.seconds += seconds;
            return;
        }
    }
    entries_.push_back({std::string(stage), page, seconds});
}

double StageTimes::of(std::string_view stage, int page) const {
    for (const Entry& entry : entries_) {
        if (entry.page == page && entry.stage == stage) return entry.seconds;
    }
    return 0;
}

double StageTimes::total(std::string_view stage) const {
    double sum = 0;
    for (const Entry& entry : entries_) {
        if (entry.stage == stage) sum += entry.seconds;
    }
    return sum;
}

double StageTimes::total() const {
    double sum = 0;
    for (const Entry& entry : entries_) sum += entry.seconds;
    return sum;
}

std::vector<std::string> StageTimes::stages() const {
    std::vector<std::string> names;
    for (const Entry& entry : entries_) {
        if (std::find(names.begin(), names.end(), entry.stage) == names.end()) names.push_back(entry.stage);
    }
    return names;
}

std::vector<int> StageTimes::pages() const {
    std::vector<int> numbers;
    for (const Entry& entry : entries_) {
        if (std::find(numbers.begin(), numbers.end(), entry.page) == numbers.end()) numbers.push_back(entry.page);
    }
    std::sort(numbers.begin(), numbers.end());
    // The document's own stages come after its pages.
    if (!numbers.empty() && numbers.front() == 0) std::rotate(numbers.begin(), numbers.begin() + 1, numbers.end());
    return numbers;
}

std::string StageTimes::table() const {
    if (entries_.empty()) return {};
    const auto names = stages();
    std::string out = left("seconds", label_width);
    for (const auto& stage : names) out += right(stage, column_width(stage));
    out += right("total", 9) + "\n";
    for (const int page : pages()) {
        double sum = 0;
        out += left(page == 0 ? "document" : "page " + std::to_string(page), label_width);
        for (const auto& stage : names) {
            const double value = of(stage, page);
            sum += value;
            out += right(value > 0 ? seconds(value) : "-", column_width(stage));
        }
        out += right(seconds(sum), 9) + "\n";
    }
    out += left("total", label_width);
    for (const auto& stage : names) out += right(seconds(total(stage)), column_width(stage));
    return out + right(seconds(total()), 9) + "\n";
}

}  // namespace nianbao
