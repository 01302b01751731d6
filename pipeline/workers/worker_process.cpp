// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/workers/worker_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "pipeline/sandbox/limits.h"
#include "pipeline/workers/page_picture.h"
#include "pipeline/workers/worker.h"

namespace nianbao::workers {
namespace {

constexpr std::size_t longest_answer = std::size_t{512} << 20;  // a record of two thousand dense pages
constexpr std::size_t kept_errors = 1024;

bool can_be_a_worker = false;

[[noreturn]] void no_means(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

/// What a worker may know of our environment: where its data are, and how numbers and dates are written.
std::vector<std::string> worker_environment() {
    std::vector<std::string> environment = {"OMP_THREAD_LIMIT=1"};
    for (const char* name : {"HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TESSDATA_PREFIX", "NIANBAO_DATA",
                             "FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT", "XDG_CACHE_HOME",
                             "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS"}) {
        if (const char* value = std::getenv(name)) environment.push_back(std::string(name) + "=" + value);
    }
    return environment;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (std::string& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

/// Between fork and exec: system calls only.
struct NewWorker {
    const char* program;
    char* const* arguments;
    char* const* environment;
    int socket, errors;  ///< errors: -1 keeps ours
    std::size_t memory_bytes;
    pid_t parent;
};

void leave_signals_as_new() {
    for (int number = 1; number < NSIG; ++number) signal(number, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
}

void keep_only_own_descriptors(const NewWorker& worker) {
    const int nowhere = open("/dev/null", O_RDWR);
    if (nowhere < 0) _exit(126);
    // Ours may have been started without standard descriptors, so that these numbers can be anything.
    const int socket = fcntl(worker.socket, F_DUPFD, 10);
    const int errors = fcntl(worker.errors >= 0 ? worker.errors : STDERR_FILENO, F_DUPFD, 10);
    if (socket < 0 || dup2(nowhere, STDIN_FILENO) < 0 || dup2(nowhere, STDOUT_FILENO) < 0 ||
        dup2(errors >= 0 ? errors : nowhere, STDERR_FILENO) < 0 || dup2(socket, worker_descriptor) < 0)
        _exit(126);
    if (syscall(SYS_close_range, worker_descriptor + 1, ~0U, 0U) != 0) {
        for (int number = worker_descriptor + 1; number < 65536; ++number) close(number);
    }
}

[[noreturn]] void become_worker(const NewWorker& worker) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != worker.parent) _exit(126);  // it died before the line above
    leave_signals_as_new();
    keep_only_own_descriptors(worker);
    if (!sandbox::set_limits({worker.memory_bytes})) _exit(126);
    execve(worker.program, worker.arguments, worker.environment);
    _exit(127);
}

bool means_want_of_memory(const std::string& errors) {
    return errors.find("bad_alloc") != std::string::npos || errors.find("ut of memory") != std::string::npos ||
           errors.find("nsufficient memory") != std::string::npos;
}

Death death_of(int status, const std::string& errors) {
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return {Death::Kind::timeout, "timeout", {}};
    if (means_want_of_memory(errors)) return {Death::Kind::memory, "memory", {}};
    const std::string how = WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status))
                                                : "left with code " + std::to_string(WEXITSTATUS(status));
    return {Death::Kind::crash, "crash (" + how + ")", {}};
}

}  // namespace

void this_program_can_be_a_worker() {
    can_be_a_worker = true;
}

std::filesystem::path default_program() {
    const std::filesystem::path self = "/proc/self/exe";
    if (can_be_a_worker) return self;
    std::error_code ignored;
    return std::filesystem::read_symlink(self, ignored).parent_path() / "nianbao";
}

WorkerProcess::WorkerProcess(const WorkerSettings& settings) {
    int sockets[2], errors[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) no_means("connecting a worker");
    channel_ = std::make_unique<SupervisorChannel>(sockets[0], longest_answer);
    const bool listen = settings.noise == PoolOptions::Noise::swallow;
    if (listen && pipe2(errors, O_CLOEXEC) != 0) {
        close(sockets[1]);
        no_means("connecting a worker");
    }
    errors_ = errors[0];
    if (listen) fcntl(errors_, F_SETFL, O_NONBLOCK);  // our end alone: libraries do not expect a full standard error
    std::vector<std::string> arguments = {"nianbao", worker_argument}, environment = worker_environment();
    const auto argument_list = pointers(arguments), environment_list = pointers(environment);
    const NewWorker worker{settings.program.c_str(),
                           argument_list.data(),
                           environment_list.data(),
                           sockets[1],
                           errors[1],
                           settings.memory_bytes,
                           getpid()};
    process_ = fork();
    if (process_ == 0) become_worker(worker);
    const int error = errno;
    close(sockets[1]);
    if (listen) close(errors[1]);
    if (process_ > 0) {
        setpgid(process_, process_);  // both do: whoever comes first
        return;
    }
    if (listen) close(errors[0]);
    throw std::system_error(error, std::generic_category(), "starting a worker");
}

WorkerProcess::~WorkerProcess() {
    end();
    if (errors_ >= 0) close(errors_);
}

void WorkerProcess::read_errors() {
    std::array<char, 16384> buffer;
    const ssize_t got = errors_ < 0 ? -1 : read(errors_, buffer.data(), buffer.size());
    if (got == 0) close(std::exchange(errors_, -1));
    if (got <= 0) return;
    error_bytes_ += static_cast<std::size_t>(got);
    last_errors_.append(buffer.data(), static_cast<std::size_t>(got));
    if (last_errors_.size() > kept_errors) last_errors_.erase(0, last_errors_.size() - kept_errors);
}

void WorkerProcess::forget_errors() {
    error_bytes_ = 0;
    last_errors_.clear();
}

void WorkerProcess::allow_processor_time(std::chrono::milliseconds more) const {
    sandbox::allow_processor_time(process_, more * threads_at_most);
}

Death WorkerProcess::end() {
    if (process_ <= 0) return {};
    // Does nothing to a process that is ending by itself already: it keeps its own cause of death.
    if (kill(-process_, SIGKILL) != 0) kill(process_, SIGKILL);
    int status = 0;
    while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    read_errors();
    return death_of(status, last_errors_);
}

}  // namespace nianbao::workers
