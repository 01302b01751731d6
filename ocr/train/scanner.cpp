// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/train/scanner.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace nianbao::train {
namespace {

void add_holes_and_specks(cv::Mat& grey, const Harm& harm, Random& random) {
    if (harm.holes > 0) {
        for (int y = 0; y < grey.rows; ++y) {
            for (int x = 0; x < grey.cols; ++x) {
                if (grey.at<uchar>(y, x) < 128 && chance(random, harm.holes)) grey.at<uchar>(y, x) = 255;
            }
        }
    }
    const int specks = static_cast<int>(harm.specks * static_cast<double>(grey.total()) / 1e4 + uniform(random, 0, 1));
    for (int i = 0; i < specks; ++i) {
        const cv::Point at(static_cast<int>(uniform(random, 0, grey.cols)),
                           static_cast<int>(uniform(random, 0, grey.rows)));
        cv::circle(grey, at, static_cast<int>(uniform(random, 0, 1.6)), cv::Scalar(uniform(random, 0, 150)),
                   cv::FILLED);
    }
}

void add_noise_and_shade(cv::Mat& grey, const Harm& harm, Random& random) {
    std::normal_distribution<float> noise(0.F, static_cast<float>(harm.noise));
    const double angle = uniform(random, 0, 6.283), span = std::max(grey.cols, grey.rows);
    for (int y = 0; y < grey.rows; ++y) {
        uchar* row = grey.ptr(y);
        for (int x = 0; x < grey.cols; ++x) {
            const double shade = harm.shade * ((std::cos(angle) * x + std::sin(angle) * y) / span - 0.5);
            const double level = harm.ink + (harm.paper - harm.ink) * row[x] / 255.0 + shade;
            row[x] = cv::saturate_cast<uchar>(level + (harm.noise > 0 ? noise(random) : 0.F));
        }
    }
}

/// Values that change slowly, in knots of a quarter of the picture's height: mean 0, deviation about 1.
cv::Mat smooth_field(cv::Size size, Random& random) {
    const int knot = std::max(4, size.height / 4);
    cv::Mat knots(size.height / knot + 2, size.width / knot + 2, CV_32F);
    for (int y = 0; y < knots.rows; ++y) {
        for (int x = 0; x < knots.cols; ++x) {
            double sum = 0;
            for (int i = 0; i < 3; ++i) sum += uniform(random, -1, 1);  // about normal, the same everywhere
            knots.at<float>(y, x) = static_cast<float>(sum);
        }
    }
    cv::Mat field;
    cv::resize(knots, field, size, 0, 0, cv::INTER_CUBIC);
    return field;
}

/// One bit: above the threshold is paper. Where it is low, hairlines are lost; where it is high, strokes run together.
cv::Mat bilevel(const cv::Mat& grey, const Harm& harm, Random& random) {
    const double span = harm.paper - harm.ink;
    const cv::Mat threshold =
        smooth_field(grey.size(), random) * (span * harm.grain) + (harm.ink + span * harm.threshold);
    cv::Mat level, out;
    grey.convertTo(level, CV_32F);
    cv::compare(level, threshold, out, cv::CMP_GT);
    return out;
}

cv::Mat through_jpeg(const cv::Mat& grey, int quality) {
    std::vector<uchar> bytes;
    cv::imencode(".jpg", grey, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
    return cv::imdecode(bytes, cv::IMREAD_GRAYSCALE);
}

}  // namespace

double uniform(Random& random, double from, double to) {
    // Not std::uniform_real_distribution: its results may differ between standard libraries.
    return from + (to - from) * (static_cast<double>(random()) / 4294967296.0);
}
bool chance(Random& random, double probability) {
    return uniform(random, 0, 1) < probability;
}

Harm random_harm(Random& random, Severity severity) {
    Harm harm;
    if (severity == Severity::clean) return harm;
    const double grade = severity == Severity::office ? 0.4 : severity == Severity::bad ? 1.0 : 0.7;
    harm.blur = uniform(random, 0.2, 0.5 + 1.0 * grade);
    harm.noise = uniform(random, 1, 4 + 18 * grade);
    harm.ink = uniform(random, 0, 40 + 80 * grade);
    harm.paper = uniform(random, 255 - 40 * grade, 255);
    harm.shade = uniform(random, 0, 25 * grade);
    if (chance(random, 0.7)) harm.jpeg = static_cast<int>(uniform(random, 85 - 55 * grade, 92));
    if (chance(random, 0.3)) harm.resample = uniform(random, 0.75, 1.5);
    if (severity == Severity::copy || (severity == Severity::bad && chance(random, 0.2))) {
        // Half of them have lost their hairlines: what is pale in print a copier takes for paper.
        harm.threshold = chance(random, 0.5) ? uniform(random, 0.45, 0.8) : uniform(random, 0.15, 0.5);
        harm.grain = uniform(random, 0, 0.08);
        harm.blur = uniform(random, 0.3, 1.2);
        harm.noise = uniform(random, 2, 20);
    }
    if (chance(random, grade * 0.4)) harm.holes = uniform(random, 0, 0.1 * grade);
    if (chance(random, grade * 0.5)) harm.specks = uniform(random, 0, 5 * grade);
    return harm;
}

cv::Mat scanned(const cv::Mat& grey, const Harm& harm, Random& random) {
    cv::Mat out = grey.clone();
    add_holes_and_specks(out, harm, random);
    if (harm.resample != 1) cv::resize(out, out, {}, harm.resample, harm.resample, cv::INTER_AREA);
    if (harm.blur > 0) cv::GaussianBlur(out, out, {}, harm.blur * harm.resample);
    add_noise_and_shade(out, harm, random);
    if (harm.threshold > 0) {
        out = bilevel(out, harm, random);
    } else {
        if (harm.jpeg > 0) out = through_jpeg(out, harm.jpeg);
        if (harm.paper < 255) out.convertTo(out, CV_8UC1, 255 / harm.paper);
    }
    if (harm.resample != 1) cv::resize(out, out, grey.size(), 0, 0, cv::INTER_AREA);
    if (harm.softening > 0) cv::GaussianBlur(out, out, {}, harm.softening);
    return out;
}

}  // namespace nianbao::train
