// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string_view>

// Resolution and orientation as a file's own tags say them. Leptonica rounds the first and ignores the second.
namespace nianbao {

struct ImageTags {
    double x_dpi = 0, y_dpi = 0;  ///< 0 where not said, or said without a unit
    int exif_orientation = 1;     ///< 1..8
};

/// @param bytes the beginning of the file
ImageTags png_tags(std::string_view bytes);
ImageTags jpeg_tags(std::string_view bytes);

/// Length of a TIFF's chain of directories, one for each image; a link that leads out of the file counts and ends it.
int count_tiff_directories(const std::filesystem::path& path);

ImageTags read_png_tags(const std::filesystem::path& path);
ImageTags read_jpeg_tags(const std::filesystem::path& path);

}  // namespace nianbao
