// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <vector>

#include "ocr/glyph_features.h"
#include "ocr/glyph_net.h"

namespace nianbao::train {

struct Example {
    Features features;
    int wanted = 0;  ///< class
};

struct LearnOptions {
    int hidden = 192;
    int epochs = 14;
    int batch = 128;
    double rate = 2e-3;  ///< of Adam, falling to nought along a half cosine
    double label_smoothing = 0.01;
    double dropout = 0.25;  ///< share of hidden units left out of each example (Srivastava et al., JMLR 2014)
    double decay = 1e-2;    ///< of weights, decoupled from the gradient (Loshchilov and Hutter, ICLR 2019)
    std::uint32_t seed = 20240101;
};

/// Adam (Kingma and Ba, ICLR 2015) on cross-entropy. The same examples and options give the same net.
GlyphNet learn(const std::vector<Example>& examples, const LearnOptions& options);

/// Share of examples whose most probable class is wrong.
double error_rate(const GlyphNet& net, const std::vector<Example>& examples);

}  // namespace nianbao::train
