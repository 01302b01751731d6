// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "document/geometry.h"

// Parts of page pictures as they lie in a store.
namespace nianbao {

struct Picture {
    std::string png;            ///< a PNG file's bytes; empty where there is nothing to show
    int width = 0, height = 0;  ///< pixels
};

struct PartOfPage {
    double page_width = 0, page_height = 0;  ///< points, of the upright page
    Rect box;                                ///< page points
    double margin = 4;                       ///< points around it, for the rules and what crosses them
    int height = 120;                        ///< pixels that it is enlarged to, about; 16 to 2000
};

/// @param page_png  of the upright page
Picture part_of_page(const std::string& page_png, const PartOfPage& part);

/// Width and height from a PNG's head; zeros where it is none.
Picture picture_of(std::string png);

}  // namespace nianbao
