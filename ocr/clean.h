// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "document/debug_sink.h"
#include "document/page_image.h"

namespace nianbao {

/// Evens the background (shadows, yellowed paper, shaded cells become white; white text on dark cells becomes dark
/// text), takes out red seals, dark scan borders, punch holes and specks, stretches faded text. Rules stay, in grey and
/// in ink. Red text that is no seal stays. Pixels keep their places. `debug` gets "clean" and "ink" and may be null.
CleanPage clean(StraightPage&& page, DebugSink* debug);

}  // namespace nianbao
