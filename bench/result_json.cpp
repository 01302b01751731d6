// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "bench/ablation.h"
#include "bench/result.h"

namespace nianbao {

NLOHMANN_JSON_SERIALIZE_ENUM(Witness, {{Witness::text_layer, "text-layer"},
                                       {Witness::glyphs, "glyphs"},
                                       {Witness::tesseract, "tesseract"},
                                       {Witness::arithmetic, "arithmetic"},
                                       {Witness::reviewer, "reviewer"}})

}  // namespace nianbao

namespace nianbao::bench {

NLOHMANN_JSON_SERIALIZE_ENUM(Fault, {{Fault::flagged, "flagged"}, {Fault::silent, "silent"}, {Fault::extra, "extra"}})
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Stratum, profile, dpi)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Score, cells, exact, flagged, silent, extra, review, own, own_review)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(BadCell, fault, id, truth, got, confidence)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Observation, confidence, right)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ReaderObservation, witness, confidence, right)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(OwnErrors, checks, reported, with_review, cells, kept, review, repaired)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Structure, form, year, organization, title, tables, found)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Prose, characters, wrong, wrong_plain)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ReportResult, version, models, build, stratum, seed, form, families, digit_pixels,
                                   pages, seconds, failure, scores, bad, cells, readings, own_errors, structure, prose)

const Score& ReportResult::product() const {
    return scores.at(std::string(variants.front().name));
}

std::string write_result(const ReportResult& result) {
    return nlohmann::json(result).dump() + "\n";
}

ReportResult read_result(const std::string& json) {
    return nlohmann::json::parse(json).get<ReportResult>();
}

}  // namespace nianbao::bench
