// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <optional>

namespace nianbao::review {

struct LearnRequest {
    std::filesystem::path store;
    /// Folder of the models to begin with and to replace; none: those that this program reads with.
    std::optional<std::filesystem::path> models;
    enum class Keep { if_better, never } keep = Keep::if_better;  ///< never: only the figures
};

/// `nianbao review --learn`: the glyph reader learns on from the answered cells of a store. Prints figures before and
/// after, of cells that were held apart and of the standing set; a model that is worse in anything is refused.
/// @return 0: better, and kept where it was to be; 3: refused, nothing was changed. @throws Failure
int run_learn(const LearnRequest& request);

}  // namespace nianbao::review
