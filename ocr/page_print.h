// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <vector>

#include "ocr/learning/glyph_examples.h"

// A page's own digits, by which its doubtful glyphs are judged again. Private to ocr/.
namespace nianbao {

/// The glyphs of one page as its fonts and its scanner show them: of each class the mean of its features, and how far
/// glyphs of one class lie from their mean, taken over all classes. The net knows many fonts; the page has one or two.
///
/// After the document-specific character prototypes of Xu and Nagy (IEEE PAMI 21(12), 1999), with a Gaussian of shared
/// diagonal covariance for each class instead of bitmaps, whose mean is itself uncertain where few glyphs were seen.
class PagePrint {
  public:
    /// Of a line that is proven. Only digits are learnt: marks are told from each other by their size and place, which
    /// are no matter of print.
    void learn(const GlyphExample& example);

    /// A few digits of a page, or only noughts, do not show what is usual in it.
    bool knows_enough() const;

    /// The net's probabilities of all classes, with what the page's own glyphs say about `features`. A digit of which
    /// the page has shown none is never nearer than one that it has: the page can speak for a digit that it knows, not
    /// for one that it does not. Only digits change, among themselves: what all of them have together, and what marks,
    /// dirt and no glyph have, stays the net's. Only if knows_enough().
    std::vector<float> judged(const Features& features, std::vector<float> classes) const;

  private:
    struct Prototype {
        int seen = 0;
        Features mean{};
    };

    /// How far the features are from the prototype, about 1 for its own glyphs.
    double distance(const Prototype& prototype, const Features& features) const;

    static constexpr std::size_t digits = 10;  ///< the first of GlyphClasses::characters
    std::array<Prototype, digits> prototypes_;
    Features squares_{};      ///< summed squared distances of all glyphs from their classes' means
    double all_squares_ = 0;  ///< the sum of them
    int seen_ = 0, classes_ = 0;
};

}  // namespace nianbao
