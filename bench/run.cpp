// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/run.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <new>
#include <optional>
#include <sstream>
#include <system_error>

#include "document/failure.h"
#include "pipeline/atomic_file.h"
#include "pipeline/isolated_job.h"

namespace nianbao::bench {
namespace {

namespace fs = std::filesystem;

/// No stage of one page should be silent for longer.
constexpr std::chrono::seconds longest_silence{300};

std::optional<ReportResult> result_in(const fs::path& file) {
    std::ifstream stream(file);
    if (!stream) return std::nullopt;
    std::ostringstream text;
    text << stream.rdbuf();
    try {
        return read_result(text.str());
    } catch (const std::exception&) {
        return std::nullopt;  // of a build whose results had another shape
    }
}

/// Hears why a job failed; the rest is of no interest.
class Ear : public JobListener {
  public:
    void at(int, int, std::string_view) override {}
    void say(const std::string&) override {}
    void remark(const std::string&) override {}
    void error(const std::string& line) override { why = line; }
    std::string why;
};

/// What the worker processes share: which report is next.
struct Board {
    std::atomic<std::size_t> next{0}, done{0};
};

class SharedBoard {
  public:
    SharedBoard() {
        void* memory = mmap(nullptr, sizeof(Board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
        board_ = new (memory) Board;
    }
    ~SharedBoard() { munmap(board_, sizeof(Board)); }
    SharedBoard(const SharedBoard&) = delete;
    SharedBoard& operator=(const SharedBoard&) = delete;
    Board* operator->() const { return board_; }

  private:
    Board* board_;
};

class Worker {
  public:
    Worker(const std::vector<DrawnReport>& todo, const BuildStamp& stamp, const RunOptions& options,
           const SharedBoard& board)
        : todo_(todo), stamp_(stamp), options_(options), board_(board) {}

    void work() {
        for (std::size_t i = board_->next++; i < todo_.size(); i = board_->next++) {
            report(todo_[i]);
        }
    }

  private:
    void report(const DrawnReport& report) {
        const DrawnFiles files = files_of(report, options_.work / ("drawn-" + stamp_.fixtures));
        const fs::path file = result_file(report, options_.work);
        Ear ear;
        const auto drawing = [&](JobListener&) {
            draw(report, files);
            return Outcome::converted;
        };
        if (run_isolated(report.name(), {longest_silence}, ear, drawing) != Outcome::converted) {
            throw Failure("bench.failed", "draw", "a report could not be drawn: " + ear.why, "see fixtures/");
        }
        make_folder(file.parent_path());
        make_folder(record_file(report, options_.work).parent_path());
        fs::remove(file);
        const auto measuring = [&](JobListener& listener) { return measured(report, files, file, listener); };
        const Outcome outcome = run_isolated(report.name(), {longest_silence}, ear, measuring);
        std::optional<ReportResult> result = result_in(file);
        if (!result) {
            result = failed_result(report, files, stamp_, why_failed(report, ear.why));
            write_whole_file(file, write_result(*result));
        } else if (outcome != Outcome::converted) {
            std::fprintf(stderr, "%s: its prose was not measured: %s\n", report.name().c_str(), ear.why.c_str());
        }
        tell(*result);
    }

    /// In the child. The result is there before prose is begun, so that Tesseract's trouble with whole pages is not
    /// ours.
    Outcome measured(const DrawnReport& report, const DrawnFiles& files, const fs::path& file, JobListener& listener) {
        alarm(static_cast<unsigned>(options_.deadline.count()));
        Measured measured = measure(report, files, stamp_, listener);
        write_whole_file(record_file(report, options_.work), measured.record);
        write_whole_file(file, write_result(measured.result));
        if (report.number < options_.prose_reports) {
            alarm(static_cast<unsigned>(options_.deadline.count()));
            measured.result.prose = measure_prose(report, files, measured.text, listener);
            write_whole_file(file, write_result(measured.result));
        }
        return Outcome::converted;
    }

    /// For the page, which is read on other machines.
    std::string why_failed(const DrawnReport& report, std::string why) const {
        if (why.empty()) return report.name() + ": ended without a word";
        if (why.find(strsignal(SIGALRM)) != std::string::npos) {
            return report.name() + ": not done in " + std::to_string(options_.deadline.count()) + " s";
        }
        const std::string folder = (options_.work / "").string();
        for (auto at = why.find(folder); at != std::string::npos; at = why.find(folder)) why.erase(at, folder.size());
        return why;
    }

    void tell(const ReportResult& result) {
        const std::size_t done = ++board_->done;
        const Score& score = result.product();
        std::fprintf(stderr, "[%zu/%zu] %s: %d cells, %d exact, %d for review, %d silent, %d extra, %.0f s%s%s\n", done,
                     todo_.size(), result.name().c_str(), score.cells, score.exact, score.review, score.silent,
                     score.extra, result.seconds, result.failed() ? "; " : "", result.failure.c_str());
    }

    const std::vector<DrawnReport>& todo_;
    const BuildStamp& stamp_;
    const RunOptions& options_;
    const SharedBoard& board_;
};

/// In a forked process: ends it.
[[noreturn]] void work_and_leave(Worker& worker) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int status = 0;
    try {
        worker.work();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "nianbao_accuracy: %s\n", error.what());
        status = 1;
    }
    std::fflush(nullptr);
    _exit(status);
}

bool is_done(const DrawnReport& report, const BuildStamp& stamp, const RunOptions& options) {
    const auto result = result_in(result_file(report, options.work));
    // A failure is tried again: it may have been the deadline, or too little memory.
    if (!result || result->build != stamp.build || result->failed()) return false;
    return report.number >= options.prose_reports || result->prose.characters > 0;
}

}  // namespace

fs::path result_file(const DrawnReport& report, const fs::path& work) {
    return work / "results" / (report.name() + ".json");
}

fs::path record_file(const DrawnReport& report, const fs::path& work) {
    return work / "records" / (report.name() + ".json");
}

void run(const std::vector<DrawnReport>& set, const BuildStamp& stamp, const RunOptions& options) {
    std::vector<DrawnReport> todo;
    for (const DrawnReport& report : set) {
        if (!is_done(report, stamp, options)) todo.push_back(report);
    }
    std::fprintf(stderr, "%zu reports, %zu of them still to be measured\n", set.size(), todo.size());
    const SharedBoard board;
    Worker worker(todo, stamp, options, board);
    std::vector<pid_t> workers;
    for (int i = 0; i < options.jobs && i < static_cast<int>(todo.size()); ++i) {
        const pid_t child = fork();
        if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
        if (child == 0) work_and_leave(worker);
        workers.push_back(child);
    }
    bool good = true;
    for (const pid_t child : workers) {
        int status = 0;
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        good = good && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    if (!good) throw Failure("bench.failed", "measure", "not every report was measured", "run it again to go on");
}

std::vector<ReportResult> results_of(const std::vector<DrawnReport>& set, const fs::path& work) {
    std::vector<ReportResult> results;
    for (const DrawnReport& report : set) {
        if (auto result = result_in(result_file(report, work))) results.push_back(std::move(*result));
    }
    return results;
}

}  // namespace nianbao::bench
