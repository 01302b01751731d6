// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string_view>

namespace nianbao::store {

enum class AnswerKind {
    confirm,        ///< what was read stands there
    other_reading,  ///< what another reader saw, or an alternative
    typed,
    blank,       ///< nothing is printed there
    as_printed,  ///< it stands there, and the report itself is wrong: its sum need not hold
    skip,        ///< not decided; it goes to the end of the queue
    undo,        ///< takes an earlier answer back
};
std::string_view name(AnswerKind kind);  ///< "confirm", "other_reading", …

}  // namespace nianbao::store
