// SPDX-License-Identifier: GPL-3.0-or-later
// nianbao_bench: how long each stage takes, and pages a second, on fixtures or on given files.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "document/data_files.h"
#include "pipeline/recipe.h"

namespace {

using namespace nianbao;

/// One of each kind: born digital, office scan, 1-bit copy, with seals.
constexpr const char* fixtures[] = {"digital-2021.pdf", "sample-scan.pdf", "copy-scan.pdf", "seal-scan.pdf"};

struct Options {
    std::vector<std::string> files;
    int repeat = 1;
};

/// Tesseract's threads cost more than they give; the library reads this before main begins (see pipeline/program.cpp).
void restart_with_one_thread(char** arguments) {
    if (std::getenv("OMP_THREAD_LIMIT")) return;
    setenv("OMP_THREAD_LIMIT", "1", 1);
    execv("/proc/self/exe", arguments);
}

/// The quickest of several runs: whatever else the machine does only adds to it.
void measure(const std::string& file, int repeat) {
    double least = 0;
    std::string table;
    int pages = 0;
    for (int i = 0; i < repeat; ++i) {
        StageTimes times;
        ConvertOptions options;
        options.times = &times;
        const auto start = std::chrono::steady_clock::now();
        pages = convert({file}, options).document.source.pages;
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
        if (i > 0 && taken.count() >= least) continue;
        least = taken.count();
        table = times.table();
    }
    std::printf("%s\n%s%d pages in %.2f s: %.2f pages a second\n\n", std::filesystem::path(file).filename().c_str(),
                table.c_str(), pages, least, pages / least);
    std::fflush(stdout);
}

int speed(int count, char** arguments) {
    Options options;
    CLI::App app("Measures the time of each stage and the pages a second, on one core.");
    app.add_option("files", options.files, "reports; without them, some of fixtures/");
    app.add_option("--repeat", options.repeat, "times; the quickest counts")->check(CLI::PositiveNumber);
    CLI11_PARSE(app, count, arguments);
    if (options.files.empty()) {
        for (const char* name : fixtures) options.files.push_back(data_file(std::string("fixtures/") + name).string());
    }
    for (const std::string& file : options.files) measure(file, options.repeat);
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    restart_with_one_thread(arguments);
    try {
        return speed(count, arguments);
    } catch (const std::exception& error) {
        std::cerr << "nianbao_bench: " << error.what() << "\n";
        return 1;
    }
}
