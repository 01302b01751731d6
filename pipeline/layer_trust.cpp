// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/layer_trust.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "document/opencv_view.h"
#include "document/utf8.h"
#include "ocr/text_layer_compare.h"

namespace nianbao {
namespace {

std::string squeezed(const std::string& text) {
    std::u32string kept;
    for (const char32_t raw : to_utf32(text)) {
        const char32_t c = ascii_width(raw);
        if (c > 0x20) kept += c;
    }
    return to_utf8(kept);
}

/// The ink inside a glyph box: fonts' boxes are higher than what they draw, and readers want what is drawn.
std::optional<LayoutLine> line_of(const ComparisonSample& sample, const CleanPage& page, const Homography& to_pixels) {
    const Rect box = to_pixels.map_bounds(sample.box);
    const cv::Mat ink = view(page.ink);
    const cv::Rect inside =
        cv::Rect(cv::Point(static_cast<int>(std::floor(box.x0)), static_cast<int>(std::floor(box.y0))),
                 cv::Point(static_cast<int>(std::ceil(box.x1)), static_cast<int>(std::ceil(box.y1)))) &
        cv::Rect(0, 0, ink.cols, ink.rows);
    int x0 = inside.width, y0 = inside.height, x1 = -1, y1 = -1;
    for (int y = 0; y < inside.height; ++y) {
        for (int x = 0; x < inside.width; ++x) {
            if (!ink.at<uchar>(inside.y + y, inside.x + x)) continue;
            x0 = std::min(x0, x), x1 = std::max(x1, x), y0 = std::min(y0, y), y1 = std::max(y1, y);
        }
    }
    if (x1 < 0) return std::nullopt;
    LayoutLine line;
    line.box = {double(inside.x + x0), double(inside.y + y0), double(inside.x + x1 + 1), double(inside.y + y1 + 1)};
    const bool number = sample.text.find_first_not_of("0123456789.,+-") == std::string::npos;
    line.em = number ? line.box.height() / 0.7 : line.box.height() / 0.92;
    return line;
}

/// What the picture shows. The readers are asked whether the layer can be right: one of them seeing what it says is
/// enough, since a wrong map would have to be misread into just that.
std::string read_sample(const ComparisonSample& sample, const LayoutLine& line, const CleanPage& page,
                        Readers& readers) {
    std::vector<std::string> texts;
    for (const auto& reader : readers.numeric) texts.push_back(squeezed(reader->read(page.grey, line).reading.text));
    texts.push_back(squeezed(readers.text->read(page.grey, line).reading.text));
    for (const std::string& text : texts) {
        if (text == squeezed(sample.text)) return sample.text;
    }
    const bool number = sample.text.find_first_of("0123456789") != std::string::npos;
    if (!number) return texts.back();
    const bool agreed = texts.size() > 2 && texts[0] == texts[1];
    return agreed ? texts.front() : std::string();
}

}  // namespace

std::string compare_with_picture(const TextLayer& layer, const CleanPage& page, Readers& readers) {
    const auto to_pixels = page.to_page.inverse();
    if (!to_pixels) return {};
    const std::vector<ComparisonSample> samples = sample_for_comparison(layer);
    std::vector<std::string> read;
    for (const ComparisonSample& sample : samples) {
        const auto line = line_of(sample, page, *to_pixels);
        read.push_back(line ? read_sample(sample, *line, page, readers) : std::string());
    }
    const Comparison comparison = judge_comparison(samples, read);
    return comparison.verdict == Comparison::Verdict::disagrees ? comparison.reason : std::string();
}

}  // namespace nianbao
