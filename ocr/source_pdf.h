// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ocr/source.h"

namespace nianbao {

/// @throws Failure as open_source does.
std::unique_ptr<Source> open_pdf(const std::filesystem::path& path, const Sniffed& sniffed,
                                 const SourceOptions& options);

}  // namespace nianbao
