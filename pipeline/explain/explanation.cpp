// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/explain/explanation.h"

#include <algorithm>

#include "pipeline/explain/changes.h"
#include "pipeline/explain/visible.h"

namespace nianbao {
namespace {

using parser::Check;
using parser::Record;
using parser::RecordCell;
using parser::Standing;

bool holds_id(const std::vector<std::string>& ids, const std::string& id) {
    return std::ranges::find(ids, id) != ids.end();
}

/// As a sum counts it: a blank or a dash is nothing, but is shown as what it is.
std::string shown(const Record& record, const std::string& id) {
    const RecordCell* cell = record.find(id);
    if (cell == nullptr) return "?";
    if (cell->value) return cell->value->text();
    return cell->printed.empty() ? "(blank)" : visible(cell->printed);
}

WrittenSum written(const Record& record, const Check& check) {
    WrittenSum sum{check.id, {}, {}, check.holds, check.difference};
    for (const std::string& id : check.cells) {
        (holds_id(check.totals, id) ? sum.totals : sum.parts).push_back({id, shown(record, id)});
    }
    return sum;
}

int holding_of(const std::vector<WrittenSum>& sums) {
    return static_cast<int>(std::ranges::count_if(sums, [](const WrittenSum& sum) { return sum.holds == true; }));
}

std::string why_confirmed(const RecordCell& cell) {
    const auto vouches = [&](Witness witness) {
        return std::ranges::find(cell.evidence, witness) != cell.evidence.end();
    };
    if (vouches(Witness::reviewer)) return "a person looked at it";
    if (vouches(Witness::text_layer)) {
        return cell.page > 0 ? "the page's text layer prints it" : "the text says so";
    }
    if (vouches(Witness::glyphs) && vouches(Witness::tesseract)) return "both readers agree, and are sure enough";
    for (const Witness reader : {Witness::glyphs, Witness::tesseract}) {
        if (vouches(reader)) return "one reader (" + std::string(name(reader)) + ") is sure enough by itself";
    }
    return cell.printed.empty() ? "no ink was seen there" : "the reading is sure enough";
}

std::string verdict_of(const RecordCell& cell, const std::vector<WrittenSum>& sums) {
    switch (cell.standing()) {
        case Standing::review:
            return "for review: " + (cell.reason.empty() ? "no reason was recorded" : visible(cell.reason));
        case Standing::confirmed:
            return "confirmed: " + why_confirmed(cell);
        case Standing::proven:
            break;
    }
    const auto holding = static_cast<std::size_t>(holding_of(sums));
    if (sums.size() == 1) return "proven: the sum that it stands in holds";
    const std::string of = holding == sums.size() ? "all " : std::to_string(holding) + " of the ";
    return "proven: " + of + std::to_string(sums.size()) + " sums that it stands in hold";
}

std::string joined(const std::vector<WrittenSum::Number>& numbers, const std::string& marked) {
    std::string out;
    for (const auto& number : numbers) {
        const bool mark = number.id == marked;
        out += (out.empty() ? "" : " + ") + (mark ? "[" + number.shown + "]" : number.shown);
    }
    return out.empty() ? "?" : out;
}

}  // namespace

Explanation explain_cell(const Record& record, const RecordCell& cell) {
    Explanation explanation;
    explanation.cell = cell;
    explanation.labels = labels_of(cell.id);
    for (const Check& check : record.checks) {
        if (holds_id(check.cells, cell.id)) explanation.sums.push_back(written(record, check));
    }
    explanation.verdict = verdict_of(cell, explanation.sums);
    if (cell.needs_review) explanation.changes = mending_changes(record, cell);
    return explanation;
}

std::string equation(const WrittenSum& sum, const std::string& marked) {
    if (sum.holds.has_value() && sum.totals.empty()) {  // a record that does not say which of them are totals
        std::string list;
        for (const auto& number : sum.parts) {
            list += (list.empty() ? "" : ", ") + (number.id == marked ? "[" + number.shown + "]" : number.shown);
        }
        return list;
    }
    const std::string parts = joined(sum.parts, marked), totals = joined(sum.totals, marked);
    if (sum.holds != false || !sum.difference) return parts + " = " + totals;
    const auto added = sum_of_parts(sum);
    const std::string total = (sum.totals.size() == 1 ? ", printed total " : ", but the other side is ") + totals;
    return parts + " = " + (added ? added->text() : "?") + total;
}

std::string finding(const WrittenSum& sum) {
    if (!sum.holds) return "not checked: a cell of it is missing or was not understood";
    if (*sum.holds) return "holds";
    return "off by " + (sum.difference ? sum.difference->text() : "?");
}

std::string mentions_text(const Change& change) {
    std::string out;
    for (const Mention& mention : change.mentions) {
        out += (out.empty() ? "" : ", ") + std::string(name(mention.reader)) +
               (mention.first ? " reads that, with " : " had it as another reading, with ") +
               percent_text(mention.probability);
    }
    return out.empty() ? "no reader had it" : out;
}

}  // namespace nianbao
