// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "ocr/calibration.h"
#include "ocr/glyph_net.h"
#include "pipeline/learning/known_cells.h"

// The glyph reader learns on from the cells of a store that people answered.
namespace nianbao::learning {

/// A glyph reader: its net, and what its scores are worth.
struct Model {
    GlyphNet net;
    Calibration calibration;
};
Model load_model(const std::filesystem::path& folder);

/// How a model does.
struct Figures {
    std::size_t cells = 0, right = 0;              ///< held apart: read exactly
    std::size_t answered = 0, answered_right = 0;  ///< of these, those that people answered
    double log_loss = 0;                           ///< of its confidences on them, nats a cell: lower is better
    double standing_error = 0;                     ///< share of wrong glyphs of the standing set of drawn ones
    std::size_t standing = 0;
};

struct LearnResult {
    std::size_t learnt_from = 0, answered = 0;  ///< cells; of these, answered ones
    Figures before, after;
    bool better = false;
    std::string why;  ///< in words, when it is not
    Model model;
};

struct LearnSettings {
    int epochs = 6;
    int answered_weight = 4;          ///< an answered cell counts as so many others: it was hard
    std::size_t least_answered = 20;  ///< fewer teach nothing
    std::function<void(const std::string& line)> tell = {};
};

/// @param models  folder of the model to begin with and of the drawn examples
LearnResult learn_glyphs(const std::vector<KnownCell>& cells, const std::filesystem::path& models,
                         const LearnSettings& settings);

Figures judge_model(const Model& model, const std::vector<KnownCell>& cells, const std::filesystem::path& models);

/// Whether the second is no worse in anything, beyond what chance does to figures; else why not.
std::string what_got_worse(const Figures& before, const Figures& after);

/// Writes the model over the folder's; what was there is kept beside it as NAME.before. @throws Failure
void install_model(const Model& model, const std::filesystem::path& models);

}  // namespace nianbao::learning
