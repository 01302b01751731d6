// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/summary.h"

#include <algorithm>
#include <array>

namespace nianbao {
namespace {

using parser::Check;
using parser::Record;

std::string counted(long count, const std::string& one, const std::string& several) {
    return std::to_string(count) + " " + (count == 1 ? one : several);
}

std::string what(const Record& record) {
    std::string line = record.source.file + ": ";
    if (record.source.pages > 0) line += counted(record.source.pages, "page", "pages") + ", ";
    line += std::string(name(record.source.kind)) + "; ";
    if (!record.form)
        return line + "not a disclosure report; " + counted(static_cast<long>(record.tables.size()), "table", "tables");
    line += "form " + *record.form;
    if (record.organization) line += ", " + *record.organization;
    if (record.year) line += ", " + std::to_string(*record.year);
    return line;
}

std::string cells_line(const Record& record) {
    const long count = static_cast<long>(record.cells.size());
    const long doubtful = record.review_count();
    return "  " + counted(count, "cell", "cells") + ": " + std::to_string(count - doubtful) + " sure, " +
           std::to_string(doubtful) + " for review";
}

std::string checks_line(const Record& record) {
    const auto count = [&record](std::optional<bool> holds) {
        return std::count_if(record.checks.begin(), record.checks.end(),
                             [&](const Check& check) { return check.holds == holds; });
    };
    std::string line = "  " + counted(static_cast<long>(record.checks.size()), "check", "checks") + ": " +
                       std::to_string(count(true)) + " hold, " + std::to_string(count(false)) + " fail";
    if (const auto open = count(std::nullopt)) line += ", " + std::to_string(open) + " lack a cell";
    return line;
}

}  // namespace

std::vector<std::string> summary_of(const Record& record) {
    std::vector<std::string> lines = {what(record)};
    if (record.form) {
        lines.push_back(cells_line(record));
        lines.push_back(checks_line(record));
    }
    if (!record.warnings.empty())
        lines.push_back("  " + counted(static_cast<long>(record.warnings.size()), "warning", "warnings") +
                        " in the record (--verbose shows them)");
    return lines;
}

bool needs_review(const Record& record) {
    static constexpr std::array lost = {"page.unreadable", "table.missing"};
    if (record.review_count() > 0) return true;
    return std::any_of(record.warnings.begin(), record.warnings.end(), [](const Warning& warning) {
        return std::find(lost.begin(), lost.end(), warning.code) != lost.end();
    });
}

std::string warning_line(const Warning& warning) {
    const std::string page = warning.page > 0 ? "page " + std::to_string(warning.page) + ": " : "";
    return "  " + page + warning.stage + ": " + warning.code + ": " + warning.message;
}

}  // namespace nianbao
