// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/verdict.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "parser/disputed_digits.h"

namespace nianbao::parser {
namespace {

/// How a chosen reading may be wrong, by the readers alone: in a way that sums can notice; between 0 and nothing, which
/// count the same; or only in how nothing is printed, blank or dash, which no value shows.
struct Doubts {
    double noticed = 0, unnoticed = 0, spelled = 0;
};

class Judge {
  public:
    Judge(const std::vector<NumericCell>& cells, const std::vector<Relation>& relations, const Decoding& decoding,
          const VerdictOptions& options)
        : cells_(cells), relations_(relations), decoding_(decoding), options_(options) {
        sums_of_.resize(cells.size());
        for (std::size_t r = 0; r < relations.size(); ++r) {
            differences_.push_back(difference(relations[r], cells));
            for (const Term& term : relations[r].terms) sums_of_[term.cell].push_back(static_cast<int>(r));
        }
        habits_ = habits();
        for (const NumericCell& cell : cells) doubts_.push_back(doubts(cell, habits_.at(table_of(cell))));
    }

    std::vector<Verdict> run() const {
        std::vector<Verdict> verdicts;
        for (int i = 0; i < static_cast<int>(cells_.size()); ++i) verdicts.push_back(verdict(i));
        const auto speaks = [this](int r, int cell) { return vouches(r, cell); };
        for (const int i :
             disputed_digits({cells_, relations_, sums_of_, speaks, options_.least_rival, options_.sure_agreement})) {
            Verdict& verdict = verdicts[static_cast<std::size_t>(i)];
            if (!verdict.needs_review) verdict.reason = "a digit may be misread alike here and in its sums";
            verdict.needs_review = true;
        }
        return verdicts;
    }

  private:
    static std::string table_of(const NumericCell& cell) {
        const std::string& id = cell.placed.id;
        if (id.starts_with("disclosure.")) return "disclosure";
        return id.starts_with("applications.") ? "applications" : "disputes";
    }

    /// How a table prints that there is nothing: share of blanks and dashes, and of zeros.
    struct Habit {
        int cells = 0, nothings = 0, dashes = 0, zeros = 0;
        /// Cells of pictures with something in them; those of them on which two readers do not agree.
        int inked = 0, unsure = 0;
        int weak_numbers = 0;
        /// The same but for dashes, on whose length readers differ; traces of ink are numbers of which nobody is sure.
        int numbers = 0, unsure_numbers = 0;
        double nothing_share() const { return static_cast<double>(nothings) / cells; }
        double dash_share() const { return static_cast<double>(dashes) / cells; }
        double zero_share() const { return static_cast<double>(zeros) / cells; }
    };

    /// As the machine had read it: what a reviewer says of a cell makes no page less worn.
    std::map<std::string, Habit> habits() const {
        std::map<std::string, Habit> all;
        for (const NumericCell& cell : cells_) {
            Habit& habit = all[table_of(cell)];
            ++habit.cells;
            const AsRead read = cell.first_read ? *cell.first_read : as_read(cell);
            habit.inked += read.inked ? 1 : 0;
            habit.unsure += read.unsure ? 1 : 0;
            habit.numbers += (read.inked && !read.dash) || read.traces ? 1 : 0;
            habit.unsure_numbers += (read.unsure && !read.dash) || read.traces ? 1 : 0;
            habit.weak_numbers += (read.weak && !read.dash) || read.traces ? 1 : 0;
            habit.dashes += read.dash ? 1 : 0;
            habit.nothings += read.nothing ? 1 : 0;
            habit.zeros += read.zero ? 1 : 0;
        }
        return all;
    }

    /// Its numbers are coming apart: what looks like nothing may be what is left of one.
    bool is_worn(const Habit& habit) const {
        return habit.unsure >= options_.worn_share * habit.inked && habit.unsure >= options_.worn_cells;
    }
    bool loses_zeros(const Habit& habit) const { return is_worn(habit) && habit.zero_share() >= options_.worn_share; }
    /// A dash there is a rare one, or hardly any number is sure: whole numbers may be gone, and sums hold without them.
    bool loses_numbers(const Habit& habit) const {
        return is_ruined(habit) || (is_worn(habit) && habit.dash_share() < options_.many_nothings);
    }
    bool is_ruined(const Habit& habit) const {
        return habit.unsure_numbers >= options_.ruined_share * habit.numbers &&
               habit.unsure_numbers >= options_.ruined_cells;
    }

    /// A whole 0 may be gone, and no sum misses it.
    bool fades(const Habit& habit) const {
        return habit.weak_numbers >= options_.faded_share * habit.numbers && habit.weak_numbers >= options_.faded_cells;
    }

    Doubts doubts(const NumericCell& cell, const Habit& habit) const {
        Doubts result;
        const Candidate* choice = cell.choice();
        if (choice == nullptr) return {1, 0};
        result.noticed = cell.other;
        for (const Candidate& candidate : cell.candidates) {
            if (&candidate == choice) continue;
            const bool same = candidate.counts() == choice->counts();
            const bool alike = same && candidate.value.value.has_value() == choice->value.value.has_value();
            (alike ? result.spelled : same ? result.unnoticed : result.noticed) += candidate.probability;
        }
        const bool nothing = cell.no_ink || choice->value.kind == CellValue::Kind::dash;
        if (nothing && cell.source == TextSource::image && loses_zeros(habit))
            result.unnoticed += habit.zero_share() / 2;
        if (!cell.no_ink) return result;
        // What got lost may have been a 0, which no sum misses, or a dash, which changes nothing: as often as the table
        // prints them.
        result.unnoticed += result.noticed * habit.zero_share();
        result.spelled += result.noticed * habit.dash_share();
        if (habit.nothing_share() < options_.many_nothings) {
            result.unnoticed = std::max(result.unnoticed, std::min(0.5, options_.lone_blank_odds * cell.other));
        }
        return result;
    }

    bool holds(int r) const { return differences_[r] == 0; }
    bool fails(int r) const { return differences_[r].has_value() && !holds(r); }

    /// Probability that `other` was misread in the same way as `cell`, so that a sum with both holds all the same.
    double alike(int cell, int other, const Relation& relation) const {
        // A person does not share the readers' habits.
        if (cells_[cell].answered || cells_[other].answered) return 0;
        const Candidate& mine = *cells_[cell].choice();
        const bool opposite = sign_in(relation, cell) != sign_in(relation, other);
        if (!opposite || mine.value.key != cells_[other].choice()->value.key) return 0;
        // Readers that agree without being sure may both see the same worn strokes, here and there.
        const auto surely_agreed = [&](int c) {
            return cells_[c].agreed() && doubts_[c].noticed < options_.sure_agreement ? 1 : 0;
        };
        const int agreed = surely_agreed(cell) + surely_agreed(other);
        const double same = *mine.counts() == 0 ? options_.same_misreading_of_zero : options_.same_misreading;
        if (agreed == 0) return same;
        return same * (agreed == 1 ? options_.same_misreading_agreed_once : options_.same_misreading_agreed_twice);
    }

    /// Probability that a sum holds although `cell` was misread: by chance, or because its equal was misread like it.
    struct Slip {
        double by_chance = 0, alike = 0;
    };

    Slip slip_through(int cell, const Relation& relation) const {
        Slip slip{relation.own_error * options_.chance_match, 0};
        for (const Term& term : relation.terms) {
            if (term.cell == cell) continue;
            slip.by_chance += doubts_[term.cell].noticed * options_.chance_match;
            slip.alike = std::max(slip.alike, alike(cell, term.cell, relation));
        }
        return slip;
    }

    /// Could `cell` and `other` of one sum both be wrong, by `slip` each in its way? Of printed characters only an
    /// exchange of the two is feared, and that is feared of every source.
    bool may_slip_together(int cell, int other, std::int64_t slip) const {
        if (cells_[cell].usable() && cells_[other].usable() &&
            *cells_[cell].choice()->counts() - slip == *cells_[other].choice()->counts()) {
            return true;
        }
        const bool pictures = cells_[cell].source == TextSource::image && cells_[other].source == TextSource::image;
        return pictures && !(cells_[cell].agreed() && cells_[other].agreed());
    }

    /// A sum vouches for a cell of a failing sum only if no other cell of it stands in another failing sum that the
    /// same slip would mend: two exchanged numbers of a row leave its total right and two columns wrong by opposite
    /// amounts.
    bool vouches(int r, int cell) const {
        if (!holds(r)) return false;
        for (const Term& term : relations_[r].terms) {
            if (term.cell == cell) continue;
            for (const int mine : sums_of_[cell]) {
                if (!fails(mine) || sign_in(relations_[mine], term.cell) != 0) continue;
                const std::int64_t slip = *differences_[mine] * sign_in(relations_[mine], cell);
                for (const int theirs : sums_of_[term.cell]) {
                    if (!fails(theirs) || sign_in(relations_[theirs], cell) != 0) continue;
                    const std::int64_t counter = *differences_[theirs] * sign_in(relations_[theirs], term.cell);
                    const bool mended = slip * sign_in(relations_[r], cell) + counter * term.sign == 0;
                    if (mended && may_slip_together(cell, term.cell, slip)) return false;
                }
            }
        }
        return true;
    }

    bool vouched(int cell) const {
        return std::ranges::any_of(sums_of_[cell], [&](int r) { return vouches(r, cell); });
    }

    bool in_failing_sum(int cell) const {
        return std::ranges::any_of(sums_of_[cell], [&](int r) { return fails(r); });
    }

    std::string failing_sums(int cell) const {
        std::string text;
        for (const int r : sums_of_[cell]) {
            if (!fails(r)) continue;
            const std::string by = from_micros(*differences_[r]).text();
            text += (text.empty() ? "" : ", ") + relations_[r].id + " is off by " + by;
        }
        return text;
    }

    /// Error probability with the sums that hold, before those that fail. The chances of several sums multiply; one
    /// cause that misreads a number alike wherever it stands passes all of them at once.
    double error_before_failures(int cell) const {
        double product = 1, one_cause = 1;
        for (const int r : sums_of_[cell]) {
            if (!vouches(r, cell)) continue;
            const Slip slip = slip_through(cell, relations_[r]);
            product *= std::min(1.0, slip.by_chance + slip.alike);
            one_cause = std::min(one_cause, slip.alike);
        }
        return doubts_[cell].noticed * std::max(product, one_cause);
    }

    /// How likely `cell` is what broke sum `r`: misread here, or misprinted in the report. A cell that by the same slip
    /// explains another failing sum too spares that one an explanation of its own.
    double suspicion(int cell, int r) const {
        const Relation& relation = relations_[r];
        const std::int64_t slip = *differences_[r] * sign_in(relation, cell);
        double spared = 1;
        for (const int other : sums_of_[cell]) {
            if (other == r || !fails(other)) continue;
            if (*differences_[other] * sign_in(relations_[other], cell) == slip) spared /= relations_[other].own_error;
        }
        const double misprinted = spared > 1 ? relation.own_error / static_cast<double>(relation.terms.size()) : 0;
        return (error_before_failures(cell) + misprinted) * spared;
    }

    double error(int cell) const {
        double noticed = error_before_failures(cell);
        for (const int r : sums_of_[cell]) {
            if (!fails(r)) continue;
            // Somebody broke it: the report itself, or one of its cells, each as likely as it was before.
            double suspects = relations_[r].own_error;
            for (const Term& term : relations_[r].terms) suspects += suspicion(term.cell, r);
            noticed /= std::min(1.0, suspects);
        }
        if (decoding_.rival[cell] > 0) noticed = std::max(noticed, decoding_.rival[cell] / (1 + decoding_.rival[cell]));
        return std::min(1.0, noticed + doubts_[cell].unnoticed);
    }

    Verdict verdict(int i) const {
        const NumericCell& cell = cells_[i];
        Verdict result;
        const auto review = [&](std::string_view why) {
            if (!result.needs_review) result.reason = why;
            result.needs_review = true;
        };
        if (cell.placed.doubt != Doubt::none) review(reason(cell.placed.doubt));
        if (cell.choice() == nullptr) {
            result.confidence = 0;
            review("the characters could not be understood");
            return result;
        }
        result.arithmetic = cell.placed.doubt == Doubt::none && vouched(i);
        if (in_failing_sum(i) && !result.arithmetic) review("does not add up: " + failing_sums(i));
        if (cell.source == TextSource::image) {
            judge_picture(i, result, review);
        } else {
            result.confidence = cell.choice()->probability;
            // Printed characters are sure, but not always that they are one number.
            const bool doubtful = 1 - result.confidence > options_.most_error_alone;
            if (doubtful && !result.arithmetic) review("the reading is not sure enough");
        }
        judge_nothing(i, result, review);
        if (cell.choice()->value.key.starts_with("?")) review("the characters could not be understood");
        if (result.needs_review && result.arithmetic && in_failing_sum(i)) result.reason += "; " + failing_sums(i);
        return result;
    }

    /// Where all of a row stands elsewhere, its sum holds as well: nothing makes nothing.
    bool has_sum_with_ink(int i) const {
        return std::ranges::any_of(sums_of_[i], [&](int r) {
            const auto inked = [&](const Term& term) { return !cells_[term.cell].no_ink; };
            return holds(r) && std::ranges::any_of(relations_[r].terms, inked);
        });
    }

    /// A blank or a dash, which may be what is left of a number.
    template <typename Review>
    void judge_nothing(int i, const Verdict& result, Review review) const {
        const NumericCell& cell = cells_[i];
        const Habit& habit = habits_.at(table_of(cell));
        const bool image = cell.source == TextSource::image,
                   vouched = result.arithmetic && !(image && is_ruined(habit));
        const bool lone = habit.nothing_share() < options_.many_nothings;
        const bool prints_zeros = lone || habit.zero_share() >= options_.printed_zeros;
        // A 0 that is gone changes no sum.
        const bool among_zeros = lone && habit.zero_share() >= options_.printed_zeros;
        if (cell.no_ink && image && (among_zeros || (prints_zeros && (fades(habit) || !has_sum_with_ink(i)))))
            review("nothing was seen where the table prints numbers");
        if (vouched) return;
        const bool rare = lone || (image && is_ruined(habit));
        if (cell.no_ink && rare) review("nothing was seen where the table prints numbers");
        const bool dash = image && cell.choice()->value.kind == CellValue::Kind::dash;
        if (dash && loses_numbers(habit)) review("the dash may be what is left of a number");
    }

    /// Two readers that agree may be wrong alike where print is damaged; then the reader of glyphs is seldom sure.
    bool glyphs_are_unsure(const NumericCell& cell) const {
        if (cell.placed.cell == nullptr || cell.no_ink) return false;
        return std::ranges::any_of(cell.placed.cell->readings, [&](const Reading& reading) {
            return reading.witness == Witness::glyphs && reading.confidence < options_.least_glyphs_alone;
        });
    }

    double doubt_of_unsure_glyphs(const NumericCell& cell) const {
        if (cell.placed.cell == nullptr) return 0;
        for (const Reading& reading : cell.placed.cell->readings) {
            const bool unsure = reading.confidence < options_.sure_alone;
            if (reading.witness == Witness::glyphs && unsure) return options_.doubt_shared * (1 - reading.confidence);
        }
        return 0;
    }

    template <typename Review>
    void judge_picture(int i, Verdict& result, Review review) const {
        const NumericCell& cell = cells_[i];
        double wrong = cell.placed.doubt == Doubt::none ? error(i) : doubts_[i].noticed + doubts_[i].unnoticed;
        if (!result.arithmetic) wrong = std::max(wrong, doubt_of_unsure_glyphs(cell));
        result.confidence = std::clamp(1 - wrong - doubts_[i].spelled, 0.0, 1 - 1e-6);
        if (!decoding_.exact[i] && !cell.agreed()) review("too many doubtful cells to decide between them");
        if (cell.choice()->probability < options_.least_support) review("only the sums speak for the number");
        if (!result.arithmetic && glyphs_are_unsure(cell)) review("the reading is not sure enough");
        const double most = result.arithmetic ? options_.most_error_in_sums : options_.most_error_alone;
        if (wrong <= most) return;
        if (cell.no_ink) {
            review("nothing was seen where the table prints numbers");
        } else {
            review(cell.agreed() || cell.candidates.size() == 1 ? "the reading is not sure enough"
                                                                : "the readings do not agree");
        }
    }

    const std::vector<NumericCell>& cells_;
    const std::vector<Relation>& relations_;
    const Decoding& decoding_;
    const VerdictOptions& options_;
    std::vector<std::vector<int>> sums_of_;
    std::vector<std::optional<std::int64_t>> differences_;
    std::map<std::string, Habit> habits_;
    std::vector<Doubts> doubts_;
};

}  // namespace

std::vector<Verdict> judge(const std::vector<NumericCell>& cells, const std::vector<Relation>& relations,
                           const Decoding& decoding, const VerdictOptions& options) {
    return Judge(cells, relations, decoding, options).run();
}

}  // namespace nianbao::parser
