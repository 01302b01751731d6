// SPDX-License-Identifier: GPL-3.0-or-later
// A reviewer goes through a night's queue in a real browser, with the keyboard alone. Pictures of what is seen are kept
// in the build folder, in review-screenshots.
#include <catch2/catch.hpp>
#include <map>
#include <sstream>

#include "tests/pipeline/run_program.h"
#include "tests/review/page_steps.h"
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

std::string exported_lines(const fs::path& folder) {
    const ProgramRun run = run_program({"export", "--store", "store", "--format", "jsonl"}, folder);
    REQUIRE(run.exit_code == 0);
    return run.out;
}

/// The cells of each record that `nianbao export` gives, by the report's file.
std::map<std::string, json> exported(const fs::path& folder) {
    std::map<std::string, json> records;
    std::istringstream lines(exported_lines(folder));
    for (std::string line; std::getline(lines, line);) {
        const json record = json::parse(line);
        records[fs::path(record["source"]["file"].get<std::string>()).filename().string()] = record["cells"];
    }
    return records;
}

bool is_of_reviewer(const json& cell) {
    return std::find(cell["evidence"].begin(), cell["evidence"].end(), "reviewer") != cell["evidence"].end();
}

/// What was said to the page, and must be found again: by file and cell.
struct Said {
    std::string file;
    ShownCell cell;
    std::string text;
};

class Night {
  public:
    Night() { run_batch(folder_); }

    void start_review(unsigned short port = 0) {
        review_ = std::make_unique<ReviewProcess>(folder_ / "store", "Reviewer One", folder_.path(), port);
        address_ = review_->address();
    }
    void open_browser() {
        browser_ = std::make_unique<Browser>(driver_, Browser::Window{});
        enter();
    }
    void enter() {
        if (address_.empty()) address_ = review_->new_address();
        browser_->open(address_);
        address_.clear();  // it is spent
        wait_for_queue(*browser_);
    }
    void close_browser() { browser_.reset(); }
    void open_first_cell() {
        browser_->press("Enter");
        wait_for_cell(*browser_);
    }
    void correct(int first, int count) {
        for (int i = 0; i < count; ++i) {
            const std::string file = shown_file(*browser_), text = std::to_string(first + i);
            said_.push_back({file, correct_cell(*browser_, text), text});
        }
    }
    /// Takes the last answer back, and waits until its cell is shown again, with the undone answer in its history.
    Said undo() {
        Said last = said_.back();
        said_.pop_back();
        browser_->press("u");
        browser_->wait_until("decodeURIComponent(location.hash).endsWith('/" + last.cell.id + "') && " +
                             "document.querySelector('.history .undone')");
        wait_for_cell(*browser_);
        return last;
    }
    /// The server goes at the moment at which an answer is on its way to it; the page has it still, or the store.
    void kill_while_saving(const std::string& text) {
        said_.push_back({shown_file(*browser_), shown_cell(*browser_), text});
        type_into_cell(*browser_, text);
        browser_->press("Enter");
        const unsigned short port = review_->port();
        review_->kill();
        start_review(port);
        enter();
        browser_->wait_until("!document.querySelector('.banner')");
    }
    void keep_pictures(const std::string& name, const std::string& ready) {
        fs::create_directories(pictures);
        for (const auto& [width, height] : {std::pair{1280, 800}, std::pair{1920, 1080}}) {
            browser_->resize(width, height);
            browser_->wait_until("innerWidth === " + std::to_string(width) + " && (" + ready + ")");
            browser_->screenshot(pictures / (name + "-" + std::to_string(width) + ".png"));
        }
        browser_->resize(1280, 800);
    }
    void show(const std::string& key, const std::string& what) {
        browser_->press(key);
        browser_->wait_until("document.querySelector('" + what + "')");
    }

    /// Adds a character to the first line of prose. @return the line as it is then
    std::string correct_prose() {
        browser_->press("t");
        browser_->press("End");
        browser_->type("改");
        std::string line = browser_->run("return document.activeElement.value");
        browser_->press("Enter");
        browser_->wait_until("document.querySelector('.prose-line.answered')");
        return line;
    }

    Browser& browser() { return *browser_; }
    std::string exported_text() const { return exported_lines(folder_.path()); }
    const std::vector<Said>& said() const { return said_; }
    std::map<std::string, json> records() const { return exported(folder_.path()); }
    int end_review() { return review_->end(); }

  private:
    TemporaryFolder folder_;
    ChromeDriver driver_{folder_.path()};
    std::unique_ptr<ReviewProcess> review_;
    std::unique_ptr<Browser> browser_;
    std::string address_;
    std::vector<Said> said_;
};

void check_records(const Night& night) {
    const auto records = night.records();
    for (const Said& one : night.said()) {
        INFO(one.file << " " << one.cell.id);
        const json& cell = records.at(one.file).at(one.cell.id);
        CHECK(cell["printed"] == one.text);
        CHECK(is_of_reviewer(cell));
        CHECK(cell["needs_review"] == false);
    }
}

/// Asked before anything else is answered: a cell whose answer was taken back is open, so the queue may offer it again.
void check_undone(const Night& night, const Said& undone) {
    const json cell = night.records().at(undone.file).at(undone.cell.id);
    CHECK_FALSE(is_of_reviewer(cell));
    CHECK(cell["printed"] != undone.text);
}

}  // namespace

TEST_CASE("a queue is gone through by keyboard: corrected, undone, left, found again, exported") {
    if (!chromium_is_installed()) {
        WARN("chromium or chromium-driver is not installed (packages.txt): not tested");
        return;
    }
    Night night;
    night.start_review();
    night.open_browser();
    CHECK(night.browser().run("return document.documentElement.lang") == "zh-Hans");
    CHECK(night.browser().run("return location.href").get<std::string>().find("token") == std::string::npos);
    night.keep_pictures("queue", "document.querySelectorAll('.list tbody tr').length > 10");
    night.open_first_cell();
    night.keep_pictures("work", pictures_are_there);
    night.correct(7001, 6);
    check_undone(night, night.undo());
    night.keep_pictures("history", pictures_are_there);
    night.close_browser();  // in the middle

    night.open_browser();
    night.open_first_cell();
    night.correct(8001, 5);
    night.kill_while_saving("9001");
    REQUIRE(night.said().size() == 11);
    check_records(night);

    night.show("a", ".statistics .tiles");
    night.keep_pictures("statistics", "document.querySelector('.plot')");
    night.show("l", "html[lang=en] .statistics");
    night.show("p", ".prose .prose-line");
    night.keep_pictures("prose", "[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
    const std::string line = night.correct_prose();
    CHECK(line.find("改") != std::string::npos);
    CHECK(night.exported_text().find(line) != std::string::npos);
    CHECK(night.browser().complaints() == json::array());
    CHECK(night.end_review() == 0);
}
