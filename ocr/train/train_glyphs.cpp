// SPDX-License-Identifier: GPL-3.0-or-later
// train_glyphs FONTS MODELS [LINES]: trains the glyph reader on the fonts below FONTS and writes its model, and the
// calibration of all readers, to the folder MODELS; or only
// the standing examples, of which learning on from corrections reminds and by which it is judged.
#include <cstdio>
#include <exception>
#include <string>
#include <thread>

#include "ocr/learning/glyph_learning.h"
#include "ocr/line_image.h"
#include "ocr/train/calibrate.h"
#include "ocr/train/line_samples.h"

namespace nianbao::train {
namespace {

LineKind random_kind(Random& random) {
    const double k = uniform(random, 0, 1);
    return k < 0.6 ? LineKind::number : k < 0.8 ? LineKind::mixed : LineKind::hanzi;
}

/// Examples from `lines` lines; of the many groups that are no glyph, a third is enough.
std::vector<GlyphExample> examples_of(const FontSet& fonts, int lines, std::uint32_t seed) {
    Random random(seed);
    std::vector<GlyphExample> examples;
    for (int i = 0; i < lines; ++i) {
        SampleOptions options;
        options.kind = random_kind(random);
        const auto sample = draw_line(fonts, options, random);
        if (!sample) continue;
        // As the reader looks at it, which looks twice; its third look is for print that this is to train it for.
        const GlyphLine line = pieces_of(sample->page, sample->line, {chance(random, 0.4) ? fine_strokes : 1});
        for (const Group& group : groups_of(line)) {
            const auto wanted = class_of(*sample, line, group);
            if (!wanted || (*wanted == GlyphClasses::reject && !chance(random, 0.35))) continue;
            examples.push_back({features_of(line, group), *wanted});
        }
    }
    return examples;
}

/// Two threads, each with fonts and random numbers of its own, so that the result is the same on any machine.
std::vector<GlyphExample> training_examples(const std::string& folder, int lines) {
    std::vector<GlyphExample> parts[2];
    // Opened one after the other: FreeType opens and closes one font at a time.
    const FontSet fonts[2] = {{folder, FontShare::training}, {folder, FontShare::training}};
    std::vector<std::thread> threads;
    for (std::uint32_t t = 0; t < 2; ++t) {
        threads.emplace_back([&parts, &fonts, lines, t] { parts[t] = examples_of(fonts[t], lines / 2, 1000 + t); });
    }
    for (std::thread& thread : threads) thread.join();
    parts[0].insert(parts[0].end(), parts[1].begin(), parts[1].end());
    return std::move(parts[0]);
}

/// What a net that learns on from a store's corrections is reminded of and judged by (pipeline/learning).
void save_standing(const std::string& folder, const std::string& models) {
    constexpr int lines = 350;  // give some 3,000 glyphs
    save_examples(examples_of(FontSet(folder, FontShare::training), lines, 4242), models + "/glyphs.reminder");
    save_examples(examples_of(FontSet(folder, FontShare::calibration), lines, 4343), models + "/glyphs.standing");
}

void train(const std::string& folder, const std::string& models, int lines) {
    const std::vector<GlyphExample> examples = training_examples(folder, lines);
    std::printf("%zu examples of %d lines\n", examples.size(), lines);
    LearnOptions options;
    options.tell = [&options](int epoch, double loss) {
        std::printf("epoch %d of %d: loss %.4f\n", epoch, options.epochs, loss);
        std::fflush(stdout);
    };
    const GlyphNet net = learn(examples, options);
    net.save(models + "/glyphs.net");
    const FontSet apart(folder, FontShare::calibration);
    const std::vector<GlyphExample> unseen = examples_of(apart, std::max(500, lines / 40), 77);
    std::printf("wrong groups: %.3f %% of those trained on, %.3f %% of %zu in %zu unseen fonts\n",
                100 * error_rate(net, examples), 100 * error_rate(net, unseen), unseen.size(), apart.size());
    save_standing(folder, models);
    calibrate(apart, FontSet(folder, FontShare::all), models);
}

}  // namespace
}  // namespace nianbao::train

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: train_glyphs FONTS MODELS [LINES | standing]\n");
        return 2;
    }
    try {
        const std::string lines = argc > 3 ? argv[3] : "80000";
        if (lines == "standing") {
            nianbao::train::save_standing(argv[1], argv[2]);
        } else {
            nianbao::train::train(argv[1], argv[2], std::stoi(lines));
        }
    } catch (const std::exception& e) {
        std::fprintf(stderr, "%s\n", e.what());
        return 1;
    }
    return 0;
}
