// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "pipeline/batch/settings.h"
#include "pipeline/store/attempts.h"

namespace nianbao::batch {

/// Everything that decides what a record says, apart from the report: the program's version and the sources it was
/// built from, the versions of its libraries, the contents of our models and forms and of Tesseract's, and the settings
/// that change the record (language, dpi). The number of workers, deadlines and limits are not among it.
/// @throws Failure where a model is missing
store::Recipe recipe_of(const Settings& settings);

}  // namespace nianbao::batch
