// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/provenance.h"

#include <algorithm>
#include <utility>

#include "parser/label_text.h"

namespace nianbao::parser {
namespace {

constexpr double negligible = 1e-5;           // as in candidates.cpp: nothing below it is ever weighed
constexpr std::size_t most_alternatives = 5;  // of one reader; what follows is noise

Reading shown(const Reading& reading) {
    Reading out{reading.witness, without_spaces(reading.text), reading.confidence, {}};
    for (const Alternative& alternative : reading.alternatives) {
        if (out.alternatives.size() == most_alternatives) break;
        if (alternative.probability >= negligible) {
            out.alternatives.push_back({without_spaces(alternative.text), alternative.probability});
        }
    }
    return out;
}

DecoderInput decoder_input(const NumericCell& cell) {
    DecoderInput input{
        {}, cell.other, cell.source == TextSource::image, cell.no_ink, std::string(name(cell.placed.doubt))};
    for (const Candidate& candidate : cell.candidates) {
        input.hypotheses.push_back({candidate.printed, candidate.probability, candidate.witnesses});
    }
    return input;
}

}  // namespace

void add_provenance(const NumericCell& cell, int rival_candidate, double rival, RecordCell& out) {
    if (const TableCell* place = cell.placed.cell) {
        out.under_seal = place->under_seal;
        if (cell.source == TextSource::printed) {
            out.readings.push_back({Witness::text_layer, place->text, place->confidence, {}});
        } else {
            std::ranges::transform(place->readings, std::back_inserter(out.readings), shown);
        }
    }
    out.decoder = decoder_input(cell);
    set_rival(cell, rival_candidate, rival, out);
}

void set_rival(const NumericCell& cell, int rival_candidate, double rival, RecordCell& out) {
    out.prior.reset();
    out.rival.reset();
    if (const Candidate* choice = cell.choice()) out.prior = choice->probability;
    if (rival_candidate >= 0) {
        out.rival = Rival{cell.candidates[static_cast<std::size_t>(rival_candidate)].printed, rival};
    }
}

}  // namespace nianbao::parser
