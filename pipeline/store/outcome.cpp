// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/outcome.h"

#include <algorithm>
#include <iterator>

namespace nianbao::store {

std::string_view name(Outcome outcome) {
    switch (outcome) {
        case Outcome::waiting:
            return "waiting";
        case Outcome::converted:
            return "converted";
        case Outcome::for_review:
            return "for_review";
        case Outcome::unreadable:
            return "unreadable";
        case Outcome::encrypted:
            return "encrypted";
        case Outcome::timeout:
            return "timeout";
        case Outcome::memory:
            return "memory";
        case Outcome::crash:
            return "crash";
        case Outcome::changed:
            return "changed";
        case Outcome::duplicate:
            return "duplicate";
        case Outcome::internal_error:
            break;
    }
    return "internal_error";
}

std::string_view words(Outcome outcome) {
    if (outcome == Outcome::for_review) return "for review";
    if (outcome == Outcome::internal_error) return "internal error";
    return name(outcome);
}

std::optional<Outcome> outcome_named(std::string_view wanted) {
    const auto found = std::find_if(std::begin(all_outcomes), std::end(all_outcomes),
                                    [wanted](Outcome outcome) { return name(outcome) == wanted; });
    if (found == std::end(all_outcomes)) return std::nullopt;
    return *found;
}

bool has_record(Outcome outcome) {
    return outcome == Outcome::converted || outcome == Outcome::for_review;
}

bool is_failure(Outcome outcome) {
    return !has_record(outcome) && outcome != Outcome::waiting && outcome != Outcome::duplicate;
}

std::optional<Outcome> outcome_of(const workers::DocumentResult& result) {
    using workers::Ending;
    switch (result.ending) {
        case Ending::converted:
            // What is in a folder of reports and is not recognised as one may be a report all the same.
            return result.record && !result.record->form ? Outcome::for_review : Outcome::converted;
        case Ending::for_review:
            return Outcome::for_review;
        case Ending::unreadable:
            return Outcome::unreadable;
        case Ending::encrypted:
            return Outcome::encrypted;
        case Ending::timeout:
            return Outcome::timeout;
        case Ending::memory:
            return Outcome::memory;
        case Ending::crash:
            return Outcome::crash;
        case Ending::no_output_space:
            return std::nullopt;
        case Ending::internal_error:
            break;
    }
    return Outcome::internal_error;
}

}  // namespace nianbao::store
