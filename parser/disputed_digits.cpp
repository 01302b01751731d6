// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/disputed_digits.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <string>

namespace nianbao::parser {
namespace {

class Search {
  public:
    explicit Search(const DisputedForm& form) : form_(form) {}

    std::set<int> run() const {
        std::set<int> reached;
        for (int i = 0; i < static_cast<int>(form_.cells.size()); ++i) {
            const auto about = dispute(i);
            if (!about) continue;
            const std::set<int> chain = chain_from(i, *about);
            if (chain.size() > 1) reached.insert(chain.begin(), chain.end());
        }
        return reached;
    }

  private:
    static constexpr char nothing = ' ';

    /// A digit over which the readers of one cell differ: what was chosen, and its place from the right.
    struct Dispute {
        char digit = nothing;
        std::size_t place = 0;
    };

    static char digit_at(const std::string& key, std::size_t place) {
        return place < key.size() ? key[key.size() - 1 - place] : nothing;
    }

    bool is_sure(const NumericCell& cell) const {
        return cell.agreed() && 1 - cell.choice()->probability < form_.sure_agreement;
    }

    std::optional<Dispute> dispute(int cell) const {
        const NumericCell& mine = form_.cells[cell];
        if (mine.choice() == nullptr || mine.agreed() || mine.source != TextSource::image) return std::nullopt;
        const std::string& here = mine.choice()->value.key;
        for (const Candidate& rival : mine.candidates) {
            const std::string& there = rival.value.key;
            if (there == here || rival.witnesses.empty() || rival.probability < form_.least_rival) continue;
            std::vector<std::size_t> differing;
            for (std::size_t i = 0; i < std::max(here.size(), there.size()); ++i) {
                if (digit_at(here, i) != digit_at(there, i)) differing.push_back(i);
            }
            if (differing.size() == 1) return Dispute{digit_at(here, differing[0]), differing[0]};
        }
        return std::nullopt;
    }

    /// The cells that must be misread, too, so that all sums that vouch for them hold: the nearest ones, for a sum with
    /// one of them on its other side asks for no more.
    std::set<int> chain_from(int first, const Dispute& about) const {
        std::set<int> chain;
        std::deque<int> open{first};
        while (!open.empty()) {
            const int cell = open.front();
            open.pop_front();
            std::vector<int> next;
            bool asked = false, settled = false;
            for (const int r : form_.sums_of[cell]) {
                if (!form_.vouches(r, cell)) continue;
                const std::vector<int> same = alike_in(cell, form_.relations[r], about);
                asked = true;
                settled = settled || same.empty();
                if (std::ranges::any_of(same, [&](int other) { return chain.contains(other); })) continue;
                next.insert(next.end(), same.begin(), same.end());
            }
            if (settled || !asked || !chain.insert(cell).second) continue;
            open.insert(open.end(), next.begin(), next.end());
        }
        return chain;
    }

    /// Cells across the equals sign that have the disputed digit in its place: misread alike, they keep the sum right.
    std::vector<int> alike_in(int cell, const Relation& relation, const Dispute& about) const {
        std::vector<int> found;
        for (const Term& term : relation.terms) {
            if (term.cell == cell || sign_in(relation, term.cell) == sign_in(relation, cell)) continue;
            const Candidate* choice = form_.cells[term.cell].choice();
            if (about.digit == nothing && is_sure(form_.cells[term.cell])) continue;
            if (choice != nullptr && form_.cells[term.cell].source == TextSource::image &&
                digit_at(choice->value.key, about.place) == about.digit)
                found.push_back(term.cell);
        }
        return found;
    }

    const DisputedForm& form_;
};

}  // namespace

std::set<int> disputed_digits(const DisputedForm& form) {
    return Search(form).run();
}

}  // namespace nianbao::parser
