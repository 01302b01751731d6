// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/skew_text.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <opencv2/imgproc.hpp>

namespace nianbao {
namespace {

struct PixFree {
    void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using OwnedPix = std::unique_ptr<Pix, PixFree>;

OwnedPix to_one_bit(const cv::Mat& ink) {
    OwnedPix pix(pixCreate(ink.cols, ink.rows, 1));
    if (!pix) return pix;
    l_uint32* data = pixGetData(pix.get());
    const int words = pixGetWpl(pix.get());
    for (int y = 0; y < ink.rows; ++y) {
        l_uint32* line = data + static_cast<std::ptrdiff_t>(y) * words;
        const std::uint8_t* row = ink.ptr(y);
        for (int x = 0; x < ink.cols; ++x) {
            if (row[x] != 0) SET_DATA_BIT(line, x);
        }
    }
    return pix;
}

}  // namespace

TextSkew find_text_skew(const cv::Mat& ink) {
    TextSkew skew;
    // Fewer dots than some dozen characters have say nothing about lines.
    if (cv::countNonZero(ink) < 2000) return skew;
    const OwnedPix pix = to_one_bit(ink);
    l_float32 angle = 0, ratio = 0;
    if (!pix || pixFindSkewSweepAndSearch(pix.get(), &angle, &ratio, 2, 1, 7, 0.5F, 0.01F) != 0) return skew;
    skew.degrees = -angle;  // Leptonica gives the clockwise turn that mends the page
    // Leptonica takes 3 for the least trustworthy ratio of the best score to the worst; noise stays below 2.
    skew.confidence = std::clamp((ratio - 2.0) / 4.0, 0.0, 1.0);
    if (std::abs(skew.degrees) > 6.9) skew.confidence = 0;  // the end of the sweep is no maximum
    return skew;
}

}  // namespace nianbao
