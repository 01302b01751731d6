// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/redecode.h"

#include <algorithm>
#include <map>
#include <set>

#include "parser/answered_value.h"
#include "parser/provenance.h"
#include "parser/record_cell.h"

namespace nianbao::parser {
namespace {

constexpr std::string_view as_printed = "as_printed";

/// Of a record without decoder input: its own choice, as sure as all readers together were.
DecoderInput guessed_input(const RecordCell& cell) {
    DecoderInput input;
    input.from_image = is_from_image(cell);
    input.doubt = name(doubt_of(cell));
    const double prior = cell.prior.value_or(cell.confidence);
    input.hypotheses.push_back({cell.printed, prior, {}});
    input.other = 1 - prior;
    return input;
}

void take_hypotheses(const DecoderInput& input, const std::string& printed, NumericCell& out) {
    out.source = input.from_image ? TextSource::image : TextSource::printed;
    out.no_ink = input.no_ink;
    out.other = input.other;
    const Quantity quantity = out.placed.amount ? Quantity::amount : Quantity::count;
    for (const Hypothesis& hypothesis : input.hypotheses) {
        CellValue value = parse_value(hypothesis.printed, out.source, quantity);
        if (value.kind == CellValue::Kind::unreadable) continue;
        if (hypothesis.printed == printed) out.chosen = static_cast<int>(out.candidates.size());
        out.candidates.push_back({hypothesis.printed, std::move(value), hypothesis.probability, hypothesis.witnesses});
    }
}

/// What the machine had made of the cell, whatever was said of it since.
AsRead first_reading(const RecordCell& cell, const DecoderInput& input, const PlacedCell& placed) {
    NumericCell machine;
    machine.placed = placed;
    take_hypotheses(input, cell.answer ? cell.answer->machine_printed : cell.printed, machine);
    return as_read(machine);
}

/// Machine readers that had read the same beforehand stay witnesses.
std::vector<Witness> witnesses_of(const RecordCell& cell, const std::string& key) {
    std::vector<Witness> witnesses;
    for (const Reading& reading : cell.readings) {
        const bool same = value_of_reading(cell, reading.text).key == key;
        if (same && !reading.text.empty()) witnesses.push_back(reading.witness);
    }
    witnesses.push_back(Witness::reviewer);
    return witnesses;
}

/// A person looked: the characters are as good as printed, and stand where the person was asked about.
void take_answer(const RecordCell& cell, double slip, NumericCell& out) {
    const ReviewerAnswer& answer = *cell.answer;
    out.answered = true;
    out.source = TextSource::printed;
    out.placed.doubt = Doubt::none;
    out.other = slip;
    CellValue value = value_of_answer(cell, answer.kind, answer.printed);
    if (value.kind == CellValue::Kind::unreadable) return;
    std::vector<Witness> witnesses = witnesses_of(cell, value.key);
    out.candidates.push_back({answer.printed, std::move(value), 1 - slip, std::move(witnesses)});
}

TableCell place_of(const RecordCell& cell) {
    TableCell place;
    place.text = cell.printed;
    place.confidence = cell.prior.value_or(cell.confidence);
    place.page = cell.page;
    place.box = cell.box;
    place.readings = cell.readings;
    place.under_seal = cell.under_seal;
    return place;
}

/// Sums of cells that the report itself is said to get wrong, as the record and the answers stand: they say nothing
/// about what else stands on the page.
std::vector<Relation> binding(const std::vector<Relation>& relations, const Record& record, const NumericForm& form) {
    std::vector<Relation> out;
    for (const Relation& relation : relations) {
        const bool excused = std::ranges::any_of(relation.terms, [&](const Term& term) {
            const auto& answer = record.cells[static_cast<std::size_t>(term.cell)].answer;
            return answer && answer->kind == as_printed;
        });
        const auto off = difference(relation, form.cells);
        if (excused && (!off || *off != 0)) continue;
        out.push_back(relation);
    }
    return out;
}

void set_answered(const NumericCell& cell, const Verdict& verdict, double slip, RecordCell& out) {
    const ReviewerAnswer& answer = *out.answer;
    set_decision(cell, verdict, out);
    out.printed = answer.printed;
    if (cell.choice() == nullptr) {
        out.value.reset();
        out.evidence = {Witness::reviewer};
    }
    out.confidence = std::max(verdict.confidence, 1 - slip);
    // An answer that is no number settles nothing, unless the report is said to have it so.
    out.needs_review = cell.choice() == nullptr && answer.kind != as_printed;
    out.reason = out.needs_review ? "the reviewer's answer is no number" : "";
    out.rival.reset();
    // What the readers had against it is in the readings.
    out.alternatives.clear();
}

/// In place of what the program had said of its own reading.
void warn_of_unit(const NumericCell& cell, Record& record) {
    const std::string about = cell.placed.id + ": ";
    std::erase_if(record.warnings, [&](const Warning& warning) {
        return warning.code == "value.unit" && warning.message.starts_with(about);
    });
    const Candidate* choice = cell.choice();
    if (choice == nullptr || !choice->value.converted) return;
    const std::string& converted = choice->value.key;
    record.warnings.push_back({"parser", "value.unit", cell.placed.page,
                               about + "converted to 万元: " + choice->printed + " = " + converted});
}

class Redecoder {
  public:
    Redecoder(Record record, const ReviewOptions& options) : record_(std::move(record)), options_(options) {}

    Record run() {
        NumericForm form = numeric_form(record_, options_);
        const std::vector<Relation> relations = relations_of(form.cells, national_forms());
        if (can_decode_again(record_)) {
            decide(form, binding(relations, record_, form));
        } else {
            only_answers(form, binding(relations, record_, form));
        }
        for (const NumericCell& cell : form.cells) {
            if (cell.answered) warn_of_unit(cell, record_);
        }
        record_.checks = checks_of(relations, form.cells);
        return std::move(record_);
    }

  private:
    void decide(NumericForm& form, const std::vector<Relation>& relations) {
        for (NumericCell& cell : form.cells) cell.chosen = 0;  // as parse_report begins
        VerdictOptions verdicts = options_.parse.verdict;
        verdicts.same_misreading_agreed_once *= record_.reader_habit;
        verdicts.same_misreading_agreed_twice *= record_.reader_habit;
        const Decoding decoding = decode(form.cells, relations, options_.parse.decode);
        const std::vector<Verdict> judged = judge(form.cells, relations, decoding, verdicts);
        for (std::size_t i = 0; i < form.cells.size(); ++i) {
            RecordCell& cell = record_.cells[i];
            if (cell.answer) {
                set_answered(form.cells[i], judged[i], options_.slip, cell);
                continue;
            }
            set_decision(form.cells[i], judged[i], cell);
            set_rival(form.cells[i], decoding.rival_candidate[i], decoding.rival[i], cell);
        }
    }

    void only_answers(const NumericForm& form, const std::vector<Relation>& relations) {
        for (std::size_t i = 0; i < form.cells.size(); ++i) {
            if (record_.cells[i].answer) set_answered(form.cells[i], {}, options_.slip, record_.cells[i]);
        }
        for (const Relation& relation : relations) {
            const auto off = difference(relation, form.cells);
            if (off && *off != 0 && has_answer(relation)) unprove(relation, *off, form, relations);
        }
    }

    RecordCell& cell_of(const Term& term) { return record_.cells[static_cast<std::size_t>(term.cell)]; }

    bool has_answer(const Relation& relation) {
        return std::ranges::any_of(relation.terms, [&](const Term& term) { return cell_of(term).answer.has_value(); });
    }

    /// An answer broke the sum: it vouches for none of its cells any more, and one of them may be wrong.
    void unprove(const Relation& broken, std::int64_t off, const NumericForm& form,
                 const std::vector<Relation>& relations) {
        for (const Term& term : broken.terms) {
            RecordCell& cell = cell_of(term);
            const bool vouched = std::ranges::any_of(relations, [&](const Relation& other) {
                return sign_in(other, term.cell) != 0 && difference(other, form.cells) == 0;
            });
            if (cell.answer || vouched) continue;
            std::erase(cell.evidence, Witness::arithmetic);
            if (!cell.needs_review)
                cell.reason = "does not add up: " + broken.id + " is off by " + from_micros(off).text();
            cell.needs_review = true;
        }
    }

    Record record_;
    const ReviewOptions& options_;
};

ReviewerAnswer kept_beside(const RecordCell& cell, const CellAnswer& answer) {
    return {answer.kind,  answer.printed,  answer.reviewer,   answer.when, answer.why,   cell.value,
            cell.printed, cell.confidence, cell.needs_review, cell.reason, cell.evidence};
}

}  // namespace

bool can_decode_again(const Record& record) {
    return std::ranges::all_of(record.cells, [](const RecordCell& cell) { return cell.decoder.has_value(); });
}

NumericForm numeric_form(const Record& record, const ReviewOptions& options) {
    NumericForm form;
    for (const RecordCell& cell : record.cells) {
        NumericCell out;
        const DecoderInput input = cell.decoder ? *cell.decoder : guessed_input(cell);
        form.places.push_back(place_of(cell));
        out.placed = {cell.id, &form.places.back(), doubt_named(input.doubt), quantity_of(cell.id) == Quantity::amount,
                      cell.page};
        out.first_read = first_reading(cell, input, out.placed);
        if (cell.answer) {
            take_answer(cell, options.slip, out);
        } else {
            take_hypotheses(input, cell.printed, out);
        }
        form.cells.push_back(std::move(out));
    }
    return form;
}

Record with_answers(const Record& machine, const std::vector<CellAnswer>& answers, const ReviewOptions& options) {
    Record record = machine;
    for (const CellAnswer& answer : answers) {
        RecordCell* cell = record.find(answer.cell);
        if (cell != nullptr) cell->answer = kept_beside(*cell, answer);
    }
    return Redecoder(std::move(record), options).run();
}

CellValue understood(const RecordCell& cell, const std::string& printed) {
    return value_of_answer(cell, "typed", printed);
}

CellValue understood(const std::string& cell, const std::string& printed) {
    const Quantity quantity = quantity_of(cell);
    return parse_value(with_separators(printed, quantity), TextSource::printed, quantity);
}

}  // namespace nianbao::parser
