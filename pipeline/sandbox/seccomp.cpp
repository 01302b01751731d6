// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/sandbox/seccomp.h"

#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "pipeline/sandbox/limits.h"

namespace nianbao::sandbox {
namespace {

// Denied calls fail with EPERM rather than kill: libraries probe for things (a name server, a terminal, a newer call)
// and go on without them, and which ones they probe for changes with their versions. What matters, that the call does
// not happen, is the same.

/// Reading, and writing to what is open already. Paths are Landlock's matter.
constexpr std::array files = {
    "read",     "readv",     "pread64",      "preadv",    "write",      "writev",   "pwrite64",   "lseek",
    "close",    "open",      "openat",       "fstat",     "stat",       "lstat",    "newfstatat", "statx",
    "fstatfs",  "statfs",    "access",       "faccessat", "faccessat2", "readlink", "readlinkat", "getdents64",
    "getcwd",   "fcntl",     "dup",          "dup2",      "dup3",       "poll",     "ppoll",      "select",
    "pselect6", "fadvise64", "memfd_create", "ftruncate", "recvmsg"};
constexpr std::array memory = {"mmap", "munmap", "mremap", "mprotect", "madvise", "brk", "mincore", "membarrier"};
constexpr std::array own_process = {"exit",
                                    "exit_group",
                                    "getpid",
                                    "getppid",
                                    "gettid",
                                    "getuid",
                                    "geteuid",
                                    "getgid",
                                    "getegid",
                                    "getrusage",
                                    "getrlimit",
                                    "sysinfo",
                                    "uname",
                                    "times",
                                    "arch_prctl",
                                    "set_tid_address",
                                    "set_robust_list",
                                    "rseq",
                                    "futex",
                                    "sched_yield",
                                    "sched_getaffinity",
                                    "getcpu",
                                    "rt_sigaction",
                                    "rt_sigprocmask",
                                    "rt_sigreturn",
                                    "sigaltstack",
                                    "restart_syscall",
                                    "clock_gettime",
                                    "clock_getres",
                                    "gettimeofday",
                                    "time",
                                    "nanosleep",
                                    "clock_nanosleep",
                                    "getrandom",
                                    "getpriority"};

struct Release {
    void operator()(void* context) const { seccomp_release(context); }
};
using Filter = std::unique_ptr<void, Release>;

class Builder {
  public:
    Builder() : filter_(seccomp_init(SCMP_ACT_ERRNO(EPERM))) {}

    template <std::size_t Count>
    void allow(const std::array<const char*, Count>& names) {
        for (const char* name : names) rule(SCMP_ACT_ALLOW, name, {});
    }
    /// Only where argument `number` is, under `mask`, `wanted`.
    void allow_if(const char* name, unsigned number, scmp_datum_t mask, scmp_datum_t wanted) {
        scmp_arg_cmp condition{};
        condition.arg = number;
        condition.op = SCMP_CMP_MASKED_EQ;
        condition.datum_a = mask;
        condition.datum_b = wanted;
        rule(SCMP_ACT_ALLOW, name, {&condition, 1});
    }
    /// As if the kernel did not know the call: the C library then uses an older one.
    void unknown(const char* name) { rule(SCMP_ACT_ERRNO(ENOSYS), name, {}); }
    std::string load() {
        if (!filter_) return "libseccomp gives no filter";
        if (error_ == 0) error_ = seccomp_load(filter_.get());
        return error_ == 0 ? "" : std::string("the filter cannot be put in force: ") + std::strerror(-error_);
    }

  private:
    struct Conditions {
        const scmp_arg_cmp* first = nullptr;
        unsigned count = 0;
    };
    void rule(std::uint32_t action, const char* name, const Conditions& conditions) {
        const int number = seccomp_syscall_resolve_name(name);
        if (!filter_ || number == __NR_SCMP_ERROR) return;  // this machine has no such call
        const int error = seccomp_rule_add_array(filter_.get(), action, number, conditions.count, conditions.first);
        // Calls that only other architectures have are no mistake.
        if (error != 0 && error != -EDOM && error != -EEXIST) error_ = error;
    }
    Filter filter_;
    int error_ = 0;
};

}  // namespace

std::string filter_system_calls() {
    constexpr scmp_datum_t all_bits = ~scmp_datum_t{0};
    Builder builder;
    builder.allow(files);
    builder.allow(memory);
    builder.allow(own_process);
    // UndefinedBehaviorSanitizer finds out through a pipe whether memory can be read.
    if (sanitized) builder.allow(std::array{"pipe", "pipe2"});
    builder.allow_if("clone", 0, CLONE_THREAD, CLONE_THREAD);
    builder.unknown("clone3");  // its flags lie in memory, where no filter can look
    builder.allow_if("prctl", 0, all_bits, PR_SET_NAME);
    builder.allow_if("prlimit64", 2, all_bits, 0);  // asking, not setting
    // abort() and assertions end this process by a signal to itself; no other process gets one.
    const auto self = static_cast<scmp_datum_t>(getpid());
    builder.allow_if("tgkill", 0, all_bits, self);
    builder.allow_if("kill", 0, all_bits, self);
    return builder.load();
}

}  // namespace nianbao::sandbox
