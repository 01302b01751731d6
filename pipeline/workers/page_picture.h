// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "ocr/source.h"

namespace nianbao::workers {

inline constexpr double picture_dpi = 150;  ///< of pictures for review: small print stays readable

/// A page as a person reads it: upright, 8 bits.
/// @param dpi  an image keeps its own resolution where that is lower
/// @param turned_degrees  clockwise turn that makes it upright: 0, 90, 180, 270
/// @return a PNG file's bytes. @throws Failure when the page cannot be rendered
std::string page_picture(Source& source, int page, int turned_degrees, double dpi = picture_dpi);

/// OpenCV's threads gain a page little and take from the workers beside this one; with one alone it goes other ways
/// through its pictures, which take half as long again.
inline constexpr int threads_at_most = 2;
void use_few_threads();

}  // namespace nianbao::workers
