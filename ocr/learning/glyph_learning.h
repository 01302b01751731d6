// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "ocr/learning/glyph_examples.h"

namespace nianbao {

struct LearnOptions {
    int hidden = 320;
    int epochs = 14;
    int batch = 128;
    double rate = 2e-3;  ///< of Adam, falling to nought along a half cosine
    double label_smoothing = 0.01;
    double dropout = 0.25;  ///< share of hidden units left out of each example (Srivastava et al., JMLR 2014)
    /// Of weights, decoupled from the gradient (Loshchilov and Hutter, ICLR 2019); of a net that learns on towards what
    /// it was (Li et al., ICML 2018).
    double decay = 1e-2;
    std::uint32_t seed = 20240101;
    std::function<void(int epoch, double loss)> tell = {};  ///< after each epoch; may be none
};

/// Adam (Kingma and Ba, ICLR 2015) on cross-entropy. The same examples and options give the same net.
GlyphNet learn(const std::vector<GlyphExample>& examples, const LearnOptions& options);

/// The same from a net that knows much already, and is to keep it. `hidden` is the net's.
GlyphNet learn_on(const GlyphNet& net, const std::vector<GlyphExample>& examples, const LearnOptions& options);

}  // namespace nianbao
