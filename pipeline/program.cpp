// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/program.h"

#include <signal.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <iostream>
#include <new>
#include <string_view>

#include "pipeline/command_line.h"
#include "pipeline/commands/convert.h"
#include "pipeline/commands/doctor.h"
#include "pipeline/commands/explain.h"
#include "pipeline/workers/worker.h"
#include "pipeline/workers/worker_process.h"

namespace nianbao {
namespace {

/// Tesseract's OpenMP threads make it many times slower on lines and cells. The library reads this before main begins,
/// so the program starts itself again with it.
void restart_with_one_thread(char** arguments) {
    if (std::getenv("OMP_THREAD_LIMIT")) return;
    setenv("OMP_THREAD_LIMIT", "1", 1);
    execv("/proc/self/exe", arguments);  // returns only on failure; then slowly is better than not at all
}

void log_to_standard_error(Verbosity verbosity) {
    auto logger = spdlog::stderr_logger_st("nianbao");
    logger->set_pattern("nianbao: %l: %v");
    logger->set_level(verbosity == Verbosity::verbose ? spdlog::level::debug : spdlog::level::warn);
    spdlog::set_default_logger(logger);
}

bool is_worker(int count, char** arguments) {
    return count == 2 && std::string_view(arguments[1]) == workers::worker_argument;
}

/// Every user of the machine can read a process's arguments; once it is taken, a password need not stand there.
void hide_password(int count, char** arguments) {
    constexpr std::string_view option = "--password";
    const auto blot = [](char* text) { std::fill_n(text, std::strlen(text), '*'); };
    for (int i = 1; i < count; ++i) {
        const std::string_view argument = arguments[i];
        if (argument.starts_with("--password=")) blot(arguments[i] + option.size() + 1);
        if (argument == option && i + 1 < count) blot(arguments[i + 1]);
    }
}

int run(int count, char** arguments, const Commands& more) {
    const CommandLine line = parse_command_line(count, arguments, more);
    hide_password(count, arguments);
    if (line.command == CommandLine::Command::none) return line.exit_code;
    log_to_standard_error(line.convert.verbosity);
    switch (line.command) {
        case CommandLine::Command::doctor:
            return run_doctor();
        case CommandLine::Command::explain:
            return run_explain(line.explain);
        case CommandLine::Command::batch:
            return run_batch(line.batch);
        case CommandLine::Command::status:
            return run_status(line.status);
        case CommandLine::Command::exporting:
            return run_export(line.exporting);
        case CommandLine::Command::verify:
            return run_verify(line.verify);
        case CommandLine::Command::other:
            return line.other->run();
        case CommandLine::Command::none:
        case CommandLine::Command::convert:
            break;
    }
    return run_convert(line.convert);
}

}  // namespace

int run_program(int count, char** arguments, const Commands& more) {
    if (is_worker(count, arguments)) return workers::run_worker(workers::worker_descriptor);
    restart_with_one_thread(arguments);
    workers::this_program_can_be_a_worker();
    signal(SIGPIPE, SIG_IGN);  // a reader that goes away becomes a message like every other failure
    try {
        return run(count, arguments, more);
    } catch (const UsageError& error) {
        std::cerr << "nianbao: " << error.what() << "\n";
        return 2;
    } catch (const std::bad_alloc&) {
        std::cerr << "nianbao: out of memory\n";
    } catch (const std::exception& error) {
        std::cerr << "nianbao: internal error: " << error.what() << "\n";
    }
    return 1;
}

}  // namespace nianbao
