// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/learning/learn_glyphs.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "document/failure.h"
#include "document/opencv_view.h"
#include "document/utf8.h"
#include "ocr/glyph_reader.h"
#include "ocr/learning/glyph_alignment.h"
#include "ocr/learning/glyph_learning.h"
#include "pipeline/learning/recalibrate.h"
#include "pipeline/store/file_operations.h"
#include "pipeline/store/trouble.h"

namespace nianbao::learning {
namespace {

namespace fs = std::filesystem;

constexpr double surest = 0.9999;  // for the logarithm's sake

std::vector<GlyphExample> examples_of(const std::vector<KnownCell>& cells, const GlyphNet& net, int answered_weight) {
    std::mt19937 random(7);
    std::vector<GlyphExample> all;
    for (const KnownCell& cell : cells) {
        if (cell.apart) continue;
        const GlyphLine line = pieces_of(view(cell.picture.grey), cell.picture.line);
        const auto glyphs = aligned_examples(line, to_utf32(cell.text), net, random);
        for (int times = cell.answered ? answered_weight : 1; times > 0; --times)
            all.insert(all.end(), glyphs.begin(), glyphs.end());
    }
    return all;
}

LearnOptions gently(const LearnSettings& settings, const GlyphNet& net) {
    LearnOptions options;
    options.hidden = net.layers.at(0).outputs;
    options.epochs = settings.epochs;
    options.rate = 1e-4;
    options.dropout = 0.1;
    options.decay = 1;  // to the net as it was: a scanner's habits are learnt, other fonts are not unlearnt
    options.tell = [&settings](int epoch, double loss) {
        char line[80];
        std::snprintf(line, sizeof line, "epoch %d of %d: loss %.4f", epoch, settings.epochs, loss);
        if (settings.tell) settings.tell(line);
    };
    return options;
}

void count(const std::vector<KnownCell>& cells, LearnResult& result) {
    for (const KnownCell& cell : cells) {
        if (cell.apart) continue;
        ++result.learnt_from;
        result.answered += cell.answered ? 1 : 0;
    }
}

double standard_error(double p, std::size_t n) {
    return n == 0 ? 1 : std::sqrt(std::max(p, 1.0 / static_cast<double>(n)) / static_cast<double>(n));
}

std::vector<float> between(const std::vector<float>& a, const std::vector<float>& b, float way) {
    std::vector<float> out(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) out[i] = (1 - way) * a[i] + way * b[i];
    return out;
}

/// As far from the old net to the new one as the standing set is read as well as before, in quarters: a net between the
/// two keeps most of what both know (Wortsman et al., CVPR 2022).
GlyphNet as_far_as_allowed(const GlyphNet& old, const GlyphNet& learnt, const std::vector<GlyphExample>& standing) {
    const double before = error_rate(old, standing);
    for (const float way : {1.0F, 0.75F, 0.5F, 0.25F}) {
        GlyphNet net = old;
        for (std::size_t l = 0; l < net.layers.size(); ++l) {
            net.layers[l].weights = between(old.layers[l].weights, learnt.layers[l].weights, way);
            net.layers[l].biases = between(old.layers[l].biases, learnt.layers[l].biases, way);
        }
        if (error_rate(net, standing) <= before + standard_error(before, standing.size())) return net;
    }
    return learnt;  // which is refused
}

std::string share(double part) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f %%", 100 * part);
    return text;
}

}  // namespace

Model load_model(const fs::path& folder) {
    return {GlyphNet::load(folder / "glyphs.net"), Calibration(folder / "calibration.txt")};
}

Figures judge_model(const Model& model, const std::vector<KnownCell>& cells, const fs::path& models) {
    Figures figures;
    const auto reader = glyph_reader(model.net, model.calibration);
    for (const KnownCell& cell : cells) {
        if (!cell.apart) continue;
        const Reading reading = reader->read(cell.picture.grey, cell.picture.line).reading;
        const bool right = reading.text == cell.text;
        ++figures.cells;
        figures.right += right ? 1 : 0;
        figures.answered += cell.answered ? 1 : 0;
        figures.answered_right += cell.answered && right ? 1 : 0;
        const double sure = std::clamp(reading.confidence, 1 - surest, surest);
        figures.log_loss -= std::log(right ? sure : 1 - sure);
    }
    if (figures.cells > 0) figures.log_loss /= static_cast<double>(figures.cells);
    const auto standing = load_examples(models / "glyphs.standing");
    figures.standing = standing.size();
    figures.standing_error = error_rate(model.net, standing);
    return figures;
}

std::string what_got_worse(const Figures& before, const Figures& after) {
    const double chance = standard_error(before.standing_error, before.standing);
    if (after.standing_error > before.standing_error + chance)
        return "it reads drawn glyphs of other fonts worse: " + share(after.standing_error) + " wrong instead of " +
               share(before.standing_error);
    if (after.right < before.right)
        return "it reads fewer of the cells that were held apart: " + std::to_string(after.right) + " instead of " +
               std::to_string(before.right) + " of " + std::to_string(before.cells);
    if (after.answered_right < before.answered_right)
        return "it reads fewer of the answered cells that were held apart";
    // Below this a difference says nothing.
    constexpr double same_loss = 1e-3;
    if (after.log_loss > before.log_loss + same_loss) return "its confidences are worth less";
    const bool same = after.right == before.right && after.log_loss >= before.log_loss - same_loss;
    return same ? "it is no better on the cells that were held apart" : "";
}

LearnResult learn_glyphs(const std::vector<KnownCell>& cells, const fs::path& models, const LearnSettings& settings) {
    LearnResult result;
    result.model = load_model(models);
    count(cells, result);
    result.before = result.after = judge_model(result.model, cells, models);
    if (result.answered < settings.least_answered) {
        result.why = "only " + std::to_string(result.answered) + " answered cells have a picture to learn from; " +
                     std::to_string(settings.least_answered) + " are needed";
        return result;
    }
    std::vector<GlyphExample> examples = examples_of(cells, result.model.net, settings.answered_weight);
    const auto reminder = load_examples(models / "glyphs.reminder");
    constexpr int reminded = 8;
    for (int times = 0; times < reminded; ++times) examples.insert(examples.end(), reminder.begin(), reminder.end());
    Model learnt;
    learnt.net =
        as_far_as_allowed(result.model.net, learn_on(result.model.net, examples, gently(settings, result.model.net)),
                          load_examples(models / "glyphs.standing"));
    learnt.calibration = recalibrated(result.model.calibration, learnt.net, cells);
    result.after = judge_model(learnt, cells, models);
    result.why = what_got_worse(result.before, result.after);
    result.better = result.why.empty();
    result.model = std::move(learnt);
    return result;
}

void install_model(const Model& model, const fs::path& models) {
    store::FileOperations& files = store::system_files();
    const auto put = [&](const char* name, const auto& save) {
        const fs::path file = models / name, fresh = models / (std::string(name) + ".new");
        save(fresh);
        std::error_code error;
        if (!fs::exists(fresh, error)) throw store::trouble_of(EACCES, "write " + fresh.string());
        fs::copy_file(file, models / (std::string(name) + ".before"), fs::copy_options::overwrite_existing, error);
        if (error) throw store::trouble_of(error.value(), "keep " + file.string());
        if (const int failed = files.rename(fresh, file)) throw store::trouble_of(failed, "write " + file.string());
    };
    put("calibration.txt", [&](const fs::path& file) { model.calibration.save(file); });
    put("glyphs.net", [&](const fs::path& file) { model.net.save(file); });
    if (const int failed = files.flush_folder(models)) throw store::trouble_of(failed, "flush " + models.string());
}

}  // namespace nianbao::learning
