// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace nianbao {

/// Which pages of a source are wanted (`convert --pages 1,3-5`). Empty means every page.
class PageSelection {
  public:
    PageSelection() = default;

    /// "1,3-5,9-": numbers and ranges, an open end meaning the last page; spaces are ignored.
    /// std::nullopt for anything else, 0 and backward ranges among it.
    static std::optional<PageSelection> parse(const std::string& text);

    /// As parse() reads it again; "" means every page.
    std::string text() const;
    /// @param page counts from 1
    bool contains(int page) const;
    bool every_page() const { return ranges_.empty(); }

    /// Those of 1..count that are wanted, in order, each once.
    std::vector<int> of(int count) const;
    /// Pages named outright (single numbers and ends of ranges) that a source of `count` pages does not have.
    std::vector<int> beyond(int count) const;

  private:
    struct Range {
        int first, last;
        bool open;  ///< last means "to the end"
    };
    static std::optional<Range> parse_range(const std::string& part);
    std::vector<Range> ranges_;
};

}  // namespace nianbao
