// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>

#include "document/debug_sink.h"
#include "document/page_image.h"

namespace nianbao {

/// How well a line of text reads as it stands, 0 (not at all) to 1. Called with a handful of grey crops, each one line
/// of text laid out horizontally, about 48 pixels high. Hanzi are nearly symmetric in every statistic, so upright
/// against upside down can only be told by reading.
using UprightProbe = std::function<double(const Raster& line)>;

enum class Correction {
    leave,      ///< never, e.g. a page whose text layer is used
    when_sure,  ///< when the estimate is confident, else nothing
};

struct StraightenOptions {
    Correction turn = Correction::when_sure;         ///< by 90, 180, 270 degrees; needs `probe`
    Correction skew = Correction::when_sure;         ///< up to 15 degrees
    Correction perspective = Correction::when_sure;  ///< of photographs
    UprightProbe probe;                              ///< may be empty: then a page is never turned
};

/// Turns the page upright, removes skew and, where rules or the paper's edges show it, perspective. What is uncertain
/// is left as it is. The scale in the middle of the page stays; what lies outside the source is filled with paper
/// white. `debug` gets "straighten" and may be null.
StraightPage straighten(RenderedPage&& page, const StraightenOptions& options, DebugSink* debug);

}  // namespace nianbao
