// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/learning/glyph_alignment.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace nianbao {
namespace {

constexpr double impossible = -std::numeric_limits<double>::infinity();
/// Of the geometric mean of its glyphs' probabilities: a text below it hardly stands there.
constexpr double least_likely = 1e-3;
/// Of groups that are no glyph; as many as that say enough of them.
constexpr double rejects_taken = 0.35;

struct Step {
    double log_probability = impossible;
    std::size_t group = 0;     ///< by which it was reached
    std::size_t consumed = 0;  ///< characters before that
};

/// Best ways to pieces [0, p) and the first k characters of the text.
class Alignment {
  public:
    Alignment(const GlyphLine& line, std::u32string_view text, const GlyphNet& net)
        : text_(text), groups_(groups_of(line)), width_(text.size() + 1), steps_((line.pieces.size() + 1) * width_) {
        for (const Group& group : groups_) {
            features_.push_back(features_of(line, group));
            classes_.push_back(net.classify(features_.back()));
        }
        steps_[0].log_probability = 0;
        for (std::size_t g = 0; g < groups_.size(); ++g) extend(g);  // ordered by first: all ways to it are known
        pieces_ = line.pieces.size();
    }

    /// The class of each group on the best way; none for the others, and for all where no way is likely.
    std::optional<std::vector<std::optional<int>>> best() const {
        const double whole = steps_.back().log_probability;
        if (whole < std::log(least_likely) * static_cast<double>(text_.size())) return std::nullopt;
        std::vector<std::optional<int>> wanted(groups_.size());
        std::size_t piece = pieces_, consumed = text_.size();
        while (piece > 0) {
            const Step& step = steps_[piece * width_ + consumed];
            wanted[step.group] =
                step.consumed == consumed ? GlyphClasses::noise : GlyphClasses::of(text_[step.consumed]);
            piece = groups_[step.group].first;
            consumed = step.consumed;
        }
        return wanted;
    }
    const std::vector<Group>& groups() const { return groups_; }
    const Features& features(std::size_t group) const { return features_[group]; }

  private:
    void extend(std::size_t g) {
        const Group& group = groups_[g];
        for (std::size_t k = 0; k < width_; ++k) {
            const double before = steps_[group.first * width_ + k].log_probability;
            if (before == impossible) continue;
            reach(group.last, k, {before + log_of(g, GlyphClasses::noise), g, k});
            if (k < text_.size()) reach(group.last, k + 1, {before + log_of(g, GlyphClasses::of(text_[k])), g, k});
        }
    }
    void reach(std::size_t piece, std::size_t consumed, const Step& step) {
        Step& known = steps_[piece * width_ + consumed];
        if (step.log_probability > known.log_probability) known = step;
    }
    double log_of(std::size_t group, int wanted) const {
        return std::log(std::max(1e-9F, classes_[group][static_cast<std::size_t>(wanted)]));
    }

    std::u32string_view text_;
    std::vector<Group> groups_;
    std::vector<Features> features_;
    std::vector<std::vector<float>> classes_;
    std::size_t width_, pieces_ = 0;
    std::vector<Step> steps_;
};

}  // namespace

std::vector<GlyphExample> aligned_examples(const GlyphLine& line, std::u32string_view text, const GlyphNet& net,
                                           std::mt19937& random) {
    const bool known = std::ranges::all_of(text, [](char32_t c) { return GlyphClasses::of(c) >= 0; });
    if (!known || text.empty() || line.pieces.empty()) return {};
    const Alignment alignment(line, text, net);
    const auto wanted = alignment.best();
    if (!wanted) return {};
    std::vector<GlyphExample> examples;
    for (std::size_t g = 0; g < alignment.groups().size(); ++g) {
        const bool taken = static_cast<double>(random()) / 4294967296.0 < rejects_taken;
        if (!(*wanted)[g] && !taken) continue;
        examples.push_back({alignment.features(g), (*wanted)[g].value_or(GlyphClasses::reject)});
    }
    return examples;
}

}  // namespace nianbao
