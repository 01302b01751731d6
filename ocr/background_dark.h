// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

// Private to ocr/: dark cells.
namespace nianbao {

/// Dark cells with bright text become bright cells with dark text, in place. A thin dark frame stays around each, so
/// that the grid keeps its lines; white rules inside become dark ones.
void invert_dark_cells(cv::Mat& grey, double dpi);

}  // namespace nianbao
