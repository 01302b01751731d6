// SPDX-License-Identifier: GPL-3.0-or-later
// A converter of today's pieces: each document in a process of its own by run_isolated, under a runner that waits for
// it, so that several are at work at one time. Results come back through memory files, so that nothing is left on a
// disk.
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <new>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "document/failure.h"
#include "document/text_form.h"
#include "parser/record_json.h"
#include "pipeline/atomic_file.h"
#include "pipeline/batch/converter.h"
#include "pipeline/isolated_job.h"
#include "pipeline/recipe.h"
#include "pipeline/summary.h"

namespace nianbao::batch {
namespace {

using nlohmann::json;
using workers::DocumentRequest;
using workers::DocumentResult;
using workers::Ending;
using Clock = std::chrono::steady_clock;

/// Notes where the document was, in case it does not come back.
class LastPlace : public JobListener {
  public:
    void at(int page, int, std::string_view stage) override {
        page_ = page;
        stage_ = stage;
    }
    void say(const std::string&) override {}
    void remark(const std::string&) override {}
    void error(const std::string& line) override { hung_ = line.find(": no progress for ") != std::string::npos; }

    Ending ending() const { return hung_ ? Ending::timeout : Ending::crash; }
    Failure failure() const {
        return hung_ ? Failure("input.hung", stage_, "no progress within the deadline, given up",
                               "raise --deadline-per-page, then nianbao retry", page_)
                     : Failure("input.crashed", stage_, "reading it crashed", "the file may be damaged", page_);
    }

  private:
    std::string stage_ = "start";
    int page_ = 0;
    bool hung_ = false;
};

Ending ending_of(const Failure& failure) {
    if (failure.code() == "input.encrypted") return Ending::encrypted;
    if (failure.code().rfind("install.", 0) == 0) return Ending::internal_error;
    return Ending::unreadable;
}

json failure_json(Ending ending, const Failure& failure) {
    return {{"ending", static_cast<int>(ending)},
            {"stage", failure.stage()},
            {"cause", failure.cause()},
            {"remedy", failure.remedy()},
            {"page", failure.page()}};
}

json converted(const DocumentRequest& request, JobListener& listener) {
    ConvertOptions options;
    options.dpi = request.dpi;
    options.pages = request.pages;
    options.password = request.password;
    options.language = request.language;
    options.progress = &listener;
    const Conversion conversion = convert(request.files, options);
    json result;
    result["ending"] = static_cast<int>(needs_review(conversion.record) ? Ending::for_review : Ending::converted);
    result["record"] = parser::write_record_json(conversion.record);
    if (request.text_form) result["text"] = write_text_form(conversion.document);
    return result;
}

void write_json(int memory_file, const json& result) {
    write_to_descriptor(memory_file, result.dump(-1, ' ', false, json::error_handler_t::replace), "the batch");
}

Outcome convert_into(const DocumentRequest& request, JobListener& listener, int memory_file) {
    json result;
    try {
        result = converted(request, listener);
    } catch (const Failure& failure) {
        result = failure_json(ending_of(failure), failure);
    } catch (const std::bad_alloc&) {
        result = failure_json(Ending::memory, Failure("input.memory", "convert", "needs more memory than it may have",
                                                      "raise --memory-per-worker, then nianbao retry"));
    }
    write_json(memory_file, result);
    return Outcome::converted;
}

std::string content_of(int memory_file) {
    std::string content;
    std::vector<char> piece(1 << 16);
    lseek(memory_file, 0, SEEK_SET);
    for (;;) {
        const ssize_t count = read(memory_file, piece.data(), piece.size());
        if (count <= 0) return content;
        content.append(piece.data(), static_cast<std::size_t>(count));
    }
}

DocumentResult result_of(std::uint64_t ticket, const std::string& text) {
    DocumentResult result;
    result.ticket = ticket;
    const json parsed = json::parse(text, nullptr, false);
    if (!parsed.is_object()) {
        result.ending = Ending::crash;
        result.stage = "convert";
        result.cause = "reading it crashed or hung";
        result.remedy = "the file may be damaged; nianbao convert --verbose says more";
        return result;
    }
    result.ending = static_cast<Ending>(parsed.at("ending").get<int>());
    result.stage = parsed.value("stage", "");
    result.cause = parsed.value("cause", "");
    result.remedy = parsed.value("remedy", "");
    result.page = parsed.value("page", 0);
    if (!parsed.contains("record")) return result;
    result.record_json = parsed["record"];
    result.text_form = parsed.value("text", "");
    result.record = parser::read_record_json(result.record_json);
    return result;
}

struct Runner {
    pid_t process = 0;
    int memory_file = -1;
    std::uint64_t ticket = 0;
};

class IsolatedConverter : public Converter {
  public:
    explicit IsolatedConverter(const Settings& settings) : jobs_(static_cast<std::size_t>(jobs_of(settings))) {
        limits_.memory_bytes = settings.memory_per_worker;
        limits_.without_progress = std::chrono::ceil<std::chrono::seconds>(settings.deadline_per_page);
    }
    ~IsolatedConverter() override { cancel_all(); }

    bool wants_more() const override { return runners_.size() < jobs_; }
    std::size_t unfinished() const override { return runners_.size(); }
    void submit(DocumentRequest request) override {
        Runner runner;
        runner.ticket = request.ticket;
        runner.memory_file = memfd_create("nianbao-result", MFD_CLOEXEC);
        if (runner.memory_file < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
        const pid_t parent = getpid();
        runner.process = fork();
        if (runner.process < 0) {
            close(runner.memory_file);
            throw std::system_error(errno, std::generic_category(), "fork");
        }
        if (runner.process == 0) run(request, runner.memory_file, parent);
        setpgid(runner.process, runner.process);
        runners_.push_back(runner);
    }
    std::optional<DocumentResult> wait(std::chrono::milliseconds at_most) override {
        const auto until = Clock::now() + at_most;
        do {
            for (auto runner = runners_.begin(); runner != runners_.end(); ++runner) {
                int status = 0;
                if (waitpid(runner->process, &status, WNOHANG) != runner->process) continue;
                const Runner done = *runner;
                runners_.erase(runner);
                const std::string text = content_of(done.memory_file);
                close(done.memory_file);
                return result_of(done.ticket, text);
            }
            if (runners_.empty()) return std::nullopt;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        } while (Clock::now() < until);
        return std::nullopt;
    }
    void cancel_all() override {
        for (const Runner& runner : runners_) {
            kill(-runner.process, SIGKILL);
            while (waitpid(runner.process, nullptr, 0) < 0 && errno == EINTR) {
            }
            close(runner.memory_file);
        }
        runners_.clear();
    }

  private:
    [[noreturn]] void run(const DocumentRequest& request, int memory_file, pid_t parent) const {
        setpgid(0, 0);  // Ctrl-C is for the batch, not for its workers
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(1);
        try {
            LastPlace place;
            const Outcome outcome =
                run_isolated(request.files.front().string(), limits_, place,
                             [&](JobListener& listener) { return convert_into(request, listener, memory_file); });
            if (outcome != Outcome::converted) write_json(memory_file, failure_json(place.ending(), place.failure()));
        } catch (...) {
            _exit(1);
        }
        _exit(0);
    }

    std::size_t jobs_;
    JobLimits limits_;
    std::vector<Runner> runners_;
};

}  // namespace

std::unique_ptr<Converter> make_converter(const Settings& settings) {
    return std::make_unique<IsolatedConverter>(settings);
}

}  // namespace nianbao::batch
