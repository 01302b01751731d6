// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/cell_words.h"

#include <algorithm>

namespace nianbao::layout {

std::vector<const Word*> words_in(const LayoutCell& cell, const std::vector<Word>& words) {
    std::vector<const Word*> inside;
    for (const Word& word : words) {
        if (!word.thin && cell.box.contains(word.box.center())) inside.push_back(&word);
    }
    std::ranges::sort(inside, {}, [](const Word* word) { return word->box.x0; });
    return inside;
}

double tallest_of(const std::vector<const Word*>& words) {
    double tallest = 0;
    for (const Word* word : words) tallest = std::max(tallest, word->box.height());
    return tallest;
}

std::vector<const Word*> print_in(const LayoutCell& cell, const std::vector<Word>& words) {
    constexpr double low = 0.4;  // of the tallest word
    std::vector<const Word*> inside = words_in(cell, words);
    const double tallest = tallest_of(inside);
    std::erase_if(inside, [&](const Word* word) { return word->box.height() < low * tallest; });
    return inside;
}

}  // namespace nianbao::layout
