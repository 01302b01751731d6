// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/decode.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "parser/misprints.h"

namespace nianbao::parser {
namespace {

constexpr double impossible = -std::numeric_limits<double>::infinity();

/// One way for a cell to count: its most probable candidate with that value.
struct Choice {
    int candidate = 0;
    std::int64_t counts = 0;
    double log_probability = 0;
};

struct Variable {
    int cell = 0;
    std::vector<Choice> choices;  ///< most probable first
};

/// A sum with the cells that nobody doubts already added up.
struct OpenSum {
    std::int64_t fixed = 0;
    std::vector<std::pair<int, int>> terms;  ///< variable, sign
    double log_holds = 0;
    BreakableSum whole;  ///< with the cells that nobody doubts
};

std::vector<Choice> choices_of(const NumericCell& cell, double least) {
    std::vector<Choice> choices;
    for (std::size_t c = 0; c < cell.candidates.size(); ++c) {
        const Candidate& candidate = cell.candidates[c];
        const auto counts = candidate.counts();
        if (!counts || (candidate.probability < least && c > 0)) continue;
        if (std::ranges::find(choices, *counts, &Choice::counts) != choices.end()) continue;
        choices.push_back({static_cast<int>(c), *counts, std::log(std::max(candidate.probability, 1e-12))});
    }
    return choices;
}

/// Can any reading of its cells make the sum hold? Counted out, as long as that is cheap.
bool satisfiable(const OpenSum& sum, const std::vector<Variable>& variables) {
    constexpr std::size_t most_sums = 20000;
    std::set<std::int64_t> reachable{sum.fixed};
    for (const auto& [variable, sign] : sum.terms) {
        std::set<std::int64_t> next;
        for (const std::int64_t value : reachable) {
            for (const Choice& choice : variables[variable].choices) next.insert(value + sign * choice.counts);
        }
        if (next.size() > most_sums) return true;
        reachable = std::move(next);
    }
    return reachable.contains(0);
}

/// Sums that no reading of a doubtful cell changes, `fixed` their differences.
using SettledSums = std::vector<OpenSum>;

class Search {
  public:
    Search(const std::vector<Variable>& variables, const std::vector<OpenSum>& sums, const SettledSums& settled,
           std::vector<int> members, const std::vector<int>& sum_indices, long most_nodes)
        : variables_(variables),
          members_(std::move(members)),
          misprints_(breakable(sums, sum_indices, settled)),
          most_nodes_(most_nodes) {
        std::map<int, int> position;
        for (std::size_t i = 0; i < members_.size(); ++i) position[members_[i]] = static_cast<int>(i);
        sums_of_.resize(members_.size());
        for (const int index : sum_indices) {
            const int s = static_cast<int>(open_.size());
            open_.push_back({sums[index].fixed, static_cast<int>(sums[index].terms.size()), sums[index].log_holds});
            for (const auto& [variable, sign] : sums[index].terms)
                sums_of_[position.at(variable)].emplace_back(s, sign);
            optimism_ += sums[index].log_holds;
        }
        for (const int member : members_) optimism_ += variables_[member].choices.front().log_probability;
        // What they cost is paid in every reading; but a misprint that breaks them may explain others.
        for (std::size_t s = 0; s < settled.size(); ++s) {
            if (settled[s].fixed != 0) misprints_.add(static_cast<int>(open_.size() + s), settled[s].fixed);
        }
        current_.assign(members_.size(), 0);
    }

    /// @param barred  member that must count otherwise than `barred_counts`, or -1
    double run(int barred = -1, std::int64_t barred_counts = 0) {
        barred_ = barred;
        barred_counts_ = barred_counts;
        best_ = impossible;
        nodes_ = 0;
        descend(0, optimism_);
        return best_;
    }

    bool exact() const { return nodes_ <= most_nodes_; }
    const std::vector<int>& best() const { return best_choice_; }

  private:
    struct Open {
        std::int64_t value;
        int left;
        double log_holds;
    };

    static std::vector<BreakableSum> breakable(const std::vector<OpenSum>& sums, const std::vector<int>& indices,
                                               const SettledSums& settled) {
        std::vector<BreakableSum> all;
        for (const int index : indices) all.push_back(sums[index].whole);
        for (const OpenSum& sum : settled) all.push_back(sum.whole);
        return all;
    }

    void descend(std::size_t depth, double bound) {
        if (bound <= best_ || ++nodes_ > most_nodes_) return;
        if (depth == members_.size()) {
            bound -= misprints_.outstanding();
            if (bound <= best_) return;
            best_ = bound;
            best_choice_ = current_;
            return;
        }
        const auto& choices = variables_[members_[depth]].choices;
        for (std::size_t c = 0; c < choices.size(); ++c) {
            if (static_cast<int>(depth) == barred_ && choices[c].counts == barred_counts_) continue;
            current_[depth] = static_cast<int>(c);
            double loss = choices.front().log_probability - choices[c].log_probability;
            int broken = 0;
            for (const auto& [s, sign] : sums_of_[depth]) {
                Open& sum = open_[s];
                sum.value += sign * choices[c].counts;
                if (--sum.left > 0 || sum.value == 0) continue;
                // A sum that a known misprint breaks is no more probable for it than one that holds.
                loss += std::max(0.0, sum.log_holds + misprints_.add(s, sum.value));
                ++broken;
            }
            descend(depth + 1, bound - loss);
            for (; broken > 0; --broken) misprints_.take_back();
            for (const auto& [s, sign] : sums_of_[depth]) {
                open_[s].value -= sign * choices[c].counts;
                ++open_[s].left;
            }
        }
    }

    const std::vector<Variable>& variables_;
    std::vector<int> members_;
    std::vector<Open> open_;
    std::vector<std::vector<std::pair<int, int>>> sums_of_;
    std::vector<int> current_, best_choice_;
    Misprints misprints_;
    double optimism_ = 0, best_ = impossible;
    long nodes_ = 0, most_nodes_;
    int barred_ = -1;
    std::int64_t barred_counts_ = 0;
};

struct Problem {
    std::vector<Variable> variables;
    std::vector<OpenSum> sums;
    SettledSums settled;
};

Problem pose(std::vector<NumericCell>& cells, const std::vector<Relation>& relations, const DecodeOptions& options) {
    Problem problem;
    std::map<int, int> variable_of;
    const auto usable = [&](const Relation& relation) {
        return relation.complete &&
               std::ranges::all_of(relation.terms, [&](const Term& term) { return cells[term.cell].usable(); });
    };
    for (const Relation& relation : relations) {
        if (!usable(relation)) continue;
        OpenSum sum;
        sum.log_holds = std::log1p(-relation.own_error);
        sum.whole.log_broken = std::log(relation.own_error);
        for (const Term& term : relation.terms) {
            sum.whole.cells.emplace_back(term.cell, term.sign);
            auto known = variable_of.find(term.cell);
            if (known == variable_of.end()) {
                auto choices = choices_of(cells[term.cell], options.least_probability);
                const int index = choices.size() > 1 ? static_cast<int>(problem.variables.size()) : -1;
                if (index >= 0) problem.variables.push_back({term.cell, std::move(choices)});
                known = variable_of.emplace(term.cell, index).first;
            }
            if (known->second >= 0) {
                sum.terms.emplace_back(known->second, term.sign);
            } else {
                sum.fixed += term.sign * *cells[term.cell].choice()->counts();
            }
        }
        (sum.terms.empty() ? problem.settled : problem.sums).push_back(std::move(sum));
    }
    // A sum that no reading can make hold says nothing about which reading is right.
    std::erase_if(problem.sums, [&](const OpenSum& sum) { return !satisfiable(sum, problem.variables); });
    return problem;
}

// Groups of variables that sums connect, each in an order that completes sums early.
std::vector<std::vector<int>> groups(const Problem& problem) {
    std::vector<int> parent(problem.variables.size());
    std::iota(parent.begin(), parent.end(), 0);
    const auto root = [&](int v) {
        while (parent[v] != v) v = parent[v] = parent[parent[v]];
        return v;
    };
    std::vector<const OpenSum*> by_size;
    for (const OpenSum& sum : problem.sums) {
        by_size.push_back(&sum);
        for (const auto& term : sum.terms) parent[root(term.first)] = root(sum.terms.front().first);
    }
    std::ranges::stable_sort(by_size, {}, [](const OpenSum* sum) { return sum->terms.size(); });
    std::map<int, std::vector<int>> members;
    std::set<int> placed;
    for (const OpenSum* sum : by_size) {
        for (const auto& term : sum->terms) {
            if (placed.insert(term.first).second) members[root(term.first)].push_back(term.first);
        }
    }
    std::vector<std::vector<int>> out;
    for (auto& [_, group] : members) out.push_back(std::move(group));
    return out;
}

}  // namespace

Decoding decode(std::vector<NumericCell>& cells, const std::vector<Relation>& relations, const DecodeOptions& options) {
    Decoding result{std::vector<double>(cells.size(), 0), std::vector<int>(cells.size(), -1),
                    std::vector<bool>(cells.size(), true)};
    const Problem problem = pose(cells, relations, options);
    for (const std::vector<int>& group : groups(problem)) {
        std::vector<int> sums;
        for (std::size_t s = 0; s < problem.sums.size(); ++s) {
            const int first = problem.sums[s].terms.front().first;
            if (std::ranges::find(group, first) != group.end()) sums.push_back(static_cast<int>(s));
        }
        Search search(problem.variables, problem.sums, problem.settled, group, sums, options.most_nodes);
        const double best = search.run();
        const bool exact = search.exact();
        const std::vector<int> chosen = search.best();
        for (std::size_t i = 0; i < group.size(); ++i) {
            const Variable& variable = problem.variables[group[i]];
            result.exact[variable.cell] = exact;
            if (chosen.empty()) continue;
            const Choice& choice = variable.choices[chosen[i]];
            cells[variable.cell].chosen = choice.candidate;
            if (!exact) continue;
            const double rival = search.run(static_cast<int>(i), choice.counts);
            result.rival[variable.cell] = search.exact() ? std::min(1.0, std::exp(rival - best)) : 1;
            if (search.exact()) result.rival_candidate[variable.cell] = variable.choices[search.best()[i]].candidate;
        }
    }
    return result;
}

}  // namespace nianbao::parser
