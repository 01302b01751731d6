// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/score.h"

#include <algorithm>

namespace nianbao::bench {
namespace {

/// A table that the record says is missing excuses the cells that it lacks.
bool says_table_missing(const parser::Record& record) {
    return std::any_of(record.warnings.begin(), record.warnings.end(),
                       [](const Warning& warning) { return warning.code.starts_with("table.missing"); });
}

std::string in_words(const parser::RecordCell* cell) {
    if (cell == nullptr) return "no such cell";
    if (cell->value) return cell->value->text();
    return cell->printed.empty() ? "blank" : "'" + cell->printed + "'";
}

class Scorer {
  public:
    Scorer(const Truth& truth, const parser::Record& record)
        : truth_(truth), record_(record), own_(truth.own_errors()), excused_(says_table_missing(record)) {}

    Judgement run() {
        for (const auto& [id, value] : truth_.cells) count(id, value, record_.find(id));
        for (const parser::RecordCell& cell : record_.cells) {
            if (truth_.cells.contains(cell.id) || !cell.value || cell.needs_review) continue;
            ++result_.score.extra;
            note(Fault::extra, cell.id, "not in the report", &cell);
        }
        return std::move(result_);
    }

  private:
    void count(const std::string& id, const std::optional<std::string>& value, const parser::RecordCell* cell) {
        Score& score = result_.score;
        const bool review = cell != nullptr && cell->needs_review;
        const bool own = own_.contains(id);
        ++score.cells;
        score.review += review;
        score.own += own;
        score.own_review += own && review;
        if (truth_.flag.contains(id)) {
            ++(review ? score.exact : score.silent);
            if (!review) note(Fault::silent, id, "must be for review", cell);
            return;
        }
        const bool right = cell != nullptr ? same_number(cell->value, value) : !value && !excused_;
        if (right) {
            ++score.exact;
        } else if (review || (cell == nullptr && excused_)) {
            ++score.flagged;
            note(Fault::flagged, id, value.value_or("blank"), cell);
        } else {
            ++score.silent;
            note(Fault::silent, id, value.value_or("blank"), cell);
        }
    }

    void note(Fault fault, const std::string& id, const std::string& truth, const parser::RecordCell* cell) {
        result_.bad.push_back({fault, id, truth, in_words(cell), cell != nullptr ? cell->confidence : 0});
    }

    const Truth& truth_;
    const parser::Record& record_;
    const std::set<std::string> own_;
    const bool excused_;
    Judgement result_;
};

}  // namespace

Score& Score::operator+=(const Score& other) {
    cells += other.cells;
    exact += other.exact;
    flagged += other.flagged;
    silent += other.silent;
    extra += other.extra;
    review += other.review;
    own += other.own;
    own_review += other.own_review;
    return *this;
}

Judgement judge(const Truth& truth, const parser::Record& record) {
    return Scorer(truth, record).run();
}

Score score_of_failure(const Truth& truth) {
    Score score;
    score.cells = score.flagged = score.review = static_cast<int>(truth.cells.size());
    score.own = score.own_review = static_cast<int>(truth.own_errors().size());
    return score;
}

}  // namespace nianbao::bench
