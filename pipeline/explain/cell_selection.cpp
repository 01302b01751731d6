// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/explain/cell_selection.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "parser/form.h"
#include "pipeline/explain/visible.h"
#include "pipeline/output_plan.h"

namespace nianbao {
namespace {

using parser::Record;
using parser::RecordCell;

constexpr std::size_t longest_id = 200;  // of a slip of the pen; comparing longer texts is a waste

int edit_distance(std::string_view a, std::string_view b) {
    std::vector<int> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        int diagonal = std::exchange(row[0], static_cast<int>(i));
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

/// A part of an id is nearer than any slip: who types "new_received.total" means the id that ends with it.
int distance(const std::string& wrong, const std::string& id) {
    if (id.ends_with(wrong)) return 0;
    return id.find(wrong) != std::string::npos ? 1 : 1 + edit_distance(wrong, id);
}

[[noreturn]] void no_such_cell(const Record& record, const std::string& wrong) {
    const bool pattern = wrong.find_first_of("*?") != std::string::npos;
    std::string message = "the record has no cell " + visible(wrong);
    if (pattern) {
        message = "no cell of the record fits " + visible(wrong);
    } else if (parser::national_forms().find(wrong) >= 0) {
        message += ": the form has it, but it was not found in this report";
    }
    std::string near;
    for (const std::string& id : near_ids(record, wrong)) near += (near.empty() ? "" : ", ") + visible(id);
    if (!pattern && !near.empty()) message += "; near it: " + near;
    throw UsageError(message);
}

}  // namespace

bool matches(std::string_view pattern, std::string_view text) {
    std::size_t p = 0, t = 0, star = std::string_view::npos, tried = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            tried = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p, ++t;
        } else if (star != std::string_view::npos) {  // let the last star take one character more
            p = star + 1;
            t = ++tried;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

std::vector<std::string> near_ids(const Record& record, const std::string& wrong) {
    if (wrong.empty() || wrong.size() > longest_id) return {};
    std::vector<std::pair<int, std::string>> ranked;
    for (const RecordCell& cell : record.cells) {
        if (cell.id.size() <= longest_id) ranked.emplace_back(distance(wrong, cell.id), cell.id);
    }
    std::ranges::stable_sort(ranked, {}, &std::pair<int, std::string>::first);
    const int farthest = std::max(3, static_cast<int>(wrong.size() / 3));
    std::vector<std::string> near;
    for (const auto& [far, id] : ranked) {
        if (far <= farthest && near.size() < 3) near.push_back(id);
    }
    return near;
}

std::vector<const RecordCell*> select_cells(const Record& record, const std::vector<std::string>& patterns,
                                            Wanted wanted) {
    std::set<const RecordCell*> fitting;
    for (const std::string& pattern : patterns) {
        bool any = false;
        for (const RecordCell& cell : record.cells) {
            if (!matches(pattern, cell.id)) continue;
            any = true;
            fitting.insert(&cell);
        }
        if (!any) no_such_cell(record, pattern);
    }
    std::vector<const RecordCell*> chosen;
    for (const RecordCell& cell : record.cells) {
        if (!patterns.empty() && !fitting.contains(&cell)) continue;
        if (wanted == Wanted::every_cell || cell.needs_review) chosen.push_back(&cell);
    }
    return chosen;
}

}  // namespace nianbao
