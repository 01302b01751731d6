// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/record_bytes.h"

#include "document/document_bytes.h"

namespace nianbao::parser {

template <class Archive>
void fields(Archive& archive, Decimal& value) {
    constexpr int most_decimals = 12;
    std::int64_t mantissa = value.mantissa();
    int scale = value.scale();
    archive(mantissa, scale);
    if constexpr (Archive::reading) {
        if (scale < 0 || scale > most_decimals) Archive::refuse("a number has decimals that cannot be");
        value = Decimal(mantissa, scale);
    }
}

template <class Archive>
void fields(Archive& archive, Rival& value) {
    auto& [printed, ratio] = value;
    archive(printed, ratio);
}

template <class Archive>
void fields(Archive& archive, Hypothesis& value) {
    auto& [printed, probability, witnesses] = value;
    archive(printed, probability, witnesses);
}

template <class Archive>
void fields(Archive& archive, DecoderInput& value) {
    auto& [hypotheses, other, from_image, no_ink, doubt] = value;
    archive(hypotheses, other, from_image, no_ink, doubt);
}

template <class Archive>
void fields(Archive& archive, ReviewerAnswer& value) {
    auto& [kind, printed, reviewer, when, why, machine_value, machine_printed, machine_confidence, machine_needs_review,
           machine_reason, machine_evidence] = value;
    archive(kind, printed, reviewer, when, why, machine_value, machine_printed, machine_confidence,
            machine_needs_review, machine_reason, machine_evidence);
}

template <class Archive>
void fields(Archive& archive, RecordCell& cell) {
    auto& [id, value, printed, confidence, needs_review, reason, evidence, alternatives, page, box, readings, prior,
           rival, under_seal, decoder, answer] = cell;
    archive(id, value, printed, confidence, needs_review, reason, evidence, alternatives, page, box, readings, prior,
            rival, under_seal, decoder, answer);
}

template <class Archive>
void fields(Archive& archive, DoubtfulCharacters& value) {
    auto& [first, count, confidence] = value;
    archive(first, count, confidence);
}

template <class Archive>
void fields(Archive& archive, DoubtfulLine& value) {
    auto& [line, at, text, page, box, characters, answer] = value;
    archive(line, at, text, page, box, characters, answer);
}

template <class Archive>
void fields(Archive& archive, Section& value) {
    auto& [number, heading, text, page, confidence, doubtful] = value;
    archive(number, heading, text, page, confidence, doubtful);
}

template <class Archive>
void fields(Archive& archive, Check& value) {
    auto& [id, holds, cells, difference, totals] = value;
    archive(id, holds, cells, difference, totals);
}

template <class Archive>
void fields(Archive& archive, Record& value) {
    auto& [source, pages, title, organization, year, form, preface, sections, cells, checks, tables, warnings,
           reader_habit] = value;
    archive(source, pages, title, organization, year, form, preface, sections, cells, checks, tables, warnings,
            reader_habit);
}

std::string record_bytes(const Record& record) {
    return to_bytes(record);
}

Record record_of_bytes(std::string_view bytes) {
    return from_bytes<Record>(bytes);
}

}  // namespace nianbao::parser
