// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <cstddef>
#include <vector>

namespace nianbao {

/// How many pieces of ink lie around a place: dust lies thickly, characters do not. Counted on squares, so that asking
/// costs the same however many there are.
class Crowd {
  public:
    /// @param width, height  of the page, pixels
    /// @param field  side of the square around a place on which pieces are counted, pixels, more than 0
    Crowd(int width, int height, double field)
        : square_(field / 3),
          columns_(static_cast<int>(width / square_) + 1),
          rows_(static_cast<int>(height / square_) + 1),
          counts_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {}

    /// @param x, y  middle of a piece, pixels of the page
    void add(int x, int y) { ++counts_[index(column(x), row(y))]; }

    /// Pieces whose middle is on the field around this place, one that was added there among them.
    int around(int x, int y) const {
        int sum = 0;
        for (int r = std::max(0, row(y) - 1); r <= std::min(rows_ - 1, row(y) + 1); ++r) {
            for (int c = std::max(0, column(x) - 1); c <= std::min(columns_ - 1, column(x) + 1); ++c)
                sum += counts_[index(c, r)];
        }
        return sum;
    }

  private:
    int column(int x) const { return std::clamp(static_cast<int>(x / square_), 0, columns_ - 1); }
    int row(int y) const { return std::clamp(static_cast<int>(y / square_), 0, rows_ - 1); }
    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
    }

    double square_;
    int columns_, rows_;
    std::vector<int> counts_;
};

}  // namespace nianbao
