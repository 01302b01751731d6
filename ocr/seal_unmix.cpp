// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/seal_unmix.h"

#include <algorithm>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <vector>

#include "ocr/seal_opaque.h"

namespace nianbao {
namespace {

// JPEG keeps colour at half the resolution, and decoders smooth it: over this width, two of its pixels at 150 dpi,
// redness is only known on average.
constexpr double colour_width_mm = 0.65;
constexpr double least_redness = 0.02;  // a grey scan's own
constexpr double window_mm = 12;        // a quarter of a seal holds ring and characters enough to measure
constexpr std::size_t least_sample = 40;
constexpr double pale_share = 0.6;    // of the way from print to paper
constexpr double least_touch = 0.08;  // of the paper's brightness: less changes no reading

float quantile(std::vector<float>& values, double share) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

struct Shares {
    cv::Mat grey, red;  // of the ground's, CV_32F
};

Shares shares_in(const cv::Mat& page, const cv::Mat& ground, cv::Rect box) {
    Shares out{cv::Mat(box.size(), CV_32F), cv::Mat(box.size(), CV_32F)};
    const double step_x = static_cast<double>(ground.cols) / page.cols;
    const double step_y = static_cast<double>(ground.rows) / page.rows;
    for (int y = 0; y < box.height; ++y) {
        const cv::Vec3b* pixel = page.ptr<cv::Vec3b>(box.y + y) + box.x;
        const cv::Vec3b* behind =
            ground.ptr<cv::Vec3b>(std::min(ground.rows - 1, static_cast<int>((box.y + y) * step_y)));
        for (int x = 0; x < box.width; ++x) {
            const cv::Vec3b& white = behind[std::min(ground.cols - 1, static_cast<int>((box.x + x) * step_x))];
            const auto share = [&](int c) {
                return static_cast<float>(pixel[x][c]) / static_cast<float>(std::max<int>(1, white[c]));
            };
            const float b = share(0), g = share(1), r = share(2);
            out.grey.at<float>(y, x) = 0.114F * b + 0.587F * g + 0.299F * r;
            out.red.at<float>(y, x) = r - std::max(b, g);
        }
    }
    return out;
}

/// How much redness a pixel of this brightness can hold: none on bare paper, none in black print, most where the seal
/// lies thick.
cv::Mat capacity(const cv::Mat& grey, double thickest) {
    cv::Mat out(grey.size(), CV_32F);
    const auto top = static_cast<float>(thickest);
    for (int y = 0; y < grey.rows; ++y) {
        const float* brightness = grey.ptr<float>(y);
        float* room = out.ptr<float>(y);
        for (int x = 0; x < grey.cols; ++x) {
            const float above = (1 - brightness[x]) / (1 - top), below = brightness[x] / top;
            room[x] = std::clamp(std::min(above, below), 0.02F, 1.0F);
        }
    }
    return out;
}

/// One in four pixels of a seal is mixed with black print, which takes brightness and gives no redness: the middle one
/// is not. Empty without red.
std::optional<double> per_red_in(const RedInk& ink, const cv::Mat& strong, cv::Rect window) {
    std::vector<float> values;
    for (int y = window.y; y < window.br().y; ++y) {
        for (int x = window.x; x < window.br().x; ++x)
            if (strong.at<std::uint8_t>(y, x) != 0)
                values.push_back((1 - ink.grey.at<float>(y, x)) / ink.red.at<float>(y, x));
    }
    if (values.size() < least_sample) return std::nullopt;
    return quantile(values, 0.5);
}

double thickest(const RedInk& ink, const cv::Mat& strong) {
    std::vector<float> values;
    for (int y = 0; y < strong.rows; ++y)
        for (int x = 0; x < strong.cols; ++x)
            if (strong.at<std::uint8_t>(y, x) != 0) values.push_back(ink.grey.at<float>(y, x));
    return values.empty() ? 0.4 : std::clamp<double>(quantile(values, 0.1), 0.25, 0.8);
}

/// Redness at the sharpness of brightness: what is known on average goes to the pixels that have room for it.
cv::Mat sharpened_red(const Shares& shares, double thickest, double px_per_mm) {
    const int width = std::max(3, 2 * static_cast<int>(colour_width_mm * px_per_mm / 2) + 1);
    const cv::Mat room = capacity(shares.grey, thickest);
    cv::Mat rooms, red;
    cv::blur(room, rooms, {width, width});
    cv::blur(shares.red, red, {width, width});
    return red.mul(room) / rooms;
}

/// How black print is here, where no seal is.
double print_level(const cv::Mat& print, const cv::Mat& touched) {
    std::vector<float> values;
    for (int y = 0; y < print.rows; ++y)
        for (int x = 0; x < print.cols; ++x)
            if (touched.at<std::uint8_t>(y, x) == 0 && print.at<float>(y, x) < 0.7F)
                values.push_back(print.at<float>(y, x));
    return values.size() < least_sample ? 0.3 : quantile(values, 0.2);
}

/// Wholly under the seal and much paler than print: an edge of the seal that was not quite taken out.
void wipe_remains(cv::Mat& print, const cv::Mat& touched) {
    const double level = print_level(print, touched), pale = level + pale_share * (1 - level);
    cv::Mat labels;
    const int count = cv::connectedComponents(print < 0.85, labels, 8, CV_32S);
    std::vector<std::uint8_t> keep(static_cast<std::size_t>(count), 0);
    for (int y = 0; y < print.rows; ++y)
        for (int x = 0; x < print.cols; ++x)
            if (touched.at<std::uint8_t>(y, x) == 0 || print.at<float>(y, x) < pale)
                keep[static_cast<std::size_t>(labels.at<int>(y, x))] = 1;
    for (int y = 0; y < print.rows; ++y)
        for (int x = 0; x < print.cols; ++x)
            if (const int i = labels.at<int>(y, x); i != 0 && keep[static_cast<std::size_t>(i)] == 0)
                print.at<float>(y, x) = 1;
}

void apply(const cv::Mat& print, const cv::Mat& before, cv::Mat grey) {
    for (int y = 0; y < print.rows; ++y) {
        std::uint8_t* out = grey.ptr(y);
        for (int x = 0; x < print.cols; ++x) {
            const float was = before.at<float>(y, x), is = print.at<float>(y, x);
            if (was > 0 && is != was) out[x] = cv::saturate_cast<std::uint8_t>(out[x] / was * is);
        }
    }
}

}  // namespace

SealInk measure_seal_ink(const RedInk& ink, const cv::Mat& strong, double px_per_mm) {
    const cv::Rect page({}, strong.size());
    const double whole = std::clamp(per_red_in(ink, strong, page).value_or(1), 0.7, 2.2);
    SealInk seal{cv::Mat(strong.size(), CV_32F, cv::Scalar(whole)), thickest(ink, strong)};
    const int step = std::max(1, static_cast<int>(window_mm / 3 * px_per_mm));
    const cv::Rect box = cv::boundingRect(strong);
    for (int y = box.y; y < box.br().y; y += step) {
        for (int x = box.x; x < box.br().x; x += step) {
            const cv::Rect window = cv::Rect(x - step, y - step, 3 * step, 3 * step) & page;
            const double here = per_red_in(ink, strong, window).value_or(whole);
            seal.per_red(cv::Rect(x, y, step, step) & page).setTo(std::clamp(here, 0.75 * whole, 1.35 * whole));
        }
    }
    return seal;
}

TakenOut take_out_ink(const cv::Mat& page, const cv::Mat& area, const cv::Mat& ground, const SealInk& ink, cv::Rect box,
                      double px_per_mm, cv::Mat& grey) {
    const Shares shares = shares_in(page, ground, box);
    const cv::Mat red = sharpened_red(shares, ink.brightness, px_per_mm);
    const double step_x = static_cast<double>(ground.cols) / page.cols;
    const double step_y = static_cast<double>(ground.rows) / page.rows;
    cv::Mat print = shares.grey.clone(), touched(box.size(), CV_8U, cv::Scalar(0));
    for (int y = 0; y < box.height; ++y) {
        const std::uint8_t* inside = area.ptr(box.y + y) + box.x;
        const float* per_red =
            ink.per_red.ptr<float>(std::min(ground.rows - 1, static_cast<int>((box.y + y) * step_y)));
        for (int x = 0; x < box.width; ++x) {
            const float redness = red.at<float>(y, x), before = shares.grey.at<float>(y, x);
            if (inside[x] == 0 || redness < least_redness) continue;
            const float taken = redness * per_red[std::min(ground.cols - 1, static_cast<int>((box.x + x) * step_x))];
            print.at<float>(y, x) = std::min(std::max(1.0F, before), before + taken);
            if (taken > least_touch) touched.at<std::uint8_t>(y, x) = 255;
        }
    }
    cv::Mat reach;
    cv::dilate(touched, reach, cv::Mat::ones(3, 3, CV_8U));
    wipe_remains(print, reach);
    apply(print, shares.grey, grey(box));
    return {touched, hides_print(print, touched, px_per_mm)};
}

}  // namespace nianbao
