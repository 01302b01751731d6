// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/progress_line.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "document/failure.h"
#include "pipeline/store/file_names.h"

namespace nianbao::batch {
namespace {

using std::chrono::steady_clock;
using store::Outcome;

bool terminal_can_overwrite() {
    const char* kind = std::getenv("TERM");
    return isatty(STDERR_FILENO) != 0 && kind && std::string_view(kind) != "dumb";
}

std::string time_left(double seconds) {
    const long whole = std::lround(seconds);
    if (whole < 90) return std::to_string(whole) + " s left";
    if (whole < 90 * 60) return std::to_string((whole + 30) / 60) + " min left";
    return std::to_string((whole + 1800) / 3600) + " h left";
}

int count_of(const Tally& tally, Outcome outcome) {
    const auto found = tally.outcomes.find(outcome);
    return found == tally.outcomes.end() ? 0 : found->second;
}

std::string failure_line(const Task& task, const workers::DocumentResult& result, Outcome outcome) {
    const Failure failure("", result.stage, std::string(store::words(outcome)) + ": " + result.cause, result.remedy,
                          result.page);
    return failure.line(store::readable_name(task.path));
}

std::string result_line(const Task& task, const workers::DocumentResult& result, const Tally& tally) {
    std::string line = "[" + std::to_string(tally.finished()) + "/" + std::to_string(tally.to_do) + "] " +
                       store::readable_name(task.path) + ": ";
    const parser::Record& record = *result.record;
    if (!record.form) return line + "not a disclosure report; " + std::to_string(record.tables.size()) + " tables";
    line += std::to_string(record.cells.size()) + " cells";
    if (const int doubtful = record.review_count()) line += ", " + std::to_string(doubtful) + " for review";
    return line;
}

}  // namespace

std::string progress_text(const Tally& tally) {
    const int finished = tally.finished();
    std::string text = std::to_string(finished) + " of " + std::to_string(tally.to_do) + " done";
    text += " · " + std::to_string(tally.failed()) + " failed";
    text += " · " + std::to_string(count_of(tally, Outcome::for_review)) + " for review";
    if (tally.seconds > 0) {
        char rate[32];
        std::snprintf(rate, sizeof rate, " · %.1f pages/s", static_cast<double>(tally.pages) / tally.seconds);
        text += rate;
    }
    if (tally.paused) return text + " · paused";
    if (finished > 0 && finished < tally.to_do)
        text += " · " + time_left(tally.seconds / finished * (tally.to_do - finished));
    return text;
}

ProgressLine::ProgressLine(Switch quiet)
    : quiet_(quiet == Switch::on), terminal_(!quiet_ && terminal_can_overwrite()) {}

ProgressLine::~ProgressLine() {
    if (showing_) std::fputs("\r\033[K", stderr);
}

void ProgressLine::print(const std::string& line) {
    if (std::exchange(showing_, false)) std::fputs("\r\033[K", stderr);
    std::fputs((line + "\n").c_str(), stderr);
    std::fflush(stderr);
}

void ProgressLine::show(const Tally& tally) {
    if (!terminal_) return;
    shown_ = steady_clock::now();
    std::fputs(("\r\033[K\033[?7l" + progress_text(tally) + "\033[?7h").c_str(), stderr);
    std::fflush(stderr);
    showing_ = true;
}

void ProgressLine::planned(const Tally& tally) {
    if (quiet_ || terminal_) return;
    print(std::to_string(tally.files) + (tally.files == 1 ? " file: " : " files: ") + std::to_string(tally.to_do) +
          " to convert, " + std::to_string(tally.done_before) + " done before, " + std::to_string(tally.duplicates) +
          " duplicates");
}

void ProgressLine::finished(const Task& task, const workers::DocumentResult& result, Outcome outcome, double,
                            const Tally& tally) {
    if (store::is_failure(outcome)) {
        print(failure_line(task, result, outcome));
    } else if (!quiet_ && !terminal_) {
        print(result_line(task, result, tally));
    }
    tick(tally);
}

void ProgressLine::abandoned(const Task& task, const std::string& ending, const std::string& why) {
    if (ending == "interrupted" || ending == "trouble") return;
    print(Failure("", "read", ending + ": " + why, "").line(store::readable_name(task.path)));
}

void ProgressLine::trouble(const std::string& words, const Tally&) {
    print("nianbao: paused: " + words);
}

void ProgressLine::recovered(const Tally&) {
    print("nianbao: going on");
}

void ProgressLine::remark(const std::string& words) {
    if (!quiet_) print("nianbao: " + words);
}

void ProgressLine::tick(const Tally& tally) {
    if (terminal_ && steady_clock::now() - shown_ > std::chrono::milliseconds(200)) show(tally);
}

}  // namespace nianbao::batch
