// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <string>

#include "document/page_image.h"
#include "ocr/straighten.h"

// Pages drawn in code for the tests of straightening and cleaning: tables, lines of blobs as dense as hanzi, seals.
namespace nianbao::test {

constexpr double drawing_dpi = 200;  // A4 is 1654 x 2339

/// White A4 (or A4 lying), one channel.
cv::Mat blank_page();
cv::Mat blank_landscape_page();

/// Lines of blobs that look like hanzi to everything but a reader. Each has a heavy foot, so that a fake probe can tell
/// which way up it stands.
void draw_text(cv::Mat& page, cv::Rect area, int em = 28);
/// A grid of `rows` x `columns` equal cells with numbers in them.
void draw_table(cv::Mat& page, cv::Rect area, int rows, int columns);
/// Table below, text above.
cv::Mat report_page();

/// Turned clockwise around its middle, white around.
cv::Mat skewed(const cv::Mat& page, double clockwise_degrees);

RenderedPage rendered(const cv::Mat& page, double dpi = drawing_dpi);
/// As if the straight image came out of straighten() unchanged.
StraightPage straight(const cv::Mat& page, double dpi = drawing_dpi);

/// Reads nothing but the heavy feet of draw_text.
UprightProbe fake_probe();

/// Share of pixels of `mask` in the box that are set.
double filled(const Raster& mask, cv::Rect box);
/// Darkest grey in the box.
int darkest(const Raster& grey, cv::Rect box);

}  // namespace nianbao::test
