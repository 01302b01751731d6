// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "layout/grid.h"

// What the characters in a table say about its rules: none stands across a rule, and clear paper parts two columns.
namespace nianbao::layout {

enum class TextSays {
    nothing,
    across,  ///< characters stand on the edge: no rule is there
    close,   ///< it may run between two characters, or between the parts of one
    dust,    ///< neither rule nor text can be told from the specks about
    apart,   ///< text on either side keeps clear of it, further than the characters of one line keep from each other,
             ///< and, of a column's boundary, than those beside it keep from their neighbours
};

/// Of every edge, as in Edges.
struct TextEvidence {
    std::vector<std::vector<TextSays>> below, right;
};

/// Loose pieces of ink that may be characters, or good parts of one.
class GridText {
  public:
    GridText(const Grid& grid, const cv::Mat& ink, double dpi);

    /// The edge [from, to] of `line`; `before` and `after` are the boundaries next to it, across.
    TextSays about(const GridLine& line, Direction direction, double from, double to, double before,
                   double after) const;

    /// What stands in `place` has the shape of one number: upright pieces on one line, none as wide as hanzi are.
    bool is_number(const Rect& place) const;

  private:
    struct Piece {
        Rect box;
        int label;
    };
    struct Sides {
        int before = 0, after = 0;
    };
    /// Pixels of the piece between `from` and `to` that lie further than `away` from the line, on either side.
    Sides ink_beside(const Piece& piece, Direction direction, double from, double to, double at, double away) const;
    bool is_dusty(const GridLine& line, Direction direction, double from, double to) const;

    cv::Mat labels_;  ///< of the pieces, from `origin_` on
    cv::Point origin_;
    std::vector<Piece> pieces_;
    std::vector<Rect> specks_;
    double dpi_;
};

}  // namespace nianbao::layout
