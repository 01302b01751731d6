// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/own_errors.h"

#include <algorithm>

namespace nianbao::bench {
namespace {

bool listed_as_broken(const parser::Record& record, const std::string& id) {
    return std::any_of(record.checks.begin(), record.checks.end(),
                       [&](const parser::Check& check) { return check.id == id && check.holds == false; });
}

bool for_review(const parser::Record& record, const std::string& id) {
    const parser::RecordCell* cell = record.find(id);
    return cell != nullptr && cell->needs_review;
}

}  // namespace

OwnErrors& OwnErrors::operator+=(const OwnErrors& other) {
    checks += other.checks;
    reported += other.reported;
    with_review += other.with_review;
    cells += other.cells;
    kept += other.kept;
    review += other.review;
    repaired += other.repaired;
    return *this;
}

OwnErrors own_errors(const Truth& truth, const parser::Record& record) {
    OwnErrors result;
    for (const BrokenCheck& check : truth.broken_checks) {
        ++result.checks;
        result.reported += listed_as_broken(record, check.id);
        result.with_review += std::any_of(check.cells.begin(), check.cells.end(),
                                          [&](const std::string& id) { return for_review(record, id); });
    }
    for (const std::string& id : truth.own_errors()) {
        const parser::RecordCell* cell = record.find(id);
        const bool review = cell != nullptr && cell->needs_review;
        const bool kept = cell != nullptr && same_number(cell->value, truth.cells.at(id));
        ++result.cells;
        result.kept += kept;
        result.review += review;
        result.repaired += cell != nullptr && !kept && !review;
    }
    return result;
}

}  // namespace nianbao::bench
