// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ocr/source.h"

namespace nianbao {

/// PNG, JPEG, or TIFF of one or more pages. @throws Failure as open_source does.
std::unique_ptr<Source> open_image(const std::filesystem::path& path, const Sniffed& sniffed,
                                   const SourceOptions& options);

}  // namespace nianbao
