// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/record_cell.h"

namespace nianbao::parser {
namespace {

/// What else may stand there, sharing what the verdict leaves to it.
std::vector<Alternative> alternatives(const NumericCell& cell, const Verdict& verdict) {
    std::vector<Alternative> out;
    double others = cell.other;
    for (const Candidate& candidate : cell.candidates) {
        if (&candidate != cell.choice()) others += candidate.probability;
    }
    if (others <= 0) return out;
    for (const Candidate& candidate : cell.candidates) {
        const double share = (1 - verdict.confidence) * candidate.probability / others;
        if (&candidate != cell.choice() && share > 0) out.push_back({candidate.printed, share});
    }
    return out;
}

}  // namespace

void set_decision(const NumericCell& cell, const Verdict& verdict, RecordCell& out) {
    out.confidence = verdict.confidence;
    out.needs_review = verdict.needs_review;
    out.reason = verdict.reason;
    out.evidence.clear();
    if (const Candidate* choice = cell.choice()) {
        out.value = choice->value.value;
        out.printed = choice->printed;
        out.evidence = choice->witnesses;
    }
    if (verdict.arithmetic) out.evidence.push_back(Witness::arithmetic);
    out.alternatives = alternatives(cell, verdict);
}

}  // namespace nianbao::parser
