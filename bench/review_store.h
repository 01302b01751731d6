// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>

namespace nianbao::bench {

/// The queue that reviews are measured with: at least this many doubtful cells in as many documents, with page
/// pictures.
struct ReviewStore {
    int documents = 1000;
    int doubtful_cells = 5000;
};

/// Made where it is not there yet; takes about a minute. Answers of an earlier measurement stay in it.
void make_review_store(const std::filesystem::path& folder, const ReviewStore& wanted);

}  // namespace nianbao::bench
