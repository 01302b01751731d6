// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <numeric>
#include <vector>

namespace nianbao::layout {

/// Disjoint sets of 0..n-1 with path halving.
class UnionFind {
  public:
    explicit UnionFind(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
    std::size_t size() const { return parent_.size(); }
    std::size_t find(std::size_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void unite(std::size_t a, std::size_t b) { parent_[find(b)] = find(a); }

  private:
    std::vector<std::size_t> parent_;
};

}  // namespace nianbao::layout
