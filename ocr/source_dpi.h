// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace nianbao {

struct Resolution {
    double x_dpi = 0, y_dpi = 0;
    bool estimated = false;
};

/// The resolution of a scanned or photographed page. The tags are believed when the page they imply is of a size that
/// paper has; else the page is taken for A4, upright or across: reports are printed on nothing else.
/// @param x_dpi, y_dpi as tagged, 0 where absent
Resolution believable_resolution(int width_px, int height_px, double x_dpi, double y_dpi);

/// Whether a page whose shorter side is this long can be paper: from A6 to A3.
bool is_paper(double shorter_side_inches);

}  // namespace nianbao
