// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/straighten.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "document/failure.h"
#include "ocr/orientation.h"
#include "ocr/perspective.h"
#include "ocr/perspective_paper.h"
#include "ocr/skew_families.h"
#include "ocr/skew_text.h"
#include "ocr/straighten_warp.h"

namespace nianbao {
namespace {

constexpr double sure = 0.5;          // of the estimates' confidences
constexpr double least_skew = 0.04;   // degrees: 1.5 pixels over the width of A4 at 300 dpi; resampling costs sharpness
constexpr double disagreement = 0.7;  // degrees between rules and text, above which one of them is something else
constexpr double least_keystone = 1e-3;  // of the half diagonal: 2 pixels at the edge of A4 at 300 dpi

struct Distortion {
    cv::Matx33d to_source = cv::Matx33d::eye();  // centred, see perspective.h
    Curl curl;
    double skew_degrees = 0;
    bool found = false;
    std::vector<cv::Point2d> paper;  // outline of the sheet, view pixels; empty when the picture is all paper
};

Distortion as_turn(double degrees) {
    Distortion d;
    if (std::abs(degrees) < least_skew) return d;
    d.to_source = turn_to_source(degrees);
    d.skew_degrees = degrees;
    d.found = true;
    return d;
}

Distortion as_perspective(const RuleFamilies& families, cv::Size size) {
    Distortion d;
    const double keystone =
        std::abs(families.h_vanish) + std::abs(families.v_vanish) + std::abs(families.h_slope + families.v_slope);
    if (keystone < least_keystone && families.curl.flat()) return as_turn(families.skew_degrees);
    d.to_source = straight_to_source(families, size);
    d.curl = families.curl;
    d.skew_degrees = families.skew_degrees;
    d.found = true;
    return d;
}

std::vector<cv::Point2d> middles_of(const CharacterRuns& text) {
    std::vector<cv::Point2d> middles;
    for (const CharacterRun& run : text.runs) middles.push_back(run.center);
    return middles;
}

Distortion find_distortion(const MeasuringView& view, const CharacterRuns& text, const Raster& pixels,
                           const StraightenOptions& options) {
    const bool perspective = options.perspective == Correction::when_sure;
    if (!perspective && options.skew == Correction::leave) return {};
    std::vector<RuleSegment> segments = find_rule_segments(view);
    std::optional<Paper> paper;
    if (perspective) paper = find_paper(view, middles_of(text));
    for (const auto& more : {text_line_segments(text), paper ? paper->sides : std::vector<RuleSegment>{}}) {
        segments.insert(segments.end(), more.begin(), more.end());
    }
    const RuleFamilies families = fit_rule_families(segments, view.grey.size());
    Distortion d;
    if (families.confidence > sure) {
        if (perspective && families.projective) d = as_perspective(families, {pixels.width, pixels.height});
        if (!d.found && options.skew == Correction::when_sure) d = as_turn(families.skew_degrees);
    }
    if (paper) d.paper = paper->outline;
    return d;
}

void turn_page(StraightPage& page, MeasuringView& view, CharacterRuns& text, int degrees) {
    page.turned_degrees = degrees;
    if (degrees == 0) return;
    page.pixels = turned(std::move(page.pixels), degrees);
    if (degrees != 180) std::swap(page.width_points, page.height_points);
    const int code = degrees == 90    ? cv::ROTATE_90_CLOCKWISE
                     : degrees == 180 ? cv::ROTATE_180
                                      : cv::ROTATE_90_COUNTERCLOCKWISE;
    cv::rotate(view.grey, view.grey, code);
    text = find_character_runs(view_ink(view), view);
}

/// From pixels of the view to pixels of the page.
std::vector<cv::Point2d> enlarged(std::vector<cv::Point2d> outline, double scale) {
    for (cv::Point2d& p : outline) p = (p + cv::Point2d(0.5, 0.5)) * (1 / scale) - cv::Point2d(0.5, 0.5);
    return outline;
}

void undistort(StraightPage& page, const MeasuringView& view, const Distortion& distortion) {
    if (!distortion.found && distortion.paper.empty()) return;
    WarpedPage warped =
        warp_page(page.pixels, {distortion.to_source, distortion.curl}, enlarged(distortion.paper, view.scale));
    page.pixels = std::move(warped.pixels);
    page.to_page = page.to_page * warped.to_source;
    page.skew_degrees = distortion.skew_degrees;
}

}  // namespace

StraightPage straighten(RenderedPage&& rendered, const StraightenOptions& options, DebugSink* debug) {
    if (rendered.pixels.empty()) {
        throw Failure("page.unreadable", "straighten", "the page has no pixels", "check that the file is whole",
                      rendered.page);
    }
    StraightPage page;
    page.page = rendered.page;
    page.dpi = rendered.dpi > 0 ? rendered.dpi : 300;
    page.pixels = std::move(rendered.pixels);
    page.width_points = rendered.width_points > 0 ? rendered.width_points : page.pixels.width * 72 / page.dpi;
    page.height_points = rendered.height_points > 0 ? rendered.height_points : page.pixels.height * 72 / page.dpi;

    MeasuringView view = measuring_view(page.pixels, page.dpi);
    CharacterRuns text = find_character_runs(view_ink(view), view);
    if (options.turn == Correction::when_sure) {
        const Turn turn = find_turn(page.pixels, view, text, options.probe);
        page.turn_confidence = turn.confidence;
        turn_page(page, view, text, turn.degrees);
    }
    page.to_page = Homography::scale(page.width_points / page.pixels.width, page.height_points / page.pixels.height);
    undistort(page, view, find_distortion(view, text, page.pixels, options));
    const auto left = {options.turn, options.skew, options.perspective};
    if (std::ranges::all_of(left, [](Correction c) { return c == Correction::leave; }))
        page.graphics = std::move(rendered.graphics);
    if (debug != nullptr) debug->picture(page.page, "straighten", page.pixels);
    return page;
}

}  // namespace nianbao
