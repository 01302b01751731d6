// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "document/raster.h"
#include "ocr/source_sniff.h"

// Leptonica's image files, wrapped: headers before pixels, failures as values, no chatter on standard error.
namespace nianbao {

/// What a file's header says of one image.
struct ImageHeader {
    int width = 0, height = 0;    ///< pixels as stored
    double x_dpi = 0, y_dpi = 0;  ///< 0 where not said
    int exif_orientation = 1;     ///< 1..8; how the stored pixels are to be turned for display
};

/// Of image `index` (from 0) in the file; std::nullopt when the header is damaged. Decodes no pixels.
std::optional<ImageHeader> read_image_header(const std::filesystem::path& path, Content content, int index);

/// Images that the file links to, a last one that cannot be read included; 0 when not even the first can be.
/// Leptonica's own count stops silently at the first damaged one.
int count_tiff_images(const std::filesystem::path& path);

struct DecodedImage {
    Raster pixels;                ///< 1 or 3 channels, as stored (not yet turned by EXIF); empty when decoding failed
    double x_dpi = 0, y_dpi = 0;  ///< of a TIFF, whose header does not tell the two apart; else 0
    bool cut_off = false;         ///< the data end before the image does
    std::string chatter;          ///< what the decoders complained about, one line
};

DecodedImage decode_image(const std::filesystem::path& path, Content content, int index);

/// Turns and mirrors as EXIF's orientation 1..8 says.
Raster oriented(Raster pixels, int exif_orientation);

}  // namespace nianbao
