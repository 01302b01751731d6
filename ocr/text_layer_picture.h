// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "document/page_image.h"

namespace nianbao {

/// The rendered page as the judge of its text layer looks at it: small, and in page points.
class LayerPicture {
  public:
    LayerPicture(const Raster& pixels, double width_points, double height_points);

    /// Largest difference of levels (0..255) inside a box, in any colour. Ink on paper gives 100 and more.
    int contrast(const Rect& points) const;

    /// Pieces of dark ink, as large as the characters of a text of this size, that none of the glyphs accounts for.
    /// Rules, dots and large areas are no text; red ink is a seal's.
    std::vector<Rect> ink_without(const std::vector<LayerGlyph>& glyphs, double em_points) const;

  private:
    cv::Rect to_pixels(const Rect& points) const;
    cv::Mat ink_mask() const;

    cv::Mat picture_;
    double scale_x_ = 1, scale_y_ = 1;  ///< pixels a point
};

}  // namespace nianbao
