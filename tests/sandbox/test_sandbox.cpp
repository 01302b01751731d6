// SPDX-License-Identifier: GPL-3.0-or-later
// Each thing that a taken-over worker would try, tried in a locked process: with the whole sandbox, and layer by layer.
#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cerrno>
#include <cstring>
#include <functional>
#include <thread>

#include "pipeline/sandbox/limits.h"
#include "pipeline/sandbox/reading_places.h"
#include "pipeline/sandbox/sandbox.h"
#include "pipeline/sandbox/seccomp.h"
#include "tests/temporary_folder.h"

using namespace nianbao;
using nianbao::testing::TemporaryFolder;
using nianbao::testing::write_file;
namespace fs = std::filesystem;

namespace {

/// What `work` says in a process of its own, one word a line; ends with how the process ended when that was no exit.
std::string in_child(const std::function<std::string()>& work) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    if (child == 0) {
        const std::string text = work();
        (void)!write(ends[1], text.data(), text.size());
        _exit(0);
    }
    close(ends[1]);
    std::string text;
    char buffer[4096];
    for (ssize_t got = 0; (got = read(ends[0], buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(got));
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) text += "signal " + std::to_string(WTERMSIG(status));
    return text;
}

/// "" when a call was refused, else its name: what a test expects is an empty list.
std::string unless_refused(const char* name, long result) {
    if (result < 0 && (errno == EPERM || errno == EACCES)) return {};
    return std::string(name) + (result < 0 ? std::string(": ") + std::strerror(errno) : ": done") + "\n";
}

std::string lock_completely() {
    sandbox::set_limits({});
    const auto layers = sandbox::enter({sandbox::reading_places(), {"/dev/null"}});
    return sandbox::complete(layers) ? "" : "not complete: " + sandbox::lacking(layers) + "\n";
}

bool lock_files() {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    return sandbox::restrict_files({sandbox::reading_places(), {"/dev/null"}}).in_force;
}

bool filter() {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    return sandbox::filter_system_calls().empty();
}

long open_and_close(const fs::path& path, int flags) {
    const int opened = open(path.c_str(), flags, 0600);
    if (opened >= 0) close(opened);
    return opened;
}

long connect_to(int family, const sockaddr* address, socklen_t size) {
    const int opened = socket(family, SOCK_STREAM, 0);
    return opened < 0 ? opened : connect(opened, address, size);
}

long connect_tcp() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(9);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect_to(AF_INET, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

std::string try_writing(const TemporaryFolder& folder) {
    return unless_refused("create in /tmp", open_and_close("/tmp/nianbao-escape", O_CREAT | O_WRONLY)) +
           unless_refused("create", open_and_close(folder / "new", O_CREAT | O_WRONLY)) +
           unless_refused("append", open_and_close(folder / "file", O_APPEND | O_WRONLY)) +
           unless_refused("shared memory", open_and_close("/dev/shm/nianbao-escape", O_CREAT | O_RDWR)) +
           unless_refused("mkdir", mkdir((folder / "d").c_str(), 0700)) +
           unless_refused("unlink", unlink((folder / "file").c_str())) +
           unless_refused("rename", rename((folder / "file").c_str(), (folder / "moved").c_str())) +
           unless_refused("symlink", symlink("/", (folder / "link").c_str())) +
           unless_refused("mkfifo", mkfifo((folder / "fifo").c_str(), 0600));
}

std::string try_reading(const TemporaryFolder& folder) {
    const char* home = std::getenv("HOME");
    const fs::path at_home = home && *home ? home : "/root";
    return unless_refused("list home", open_and_close(at_home, O_RDONLY | O_DIRECTORY)) +
           unless_refused("list /", open_and_close("/", O_RDONLY | O_DIRECTORY)) +
           unless_refused("passwords", open_and_close("/etc/passwd", O_RDONLY)) +
           unless_refused("a file", open_and_close(folder / "file", O_RDONLY)) +
           unless_refused("parent's memory", open_and_close("/proc/" + std::to_string(getppid()) + "/mem", O_RDONLY)) +
           unless_refused("parent's environment",
                          open_and_close("/proc/" + std::to_string(getppid()) + "/environ", O_RDONLY));
}

std::string try_programs() {
    char* const arguments[] = {const_cast<char*>("true"), nullptr};
    return unless_refused("exec", execve("/bin/true", arguments, arguments)) +
           unless_refused("execveat", syscall(SYS_execveat, AT_FDCWD, "/bin/true", arguments, arguments, 0));
}

std::string try_others() {
    const pid_t parent = getppid();
    char byte = 0;
    const iovec here{&byte, 1}, there{&byte, 1};
    return unless_refused("ptrace", ptrace(PTRACE_SEIZE, parent, nullptr, nullptr)) +
           unless_refused("process_vm_readv", process_vm_readv(parent, &here, 1, &there, 1, 0)) +
           unless_refused("kill", kill(parent, SIGCONT)) + unless_refused("kill group", kill(0, SIGCONT)) +
           unless_refused("tgkill", syscall(SYS_tgkill, parent, parent, SIGCONT)) +
           unless_refused("pidfd_open", syscall(SYS_pidfd_open, parent, 0));
}

long new_process(long call) {
    const long child = syscall(call, SIGCHLD, 0, 0, 0, 0);
    if (child == 0) _exit(0);
    return child;
}

/// Attempts are such that they do no harm should one succeed.
std::string try_the_kernel() {
    const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
    return unless_refused("socket", socket(AF_INET, SOCK_STREAM, 0)) +
           unless_refused("socket of packets", socket(AF_INET, SOCK_DGRAM, 0)) +
           unless_refused("local socket", socket(AF_UNIX, SOCK_STREAM, 0)) +
           unless_refused("netlink", socket(AF_NETLINK, SOCK_RAW, 0)) + unless_refused("fork", new_process(SYS_fork)) +
           unless_refused("clone", new_process(SYS_clone)) +
           unless_refused("mount", mount("none", "/no such folder", "tmpfs", 0, nullptr)) +
           unless_refused("unshare", syscall(SYS_unshare, 0x10000000)) +
           unless_refused("setrlimit", syscall(SYS_prlimit64, 0, RLIMIT_CPU, &more, nullptr)) +
           unless_refused("dumpable", prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)) +
           unless_refused("io_uring", syscall(SYS_io_uring_setup, 1, nullptr)) +
           unless_refused("bpf", syscall(SYS_bpf, 0, nullptr, 0)) +
           unless_refused("keyctl", syscall(SYS_keyctl, 0, 0, 0, 0, 0)) +
           unless_refused("userfaultfd", syscall(SYS_userfaultfd, 0));
}

}  // namespace

TEST_CASE("every layer is in force here, and the process that asks stays free") {
    const auto layers = sandbox::examine({sandbox::reading_places(), {"/dev/null"}});
    REQUIRE(layers.size() == 4);
    for (const auto& layer : layers) {
        INFO(layer.name << ": " << layer.detail);
        CHECK(layer.in_force);
    }
    CHECK(sandbox::complete(layers));
    CHECK(sandbox::lacking(layers).empty());
    const TemporaryFolder folder;
    CHECK(open_and_close(folder / "mine", O_CREAT | O_WRONLY) >= 0);
}

TEST_CASE("a layer that lacks is named, and the whole counts as none") {
    const std::vector<sandbox::Layer> layers = {{"limits", true, ""}, {"Landlock", false, "this kernel has none"}};
    CHECK_FALSE(sandbox::complete(layers));
    CHECK(sandbox::lacking(layers) == "Landlock: this kernel has none");
    CHECK_FALSE(sandbox::complete({}));
}

TEST_CASE("nothing of what must not be done can be done") {
    const TemporaryFolder folder;
    write_file(folder / "file", "content");
    const auto locked = [&](const std::function<std::string()>& attempt) {
        return in_child([&] {
            const std::string not_locked = lock_completely();
            return not_locked.empty() ? attempt() : not_locked;
        });
    };
    CHECK(locked([&] { return try_writing(folder); }) == "");
    CHECK(locked([&] { return try_reading(folder); }) == "");
    CHECK(locked(try_programs) == "");
    CHECK(locked(try_others) == "");
    CHECK(locked(try_the_kernel) == "");
    CHECK(nianbao::testing::content_of(folder / "file") == "content");
    CHECK(folder.entries() == 1);
}

TEST_CASE("what reading takes can still be done") {
    CHECK(in_child([] {
              std::string wrong = lock_completely();
              const auto need = [&wrong](const char* name, bool works) {
                  if (!works) wrong += std::string(name) + "\n";
              };
              need("fonts", open_and_close("/usr/share/fonts", O_RDONLY | O_DIRECTORY) >= 0);
              need("libraries", open_and_close("/usr/lib", O_RDONLY | O_DIRECTORY) >= 0);
              need("nowhere", open_and_close("/dev/null", O_WRONLY) >= 0);
              const int memory = static_cast<int>(syscall(SYS_memfd_create, "x", 0));
              need("a file in memory", memory >= 0 && write(memory, "abc", 3) == 3);
              need("opening it again", open_and_close("/proc/self/fd/" + std::to_string(memory), O_RDONLY) >= 0);
              std::string from_thread;
              std::thread([&from_thread] { from_thread = "ran"; }).join();
              need("a thread", from_thread == "ran");
              return wrong;
          }) == "");
    CHECK(in_child([]() -> std::string {
              signal(SIGABRT, SIG_DFL);  // the test framework catches it
              lock_completely();
              std::abort();
          }) == "signal 6");
}

TEST_CASE("Landlock alone: no file, no program; no TCP and no signals where its version can") {
    const TemporaryFolder folder;
    write_file(folder / "file", "content");
    const auto locked = [&](const std::function<std::string()>& attempt) {
        return in_child([&] { return lock_files() ? attempt() : "not in force"; });
    };
    CHECK(locked([&] { return try_writing(folder); }) == "");
    CHECK(locked([&] { return try_reading(folder); }) == "");
    CHECK(locked(try_programs) == "");
    if (sandbox::landlock_version() >= 4) CHECK(locked([] { return unless_refused("TCP", connect_tcp()); }) == "");
    if (sandbox::landlock_version() >= 6)
        CHECK(locked([] { return unless_refused("kill", kill(getppid(), SIGCONT)); }) == "");
}

TEST_CASE("seccomp alone: no sockets, no programs, no other processes, no changes") {
    const TemporaryFolder folder;
    write_file(folder / "file", "content");
    const auto locked = [&](const std::function<std::string()>& attempt) {
        return in_child([&] { return filter() ? attempt() : "not in force"; });
    };
    CHECK(locked(try_programs) == "");
    CHECK(locked(try_others) == "");
    CHECK(locked(try_the_kernel) == "");
    CHECK(locked([&] { return unless_refused("unlink", unlink((folder / "file").c_str())); }) == "");
}

TEST_CASE("limits hold: descriptors, sizes of files, no core") {
    CHECK(in_child([] {
              if (!sandbox::set_limits({std::size_t{1} << 30})) return std::string("not set");
              std::string wrong;
              int opened = 0;
              while (open("/dev/null", O_RDONLY) >= 0) ++opened;
              if (opened > 64) wrong += "descriptors\n";
              rlimit core{};
              getrlimit(RLIMIT_CORE, &core);
              if (core.rlim_max != 0) wrong += "core\n";
              close(5);
              const int memory = static_cast<int>(syscall(SYS_memfd_create, "x", 0));
              const std::string much(1 << 20, 'x');
              ssize_t written = 0, count = 0;
              while ((count = write(memory, much.data(), much.size())) > 0) written += count;
              if (written > (4 << 20)) wrong += "files\n";
              return wrong;
          }) == "");
}

TEST_CASE("Landlock forbids reading what is not named and allows what is") {
    const TemporaryFolder folder;
    write_file(folder / "named", "a");
    write_file(folder / "other", "b");
    CHECK(in_child([&] {
              prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
              const auto result = sandbox::restrict_files({{folder / "named", folder / "not there"}, {}});
              std::string wrong = result.in_force ? "" : "not in force\n";
              if (open_and_close(folder / "named", O_RDONLY) < 0) wrong += "named\n";
              if (open_and_close(folder / "named", O_WRONLY) >= 0) wrong += "written\n";
              return wrong + unless_refused("other", open_and_close(folder / "other", O_RDONLY));
          }) == "");
}
