// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <vector>

namespace nianbao::sandbox {

/// Files and folders that reading a document takes: libraries, fonts and what fontconfig knows of them, Tesseract's and
/// Poppler's data, our own forms and models. Neither inputs nor a home folder (but for fonts in it) nor /tmp.
std::vector<std::filesystem::path> reading_places();

}  // namespace nianbao::sandbox
