// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/train/calibrate.h"

#include <algorithm>
#include <cstdio>
#include <functional>

#include "document/opencv_view.h"
#include "document/utf8.h"
#include "ocr/glyph_reader.h"
#include "ocr/numeric_line.h"
#include "ocr/read_tesseract.h"
#include "ocr/train/line_samples.h"

namespace nianbao::train {
namespace {

using Scored = std::vector<std::pair<double, bool>>;
constexpr double sizes[] = {15, 19, 24, 30, 38, 50};
constexpr int numbers_at_each_size = 4000, prose_lines_at_each_size = 300;

/// Which characters of `read` also stand, in this order, in `truth`: the longest common subsequence.
std::vector<bool> matched(const std::u32string& read, const std::u32string& truth) {
    const std::size_t n = read.size(), m = truth.size();
    std::vector<std::vector<int>> best(n + 1, std::vector<int>(m + 1, 0));
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = m; k-- > 0;) {
            best[i][k] = read[i] == truth[k] ? best[i + 1][k + 1] + 1 : std::max(best[i + 1][k], best[i][k + 1]);
        }
    }
    std::vector<bool> out(n, false);
    for (std::size_t i = 0, k = 0; i < n && k < m;) {
        if (read[i] == truth[k]) {
            out[i++] = true;
            ++k;
        } else if (best[i + 1][k] >= best[i][k + 1]) {
            ++i;
        } else {
            ++k;
        }
    }
    return out;
}

void for_lines(const FontSet& fonts, const SampleOptions& options, int count, std::uint32_t seed,
               const std::function<void(const LineSample&)>& use) {
    Random random(seed);
    for (int i = 0; i < count; ++i) {
        const auto sample = draw_line(fonts, options, random);
        if (sample) use(*sample);
    }
}

void report(const char* reader, double em, const Scored& scored) {
    const auto right = std::count_if(scored.begin(), scored.end(), [](const auto& s) { return s.second; });
    std::printf("%s, em %.0f px: %.2f %% of %zu right\n", reader, em,
                100.0 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, scored.size())),
                scored.size());
    std::fflush(stdout);
}

/// Scores are those that an empty calibration passes through.
Scored numbers(LineReader& reader, const FontSet& fonts, double em) {
    Scored scored;
    SampleOptions options{LineKind::number, em * 0.9, em * 1.1, std::nullopt};
    for_lines(fonts, options, numbers_at_each_size, 7, [&](const LineSample& sample) {
        const Reading reading = reader.read(to_raster(sample.page), sample.line).reading;
        const bool right = reading.text == normal_number(to_utf8(sample.text));
        if (!reading.text.empty()) scored.emplace_back(reading.confidence, right);
    });
    return scored;
}

Scored prose(LineReader& reader, const FontSet& fonts, double em) {
    Scored scored;
    SampleOptions options{LineKind::prose, em * 0.9, em * 1.1, std::nullopt};
    for_lines(fonts, options, prose_lines_at_each_size, 8, [&](const LineSample& sample) {
        const LineReading reading = reader.read(to_raster(sample.page), sample.line);
        const std::u32string read = to_utf32(reading.reading.text);
        const std::vector<bool> right = matched(read, sample.text);
        for (std::size_t i = 0; i < read.size() && i < reading.character_confidence.size(); ++i) {
            scored.emplace_back(reading.character_confidence[i], right[i]);
        }
    });
    return scored;
}

}  // namespace

void calibrate(const FontSet& unseen, const FontSet& all, const std::string& models) {
    const Calibration none;
    const auto glyphs = glyph_reader(GlyphNet::load(models + "/glyphs.net"), none);
    const auto numeric = tesseract_numeric_reader("eng", none);
    const auto text = tesseract_text_reader("chi_sim", none);
    Calibration calibration;
    for (const double em : sizes) {
        const auto add = [&](const char* name, const Scored& scored) {
            report(name, em, scored);
            calibration.add(name, {em, isotonic(scored)});
        };
        add("glyphs", numbers(*glyphs, unseen, em));
        add("tesseract.number", numbers(*numeric, unseen, em));
        add("tesseract.text", prose(*text, all, em));
    }
    calibration.save(models + "/calibration.txt");
}

}  // namespace nianbao::train
