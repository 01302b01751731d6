// SPDX-License-Identifier: GPL-3.0-or-later
// nianbao_review_desk: how long a review's queue, its cells and its answers take, without server and browser.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <vector>

#include "bench/review_run.h"
#include "review/desk.h"

namespace {

using namespace nianbao;
using namespace nianbao::review;

struct Options : bench::ReviewRun {
    int answers = 300;
};

void print(const char* what, const std::vector<double>& times) {
    const bench::Waits waits = bench::waits_of(times);
    std::printf("%-34s %5zu times: median %7.2f ms, 95 %% below %7.2f ms, longest %7.2f ms\n", what, times.size(),
                waits.median, waits.most, waits.longest);
}

/// A typed answer and the next cell, as the page asks for them; from the top of the queue.
void measure_answers(Desk& desk, int count) {
    std::vector<double> answers, works;
    std::optional<CellKey> key = desk.queue({}, 0, 1).rows.at(0).key;
    for (int i = 0; i < count && key; ++i) {
        Work work;
        works.push_back(bench::milliseconds([&] { work = desk.work(*key); }));
        answers.push_back(bench::milliseconds([&] {
            const AnswerResult result = desk.answer({*key, AnswerKind::typed, "7", "", "bench", work.version});
            if (result.kind != AnswerResult::Kind::stored) throw std::runtime_error(result.words);
        }));
        const QueuePage page = desk.queue({}, 0, 1);
        if (page.rows.empty()) break;
        key = page.rows.front().key;
    }
    print("a cell to work on", works);
    print("an answer, decoded again, on disk", answers);
}

void measure(const Options& options) {
    bench::make_review_store(options.store, options.size);
    std::vector<double> opening;
    std::unique_ptr<Desk> desk;
    opening.push_back(bench::milliseconds([&] { desk = std::make_unique<Desk>(options.store); }));
    print("opening the store", opening);
    const QueuePage all = desk->queue({}, 0, 0);
    std::printf("%zu doubtful cells in %zu documents\n", all.total, desk->documents({}, 0, 1000000).size());
    const auto repeated = [](int times, const std::function<void()>& work) {
        std::vector<double> taken;
        for (int i = 0; i < times; ++i) taken.push_back(bench::milliseconds(work));
        return taken;
    };
    print("first screen of the queue", repeated(20, [&] { desk->queue({}, 0, 50); }));
    print("the filters' counts", repeated(20, [&] { desk->facets(); }));
    QueueFilter year;
    year.year = 2022;
    print("first screen, one year", repeated(20, [&] { desk->queue(year, 0, 50); }));
    print("the last screen", repeated(20, [&] { desk->queue({}, all.total - 50, 50); }));
    measure_answers(*desk, options.answers);
    print("undo", repeated(20, [&] { desk->undo("bench"); }));
    print("statistics", repeated(5, [&] { desk->statistics(); }));
    print("a drawn sample of 100", repeated(1, [&] { desk->draw_sample(100); }));
}

}  // namespace

int main(int count, char** arguments) {
    Options options;
    CLI::App app("Measures a review's queue, cells and answers.");
    bench::add_options(app, options);
    app.add_option("--answers", options.answers, "to give")->check(CLI::PositiveNumber);
    CLI11_PARSE(app, count, arguments);
    return bench::ended_well([&] { measure(options); });
}
