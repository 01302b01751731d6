// SPDX-License-Identifier: GPL-3.0-or-later
// A reviewer goes through a night's queue in a real browser, with the keyboard alone. Pictures of what is seen are kept
// in build/…/review-screenshots.
#include <catch2/catch.hpp>
#include <iostream>
#include <map>

#include "tests/pipeline/run_program.h"
#include "tests/review/chromium.h"
#include "tests/review/review_process.h"
#include "tests/temporary_folder.h"

using namespace nianbao::testing;
using nlohmann::json;

namespace {

namespace fs = std::filesystem;

const fs::path pictures = fs::path(NIANBAO_BINARY_DIR) / "review-screenshots";

/// A worn copy and a page with a seal over its table: both leave cells in doubt.
void run_batch(const TemporaryFolder& folder) {
    fs::create_directories(folder / "inbox");
    for (const char* name : {"copy-scan.pdf", "seal-scan.pdf"}) {
        fs::copy_file(fs::path(NIANBAO_SOURCE_DIR) / "fixtures" / name, folder / "inbox" / name);
    }
    const ProgramRun run =
        run_program({"batch", "inbox", "--store", "store", "--jobs", "2"}, folder.path(), {{"OMP_THREAD_LIMIT", "1"}});
    INFO(run.error);
    REQUIRE(run.exit_code == 0);
}

struct Cell {
    std::string document, id;
    friend bool operator<(const Cell& a, const Cell& b) {
        return std::tie(a.document, a.id) < std::tie(b.document, b.id);
    }
};

/// The cell that the page shows.
Cell shown_cell(Browser& browser) {
    const std::string hash = browser.run("return decodeURIComponent(location.hash)");
    const std::size_t first = hash.find('/', 2), second = hash.find('/', first + 1);
    return {hash.substr(first + 1, second - first - 1), hash.substr(second + 1)};
}

void wait_for_cell(Browser& browser) {
    browser.wait_until(
        "location.hash.startsWith('#/work/') && location.hash.split('/').length === 4 && "
        "document.querySelectorAll('.candidates li').length > 0 && "
        "document.activeElement?.id === 'candidates'");
}

void wait_for_queue(Browser& browser) {
    browser.wait_until("document.querySelector('.list tbody tr, .nothing') && document.body.dataset.view === 'queue'");
}

/// Types into the cell, saves, and waits for the next one.
Cell correct(Browser& browser, const std::string& text) {
    const Cell cell = shown_cell(browser);
    browser.type(text);
    browser.wait_until("document.querySelector('#typed').value === '" + text + "'");
    browser.press("Enter");
    browser.wait_until("decodeURIComponent(location.hash) !== '#/work/" + cell.document + "/" + cell.id + "'");
    wait_for_cell(browser);
    return cell;
}

void keep_pictures(Browser& browser, const std::string& name, const std::string& ready) {
    fs::create_directories(pictures);
    for (const auto& [width, height] : {std::pair{1280, 800}, std::pair{1920, 1080}}) {
        browser.resize(width, height);
        browser.wait_until("innerWidth === " + std::to_string(width) + " && (" + ready + ")");
        browser.screenshot(pictures / (name + "-" + std::to_string(width) + ".png"));
    }
    browser.resize(1280, 800);
}

const std::string pictures_are_there =
    "[...document.images].every((image) => image.complete && image.naturalWidth > 0) && "
    "document.querySelector('.sheet:not([hidden])')";

/// cells of each record of the store, by the report's file.
std::map<std::string, json> exported(const fs::path& folder) {
    const ProgramRun run = run_program({"export", "--store", "store", "--format", "jsonl"}, folder);
    REQUIRE(run.exit_code == 0);
    std::map<std::string, json> records;
    std::istringstream lines(run.out);
    for (std::string line; std::getline(lines, line);) {
        const json record = json::parse(line);
        records[fs::path(record["source"]["file"].get<std::string>()).filename().string()] = record["cells"];
    }
    return records;
}

/// Which file a document of the page is.
std::string file_of(Browser& browser) {
    return fs::path(browser.text(".work-head .file")).filename().string();
}

bool has_reviewer(const json& cell) {
    return std::find(cell["evidence"].begin(), cell["evidence"].end(), "reviewer") != cell["evidence"].end();
}

}  // namespace

TEST_CASE("a queue is gone through by keyboard: corrected, undone, left, found again, exported") {
    if (!chromium_is_installed()) {
        WARN("chromium or chromium-driver is not installed (packages.txt): not tested");
        return;
    }
    const TemporaryFolder folder;
    run_batch(folder);
    ChromeDriver driver(folder.path());
    auto review = std::make_unique<ReviewProcess>(folder / "store", "Reviewer One", folder.path());
    const unsigned short port = review->port();
    std::map<std::string, std::map<std::string, std::string>> said;  // file, cell, text
    Cell undone;
    std::string undone_file;
    {
        Browser browser(driver, {});
        browser.open(review->address());
        wait_for_queue(browser);
        CHECK(browser.run("return document.documentElement.lang") == "zh-Hans");
        CHECK(browser.run("return location.href").get<std::string>().find("token") == std::string::npos);
        keep_pictures(browser, "queue", "document.querySelectorAll('.list tbody tr').length > 10");
        CHECK(browser.run("return document.activeElement.tagName") == "TR");

        browser.press("Enter");
        wait_for_cell(browser);
        keep_pictures(browser, "work", pictures_are_there);
        for (int i = 0; i < 6; ++i) {
            const std::string file = file_of(browser), text = std::to_string(7001 + i);
            const Cell cell = correct(browser, text);
            said[file][cell.id] = text;
            undone = cell;
            undone_file = file;
        }
        browser.press("u");  // the sixth is taken back, and shown again
        browser.wait_until("decodeURIComponent(location.hash).endsWith('" + undone.id +
                           "') && "
                           "document.querySelector('.history .undone')");
        wait_for_cell(browser);
        said[undone_file].erase(undone.id);
        keep_pictures(browser, "history", pictures_are_there);
    }  // the browser is closed in the middle

    Browser browser(driver, {});
    browser.open(review->new_address());
    wait_for_queue(browser);
    browser.press("Enter");
    wait_for_cell(browser);
    CHECK(browser.text(".history").find("7006") == std::string::npos);
    for (int i = 0; i < 5; ++i) {
        const std::string file = file_of(browser), text = std::to_string(8001 + i);
        said[file][correct(browser, text).id] = text;
    }

    // The server is killed while it saves; the answer waits in the page, which says so.
    const Cell at = shown_cell(browser);
    const std::string at_file = file_of(browser);
    browser.type("9001");
    browser.run(
        "window.leaving = true; document.querySelector('#typed').dispatchEvent(new KeyboardEvent('keydown', "
        "{key: 'Enter', bubbles: true, cancelable: true}))");
    review->kill();
    review = std::make_unique<ReviewProcess>(folder / "store", "Reviewer One", folder.path(), port);
    browser.open(review->address());
    wait_for_queue(browser);
    browser.wait_until("!document.querySelector('.banner')");
    said[at_file][at.id] = "9001";

    SECTION("everything is found in the records and in the answers") {
        const auto records = exported(folder.path());
        int found = 0;
        for (const auto& [file, cells] : said) {
            for (const auto& [id, text] : cells) {
                INFO(file << " " << id);
                const json& cell = records.at(file).at(id);
                CHECK(cell["printed"] == text);
                CHECK(has_reviewer(cell));
                CHECK(cell["needs_review"] == false);
                ++found;
            }
        }
        CHECK(found == 11);
        CHECK_FALSE(has_reviewer(records.at(undone_file).at(undone.id)));
        browser.press("a");
        browser.wait_until("document.querySelector('.statistics .tiles')");
        keep_pictures(browser, "statistics", "document.querySelector('.plot')");
        browser.press("l");
        browser.wait_until("document.documentElement.lang === 'en' && document.querySelector('.statistics .tiles')");
        browser.press("p");
        browser.wait_until("document.querySelector('.prose')");
        keep_pictures(browser, "prose", "[...document.images].every((image) => image.complete)");
    }
    CHECK(review->end() == 0);
}
