// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string_view>

#include "pipeline/workers/pool.h"

namespace nianbao::store {

/// What became of a file. `name` gives what the database, status and the summary call it.
enum class Outcome {
    waiting,    ///< seen, not converted yet
    converted,  ///< a record, nothing for review
    for_review,
    unreadable,
    encrypted,
    timeout,
    memory,
    crash,
    internal_error,
    changed,    ///< of a file: it would not stand still while it was read
    duplicate,  ///< of a file: the same content as another one, which has the record
};
inline constexpr Outcome all_outcomes[] = {
    Outcome::converted,      Outcome::for_review, Outcome::unreadable, Outcome::encrypted,
    Outcome::timeout,        Outcome::memory,     Outcome::crash,      Outcome::changed,
    Outcome::internal_error, Outcome::duplicate,  Outcome::waiting,
};

std::string_view name(Outcome outcome);   ///< "for_review"
std::string_view words(Outcome outcome);  ///< "for review"
std::optional<Outcome> outcome_named(std::string_view name);

bool has_record(Outcome outcome);
/// Converted neither now nor, as it is, by the next run; `nianbao retry` tries again.
bool is_failure(Outcome outcome);

/// None for no_output_space, which is no document's outcome.
std::optional<Outcome> outcome_of(const workers::DocumentResult& result);

}  // namespace nianbao::store
