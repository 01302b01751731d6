// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <opencv2/core.hpp>
#include <random>

// What printing, copying and scanning do to a small picture of text, for training and tests.
namespace nianbao::train {

using Random = std::mt19937;
double uniform(Random& random, double from, double to);
bool chance(Random& random, double probability);

/// Lengths in ems, so that a harm is as hard on small text as on large.
struct Harm {
    double blur = 0;   ///< standard deviation of the lens, pixels
    double noise = 0;  ///< standard deviation, grey levels
    double ink = 0;    ///< grey level of the ink
    double paper = 255;
    double shade = 0;      ///< grey levels of difference over the picture
    int jpeg = 0;          ///< quality; 0: none
    double threshold = 0;  ///< 1-bit copy: level between ink (0) and paper (1); 0: stays grey
    double grain = 0;      ///< toner takes unevenly: standard deviation of the threshold over the picture, same unit
    double softening = 0;  ///< 1-bit copy: of the blur by which cleaning softens its edges; deviation, pixels
    double holes = 0;      ///< share of ink pixels lost before the blur
    double specks = 0;     ///< specks for each 10,000 pixels
    double resample = 1;   ///< scanned at this multiple of the final resolution
};

enum class Severity { clean, office, poor, copy, bad };
Harm random_harm(Random& random, Severity severity);

/// As the scanner sees it, and then as cleaning leaves it: paper brought back to white.
cv::Mat scanned(const cv::Mat& grey, const Harm& harm, Random& random);

}  // namespace nianbao::train
