// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/review_store.h"

#include "tests/review/seeded_store.h"

namespace nianbao::bench {

void make_review_store(const std::filesystem::path& folder, const ReviewStore& wanted) {
    if (std::filesystem::exists(folder / "store.db")) return;
    testing::SeedOptions options;
    options.seed = 5000;
    options.documents = wanted.documents;
    options.pictures = testing::SeedOptions::Pictures::one;
    // Readers this poor leave five cells of a report in doubt.
    options.readers.hard_share = 0.05 * wanted.doubtful_cells / wanted.documents;
    options.readers.hard_accuracy = 0.6;
    options.readers.easy_accuracy = 0.9998;
    testing::seed_store(folder, options);
}

}  // namespace nianbao::bench
