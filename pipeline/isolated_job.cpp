// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/isolated_job.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <new>
#include <optional>
#include <sstream>
#include <system_error>

#include "document/failure.h"
#include "pipeline/atomic_file.h"

namespace nianbao {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;  // needs terabytes of address space, and its reports are wanted
#else
constexpr bool sanitized = false;
#endif

/// The child's end. One line a message: a letter for its kind, a space, the text.
class Sender : public JobListener {
  public:
    explicit Sender(int descriptor) : descriptor_(descriptor) {}
    void at(int page, int pages, std::string_view stage) override {
        send('p', std::to_string(page) + " " + std::to_string(pages) + " " + std::string(stage));
    }
    void say(const std::string& line) override { send('s', line); }
    void remark(const std::string& line) override { send('r', line); }
    void error(const std::string& line) override { send('e', line); }
    void done(Outcome outcome) { send('o', std::to_string(static_cast<int>(outcome))); }

  private:
    void send(char kind, std::string text) {
        std::replace(text.begin(), text.end(), '\n', ' ');
        write_to_descriptor(descriptor_, std::string(1, kind) + " " + text + "\n", "the supervisor");
    }
    int descriptor_;
};

/// The parent's end: takes messages apart and remembers where the job was.
class Receiver {
  public:
    explicit Receiver(JobListener& listener) : listener_(listener) {}

    void take(std::string_view bytes) {
        pending_ += bytes;
        for (auto end = pending_.find('\n'); end != std::string::npos; end = pending_.find('\n')) {
            message(pending_.substr(0, end));
            pending_.erase(0, end + 1);
        }
    }
    int page() const { return page_; }
    const std::string& stage() const { return stage_; }
    std::optional<Outcome> outcome() const { return outcome_; }

  private:
    void message(const std::string& line) {
        if (line.size() < 2) return;
        const std::string text = line.substr(2);
        switch (line[0]) {
            case 'p':
                return progress(text);
            case 's':
                return listener_.say(text);
            case 'r':
                return listener_.remark(text);
            case 'e':
                return listener_.error(text);
            case 'o':
                outcome_ = static_cast<Outcome>(std::stoi(text));
                return;
            default:
                return;
        }
    }
    void progress(const std::string& text) {
        std::istringstream fields(text);
        int pages = 0;
        fields >> page_ >> pages >> std::ws;
        std::getline(fields, stage_);
        listener_.at(page_, pages, stage_);
    }

    JobListener& listener_;
    std::string pending_;
    std::string stage_ = "start";
    int page_ = 0;
    std::optional<Outcome> outcome_;
};

void limit(int resource, rlim_t value) {
    const rlimit wanted{value, value};
    setrlimit(static_cast<__rlimit_resource_t>(resource), &wanted);
}

void prepare_child(const JobLimits& limits, pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);  // it died before the line above
    limit(RLIMIT_CORE, 0);
    if (sanitized) return;
    if (limits.memory_bytes > 0) limit(RLIMIT_AS, limits.memory_bytes);
    if (limits.library_noise) return;
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) dup2(nowhere, STDERR_FILENO);
}

/// The one boundary at which whatever ends a document is caught.
Outcome guarded(const std::string& name, Sender& sender, const std::function<Outcome(JobListener&)>& job) {
    try {
        return job(sender);
    } catch (const Failure& failure) {
        sender.error(failure.line(name));
        return Outcome::failed;
    } catch (const std::bad_alloc&) {
        sender.error(Failure("input.memory", "convert", "needs more memory than it may have",
                             "convert fewer pages at a time (--pages), or raise --memory-limit")
                         .line(name));
        return Outcome::failed;
    } catch (const std::exception& error) {
        sender.error(Failure("internal", "convert", std::string("an internal error: ") + error.what(),
                             "please report it together with the file")
                         .line(name));
        return Outcome::internal_error;
    }
}

enum class Ended { by_itself, silent };

/// Reads until the child closes its end. Waits in slices of a second, so that time spent suspended does not count.
Ended listen(int descriptor, std::chrono::seconds patience, Receiver& receiver) {
    std::array<char, 4096> buffer;
    std::chrono::seconds waited{0};
    for (;;) {
        pollfd wait{descriptor, POLLIN, 0};
        const int ready = poll(&wait, 1, 1000);
        if (ready < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "poll");
        if (ready < 0) continue;
        if (ready == 0) {
            if (++waited >= patience && patience.count() > 0) return Ended::silent;
            continue;
        }
        const ssize_t count = read(descriptor, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return Ended::by_itself;
        receiver.take({buffer.data(), static_cast<std::size_t>(count)});
        waited = std::chrono::seconds{0};
    }
}

int wait_for(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

Failure hung(const Receiver& receiver, const JobLimits& limits) {
    return {"input.hung", receiver.stage(),
            "no progress for " + std::to_string(limits.without_progress.count()) + " seconds, given up",
            "leave the page out with --pages, or raise --timeout", receiver.page()};
}

Failure crashed(const Receiver& receiver, int status) {
    const std::string how = WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "it left early";
    return {"input.crashed", receiver.stage(), "reading it crashed (" + how + ")",
            "the file may be damaged; leave the page out with --pages, or raise --memory-limit", receiver.page()};
}

}  // namespace

Outcome run_isolated(const std::string& name, const JobLimits& limits, JobListener& listener,
                     const std::function<Outcome(JobListener&)>& job) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (child == 0) {
        close(ends[0]);
        prepare_child(limits, parent);
        Sender sender(ends[1]);
        try {
            sender.done(guarded(name, sender, job));
        } catch (...) {
            _exit(1);  // the supervisor is gone
        }
        _exit(0);
    }
    close(ends[1]);
    Receiver receiver(listener);
    const Ended ended = listen(ends[0], limits.without_progress, receiver);
    close(ends[0]);
    if (ended == Ended::silent) kill(child, SIGKILL);
    const int status = wait_for(child);
    if (ended == Ended::by_itself && receiver.outcome()) return *receiver.outcome();
    listener.error((ended == Ended::silent ? hung(receiver, limits) : crashed(receiver, status)).line(name));
    return Outcome::failed;
}

}  // namespace nianbao
