// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/page_selection.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace nianbao {
namespace {

std::optional<int> page_number(const std::string& text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 1) return std::nullopt;
    return value;
}

}  // namespace

std::optional<PageSelection::Range> PageSelection::parse_range(const std::string& part) {
    const auto dash = part.find('-');
    const auto first = page_number(part.substr(0, dash));
    if (!first) return std::nullopt;
    if (dash == std::string::npos) return Range{*first, *first, false};
    if (dash + 1 == part.size()) return Range{*first, std::numeric_limits<int>::max(), true};
    const auto last = page_number(part.substr(dash + 1));
    if (!last || *last < *first) return std::nullopt;
    return Range{*first, *last, false};
}

std::optional<PageSelection> PageSelection::parse(const std::string& text) {
    std::string dense;
    std::copy_if(text.begin(), text.end(), std::back_inserter(dense), [](char c) { return c != ' '; });
    PageSelection selection;
    for (std::size_t start = 0; start <= dense.size();) {
        const auto comma = std::min(dense.find(',', start), dense.size());
        const auto range = parse_range(dense.substr(start, comma - start));
        if (!range) return std::nullopt;
        selection.ranges_.push_back(*range);
        start = comma + 1;
    }
    return selection;
}

std::string PageSelection::text() const {
    std::string text;
    for (const Range& range : ranges_) {
        if (!text.empty()) text += ',';
        text += std::to_string(range.first);
        if (range.open || range.last != range.first) text += '-';
        if (!range.open && range.last != range.first) text += std::to_string(range.last);
    }
    return text;
}

bool PageSelection::contains(int page) const {
    if (every_page()) return page >= 1;
    return std::any_of(ranges_.begin(), ranges_.end(),
                       [page](const Range& range) { return page >= range.first && page <= range.last; });
}

std::vector<int> PageSelection::of(int count) const {
    std::vector<int> pages;
    for (int page = 1; page <= count; ++page) {
        if (contains(page)) pages.push_back(page);
    }
    return pages;
}

std::vector<int> PageSelection::beyond(int count) const {
    std::vector<int> pages;
    for (const Range& range : ranges_) {
        const int named = range.open ? range.first : range.last;
        if (named > count) pages.push_back(named);
    }
    return pages;
}

}  // namespace nianbao
