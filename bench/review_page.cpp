// SPDX-License-Identifier: GPL-3.0-or-later
// nianbao_review_page: how long a reviewer waits for the first screen and for the next cell, at the server and in a
// browser.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <functional>
#include <thread>
#include <vector>

#include "bench/review_run.h"
#include "tests/review/page_client.h"
#include "tests/review/page_steps.h"
#include "tests/review/review_process.h"
#include "tests/temporary_folder.h"

namespace {

using namespace nianbao;
using namespace nianbao::testing;
using nlohmann::json;

struct Options : bench::ReviewRun {
    int repeat = 30;
};

void print(const char* what, const std::vector<double>& times, double wanted_ms) {
    const bench::Waits waits = bench::waits_of(times);
    std::printf("%-58s median %6.1f ms, 95 %% below %6.1f ms, longest %6.1f ms; wanted below %.0f ms\n", what,
                waits.median, waits.most, waits.longest, wanted_ms);
    std::fflush(stdout);
}

json said(const Answer& answer) {
    if (answer.status != 200) throw std::runtime_error("the server says " + answer.body);
    return json::parse(answer.body);
}

std::string work_call(const json& key) {
    return "work?document=" + key["document"].dump() + "&cell=" + key["cell"].get<std::string>();
}

/// One typed answer as the page gives it; the next cell comes with it. @return the next one
/// @throws std::runtime_error when it was not stored
json type_answer(const PageClient& page, const json& key, const std::string& version) {
    const json answer = {{"document", key["document"]},
                         {"cell", key["cell"]},
                         {"kind", "typed"},
                         {"printed", "7"},
                         {"version", version}};
    const json result = said(page.post("answer", answer.dump()));
    if (result["result"] != "stored") throw std::runtime_error("not stored: " + result["words"].dump());
    return result["next"];
}

/// On connections of their own, without a browser: what the server itself takes.
void measure_server(const PageClient& page, int repeat) {
    std::vector<double> first, next;
    json queue;
    for (int i = 0; i < repeat; ++i) {
        first.push_back(bench::milliseconds([&] {
            said(page.get("start"));
            said(page.get("facets"));
            queue = said(page.get("queue?limit=100"));
        }));
    }
    std::printf("%s doubtful cells in the queue\n", queue["total"].dump().c_str());
    print("server: all that the first screen needs", first, 200);
    json work = said(page.get(work_call(queue["rows"][0])));
    for (int i = 0; i < repeat; ++i) {
        const json key = {{"document", work["document"]["id"]}, {"cell", work["cell"]["id"]}};
        const std::string version = work["version"];
        next.push_back(bench::milliseconds([&] { work = type_answer(page, key, version); }));
    }
    print("server: an answer, on disk, with the next cell", next, 50);
}

double between(Browser& browser, const char* from, const char* to) {
    const auto at = [](const char* name) { return "performance.getEntriesByName('" + std::string(name) + "')[0]"; };
    browser.wait_until(at(to) + " && " + at(to) + ".startTime >= " + at(from) + ".startTime");
    return browser.run("return " + at(to) + ".startTime - " + at(from) + ".startTime");
}

void measure_first_screen(Browser& browser, int repeat) {
    std::vector<double> times;
    const std::string page = browser.run("return location.origin + location.pathname");
    for (int i = 0; i < repeat; ++i) {
        browser.open(page);
        wait_for_queue(browser);
        browser.wait_until("performance.getEntriesByName('rows').length");
        times.push_back(browser.run("return performance.getEntriesByName('rows')[0].startTime"));
    }
    print("browser: from the address to the first rows", times, 200);
}

/// A person looks at a cell before answering; meanwhile the page prepares the next one.
void look() {
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
}

void measure_next_cell(Browser& browser, int repeat) {
    std::vector<double> cells, crops;
    browser.press("Enter");
    wait_for_cell(browser);
    for (int i = 0; i < repeat; ++i) {
        look();
        correct_cell(browser, "7");
        cells.push_back(between(browser, "answer", "cell"));
        crops.push_back(between(browser, "answer", "crop"));
    }
    print("browser: from the key to the next cell", cells, 50);
    print("browser: from the key to the next cell's enlarged picture", crops, 50);
}

void measure(const Options& options) {
    bench::make_review_store(options.store, options.size);
    const TemporaryFolder folder;
    ReviewProcess review(options.store, "bench", folder.path());
    measure_server(PageClient(review.port(), review.address()), options.repeat);
    if (!chromium_is_installed()) return void(std::printf("chromium is not installed: no figures from a browser\n"));
    ChromeDriver driver(folder.path());
    Browser browser(driver, {});
    browser.open(review.new_address());
    wait_for_queue(browser);
    measure_first_screen(browser, options.repeat);
    measure_next_cell(browser, options.repeat);
}

}  // namespace

int main(int count, char** arguments) {
    Options options;
    CLI::App app("Measures how long a reviewer waits for the first screen and for the next cell.");
    bench::add_options(app, options);
    app.add_option("--repeat", options.repeat, "times")->check(CLI::PositiveNumber);
    CLI11_PARSE(app, count, arguments);
    return bench::ended_well([&] { measure(options); });
}
