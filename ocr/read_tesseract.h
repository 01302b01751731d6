// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <string>

#include "ocr/calibration.h"
#include "ocr/hanzi_net.h"
#include "ocr/read_regions.h"

// Tesseract as a reader of lines. Private to ocr/.
namespace nianbao {

/// Any line of Chinese text, horizontal or vertical.
/// @param shapes  a second opinion on doubtful hanzi; without characters it has none
std::unique_ptr<LineReader> tesseract_text_reader(const std::string& language, const Calibration& calibration,
                                                  HanziNet shapes = {});

/// Lines that are numbers, looked at more than once: with other margins where the first look shows nothing or is
/// unsure.
std::unique_ptr<LineReader> tesseract_numeric_reader(const std::string& language, const Calibration& calibration);

}  // namespace nianbao
