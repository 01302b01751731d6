// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pipeline/batch/running_program.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <utility>

#include "tests/pipeline/run_program.h"

namespace nianbao::testing {
namespace {

[[noreturn]] void become(std::vector<std::string> arguments, const std::filesystem::path& error) {
    const int nothing = open("/dev/null", O_RDWR);
    const int caught = open(error.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (nothing < 0 || caught < 0) _exit(126);
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    dup2(caught, STDERR_FILENO);
    become_program(std::move(arguments));
}

}  // namespace

RunningProgram::RunningProgram(const std::vector<std::string>& arguments, const std::filesystem::path& error) {
    process_ = fork();
    if (process_ < 0) throw std::runtime_error("no new process");
    if (process_ == 0) become(arguments, error);
}

RunningProgram::~RunningProgram() {
    if (ended()) return;
    send(SIGKILL);
    wait();
}

void RunningProgram::send(int signal) const {
    kill(process_, signal);
}

bool RunningProgram::ended() {
    if (!ended_) ended_ = waitpid(process_, &status_, WNOHANG) == process_;
    return ended_;
}

int RunningProgram::wait() {
    while (!ended_ && (waitpid(process_, &status_, 0) == process_ || errno != EINTR)) ended_ = true;
    return WIFEXITED(status_) ? WEXITSTATUS(status_) : -WTERMSIG(status_);
}

}  // namespace nianbao::testing
