// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "review/desk.h"
#include "tests/review/page_steps.h"
#include "tests/review/review_process.h"
#include "tests/review/seeded_store.h"
#include "tests/temporary_folder.h"

namespace nianbao::testing {

/// A store, and browsers before it.
struct Place {
    Place() {
        SeedOptions options;
        options.readers = doubtful_readers();
        options.pictures = SeedOptions::Pictures::drawn;
        documents = seed_store(folder / "store", options);
    }
    std::unique_ptr<ReviewProcess> review(const std::string& who, unsigned short port = 0) const {
        return std::make_unique<ReviewProcess>(folder / "store", who, folder.path(), port);
    }
    void open_first_cell(Browser& browser, const std::string& address) const {
        browser.open(address);
        wait_for_queue(browser);
        browser.press("Enter");
        wait_for_cell(browser);
    }
    const SeededDocument& report(const ShownCell& cell) const {
        return *std::ranges::find(documents, std::stoll(cell.document), &SeededDocument::id);
    }
    nianbao::review::Work work(const ShownCell& cell) const {
        return nianbao::review::Desk(folder / "store").work({std::stoll(cell.document), cell.id});
    }

    TemporaryFolder folder;
    std::vector<SeededDocument> documents;
    ChromeDriver driver{folder.path()};
};

inline bool skipped() {
    if (chromium_is_installed()) return false;
    WARN("chromium or chromium-driver is not installed (packages.txt): not tested");
    return true;
}

}  // namespace nianbao::testing
