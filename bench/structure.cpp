// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/structure.h"

#include <algorithm>

namespace nianbao::bench {
namespace {

/// Length of the longest row of tables that both have in this order: a table too many or too few costs itself only.
int tables_in_common(const std::vector<TruthTable>& truth, const std::vector<Table>& got) {
    std::vector<int> before(got.size() + 1, 0);
    for (const TruthTable& wanted : truth) {
        std::vector<int> now(got.size() + 1, 0);
        for (std::size_t j = 0; j < got.size(); ++j) {
            const bool same = got[j].rows == wanted.rows && got[j].columns == wanted.columns;
            now[j + 1] = same ? before[j] + 1 : std::max(now[j], before[j + 1]);
        }
        before = std::move(now);
    }
    return before.back();
}

}  // namespace

Structure compare_structure(const Truth& truth, const parser::Record& record) {
    Structure result;
    result.form = record.form == truth.form;
    result.year = record.year == truth.year;
    result.organization = record.organization == truth.organization;
    result.title = record.title == truth.title;
    result.tables = static_cast<int>(truth.tables.size());
    result.found = tables_in_common(truth.tables, record.tables);
    return result;
}

}  // namespace nianbao::bench
