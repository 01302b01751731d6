// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace nianbao {

/// 8-bit pixels, rows without padding; 1 channel (grey, 255 = white) or 3 (blue, green, red: OpenCV's order).
/// Owns its memory; move it, a page at 300 dpi in colour is 26 MB.
struct Raster {
    int width = 0, height = 0, channels = 1;
    std::vector<std::uint8_t> pixels;

    Raster() = default;
    Raster(int width_px, int height_px, int channel_count, std::uint8_t fill = 255)
        : width(width_px),
          height(height_px),
          channels(channel_count),
          pixels(static_cast<std::size_t>(width_px) * height_px * channel_count, fill) {}

    bool empty() const { return pixels.empty(); }
    std::size_t stride() const { return static_cast<std::size_t>(width) * channels; }
};

}  // namespace nianbao
