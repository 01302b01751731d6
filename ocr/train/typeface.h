// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <opencv2/core.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "document/geometry.h"

// Drawing short lines of text with one font file and no fallback fonts, for training and tests.
namespace nianbao::train {

/// A line as drawn: black on white, and where each character's ink stands.
struct DrawnLine {
    cv::Mat grey;              ///< CV_8UC1
    std::vector<Rect> glyphs;  ///< pixels, one for each character; empty boxes for spaces
    Rect ink;                  ///< around all of them
};

struct DrawStyle {
    double em = 32;                   ///< pixels
    double stretch = 1;               ///< horizontal scale
    double spacing = 0;               ///< added between characters, in ems; negative makes them touch
    double turn_degrees = 0;          ///< clockwise
    double shift_x = 0, shift_y = 0;  ///< sub-pixel position, 0..1
    double embolden = 0;              ///< stroke added around outlines, in ems
    double margin = 0.8;              ///< white around the line, in ems
};

class Typeface {
  public:
    /// @throws std::runtime_error when the file is no font
    explicit Typeface(const std::string& file, int index = 0);
    ~Typeface();
    Typeface(Typeface&&) noexcept;
    Typeface& operator=(Typeface&&) noexcept;

    bool has(char32_t character) const;
    bool has_all(std::u32string_view text) const;
    /// Family and style, as the file names itself.
    const std::string& name() const;
    DrawnLine draw(std::u32string_view text, const DrawStyle& style) const;

  private:
    struct Face;
    std::unique_ptr<Face> face_;
};

/// Number of faces in a font file (more than one in a .ttc), 0 when it is no font.
int faces_in(const std::string& file);

}  // namespace nianbao::train
