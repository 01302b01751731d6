// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <poppler-document.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "document/document.h"
#include "ocr/source.h"

namespace nianbao {

struct OpenedPdf {
    std::unique_ptr<poppler::document> document;
    std::string password;  ///< that opened it; "" where none was needed
    int pages = 0;         ///< that can be reached
    std::vector<Warning> warnings;
};

/// Opens, unlocks and counts. @throws Failure "input.truncated", "input.damaged", "input.encrypted", "input.no_pages",
/// "input.too_large"
OpenedPdf open_poppler(const std::filesystem::path& path, const SourceOptions& options);

}  // namespace nianbao
