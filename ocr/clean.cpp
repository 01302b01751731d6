// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/clean.h"

#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

#include "document/failure.h"
#include "document/opencv_view.h"
#include "ocr/background.h"
#include "ocr/background_dark.h"
#include "ocr/clean_border.h"
#include "ocr/clean_ink.h"
#include "ocr/clean_specks.h"
#include "ocr/seal.h"

namespace nianbao {
namespace {

/// The sheet's corners in pixels, clockwise from the top left; straightening may have left filling around it.
std::vector<cv::Point2f> page_outline(const StraightPage& page) {
    const std::optional<Homography> to_pixels = page.to_page.inverse();
    const double w = page.width_points, h = page.height_points;
    std::vector<cv::Point2f> outline;
    if (!to_pixels || w <= 0 || h <= 0) {
        const auto right = static_cast<float>(page.pixels.width), bottom = static_cast<float>(page.pixels.height);
        return {{0, 0}, {right, 0}, {right, bottom}, {0, bottom}};
    }
    for (const Point corner : {Point{0, 0}, Point{w, 0}, Point{w, h}, Point{0, h}}) {
        const Point p = to_pixels->map(corner);
        outline.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
    }
    return outline;
}

/// Lets go of the colours.
SealFreePage without_seals(Raster&& pixels, double dpi) {
    const Raster owned = std::move(pixels);
    if (owned.channels == 3) return remove_seals(view(owned), dpi);
    return {view(owned).clone(), {}};
}

/// Readers know characters with soft edges. Half a pixel of 200 dpi closes the steps and keeps 7 point strokes apart.
void soften_one_bit(cv::Mat& grey, double dpi) {
    if (is_one_bit(grey)) cv::GaussianBlur(grey, grey, {0, 0}, std::clamp(0.75 * dpi / 300, 0.5, 1.5));
}

}  // namespace

CleanPage clean(StraightPage&& page, DebugSink* debug) {
    if (page.pixels.empty()) {
        throw Failure("page.unreadable", "clean", "the page has no pixels", "check that the file is whole", page.page);
    }
    const double dpi = page.dpi > 0 ? page.dpi : 300;
    const std::vector<cv::Point2f> outline = page_outline(page);
    SealFreePage seal_free = without_seals(std::move(page.pixels), dpi);
    cv::Mat& grey = seal_free.grey;

    soften_one_bit(grey, dpi);
    invert_dark_cells(grey, dpi);
    const cv::Mat borders = find_dark_borders(grey, dpi, outline);
    even_background(grey, dpi);
    if (!borders.empty()) grey.setTo(255, borders);
    cv::Mat ink = find_ink(grey, dpi);

    CleanPage result;
    cv::Mat drawn;
    if (!page.graphics.empty()) {
        cv::Mat graphics = without_seals(std::move(page.graphics), dpi).grey;
        invert_dark_cells(graphics, dpi);
        even_background(graphics, dpi);
        drawn = find_ink(graphics, dpi);
        result.graphics_ink = to_raster(drawn);
        result.graphics = to_raster(graphics);
    }
    remove_specks(ink, grey, dpi, outline, drawn);
    result.page = page.page;
    result.dpi = dpi;
    result.to_page = page.to_page;
    result.width_points = page.width_points;
    result.height_points = page.height_points;
    result.turned_degrees = page.turned_degrees;
    result.skew_degrees = page.skew_degrees;
    result.grey = to_raster(grey);
    result.ink = to_raster(ink);
    if (!seal_free.seal.empty()) result.seal = to_raster(seal_free.seal);
    if (debug != nullptr) {
        debug->picture(result.page, "clean", result.grey);
        debug->picture(result.page, "ink", result.ink);
    }
    return result;
}

}  // namespace nianbao
