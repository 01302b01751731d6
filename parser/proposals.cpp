// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/proposals.h"

#include <map>
#include <optional>
#include <set>

#include "parser/redecode.h"

namespace nianbao::parser {
namespace {

class Proposer {
  public:
    explicit Proposer(const Record& record)
        : record_(record), form_(numeric_form(record)), relations_(relations_of(form_.cells, national_forms())) {
        sums_of_.resize(form_.cells.size());
        for (std::size_t r = 0; r < relations_.size(); ++r) {
            for (const Term& term : relations_[r].terms) sums_of_[index(term.cell)].push_back(r);
        }
    }

    Proposal propose(std::size_t cell) const {
        Proposal proposal{record_.cells[cell].printed, 0, frees(cell)};
        std::map<std::int64_t, int> wanted;
        for (const std::size_t r : sums_of_[cell]) {
            if (const auto counts = needed(cell, relations_[r])) ++wanted[*counts];
        }
        const auto now = counts_now(cell);
        const int holding = now && wanted.contains(*now) ? wanted.at(*now) : 0;
        for (const auto& [counts, sums] : wanted) {
            const bool possible = counts >= 0 || can_be_negative(cell);
            if (!possible || counts == now || sums - holding <= proposal.settles) continue;
            proposal.settles = sums - holding;
            proposal.printed = printed_of(cell, counts);
        }
        return proposal;
    }

  private:
    static std::size_t index(int cell) { return static_cast<std::size_t>(cell); }

    /// None for a cell that does not take part in sums yet.
    std::optional<std::int64_t> counts_now(std::size_t cell) const {
        if (!form_.cells[cell].usable()) return std::nullopt;
        return form_.cells[cell].choice()->counts();
    }

    /// What the cell must count for the sum to hold; none where another cell of it is not known.
    std::optional<std::int64_t> needed(std::size_t cell, const Relation& relation) const {
        if (!relation.complete) return std::nullopt;
        std::int64_t rest = 0;
        int sign = 0;
        for (const Term& term : relation.terms) {
            if (index(term.cell) == cell) {
                sign = term.sign;
                continue;
            }
            const auto counts = counts_now(index(term.cell));
            if (!counts || __builtin_add_overflow(rest, term.sign * *counts, &rest)) return std::nullopt;
        }
        return -rest * sign;
    }

    bool can_be_negative(std::size_t cell) const { return record_.cells[cell].id.ends_with(".change"); }

    /// As a reader had it, where one had it.
    std::string printed_of(std::size_t cell, std::int64_t counts) const {
        for (const Candidate& candidate : form_.cells[cell].candidates) {
            if (candidate.counts() == counts) return candidate.printed;
        }
        return from_micros(counts).text();
    }

    int frees(std::size_t cell) const {
        std::set<int> others;
        for (const std::size_t r : sums_of_[cell]) {
            for (const Term& term : relations_[r].terms) {
                if (index(term.cell) != cell && record_.cells[index(term.cell)].needs_review) others.insert(term.cell);
            }
        }
        return static_cast<int>(others.size());
    }

    const Record& record_;
    NumericForm form_;
    std::vector<Relation> relations_;
    std::vector<std::vector<std::size_t>> sums_of_;
};

}  // namespace

std::vector<Proposal> proposals(const Record& record) {
    std::vector<Proposal> all;
    const Proposer proposer(record);
    for (std::size_t i = 0; i < record.cells.size(); ++i) {
        const bool wanted = record.cells[i].needs_review;
        all.push_back(wanted ? proposer.propose(i) : Proposal{record.cells[i].printed, 0, 0});
    }
    return all;
}

}  // namespace nianbao::parser
