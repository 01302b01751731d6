// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "parser/placement.h"

namespace nianbao::parser {

/// How the readers fare on this very report. A calibration is an average over many fonts and scanners; of one report's
/// print the cells themselves tell more.
struct ReaderAgreement {
    /// To multiply doubts by: how often two readers differ over a cell, against how often their confidences say they
    /// should. 0.2 (far fewer differences than expected) to 3 (far more); never below 1 where many cells differ.
    double doubt_scale = 1;
    /// 1..10: on print so poor that readers differ often, both make the same mistake of the same digit everywhere.
    double habit_scale = 1;
};

ReaderAgreement reader_agreement(const std::vector<PlacedCell>& cells);

}  // namespace nianbao::parser
