// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/review/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>

namespace nianbao::testing {
namespace {

struct Pipe {
    int read = -1, write = -1;
    Pipe() {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        read = ends[0];
        write = ends[1];
    }
};

[[noreturn]] void become(const std::string& program, const std::vector<std::string>& arguments) {
    std::vector<char*> pointers = {const_cast<char*>(program.c_str())};
    for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    execvp(program.c_str(), pointers.data());
    _exit(127);
}

void set_variables(const std::vector<std::string>& variables) {
    for (const std::string& variable : variables) {
        const std::size_t sign = variable.find('=');
        setenv(variable.substr(0, sign).c_str(), variable.c_str() + sign + 1, 1);
    }
}

}  // namespace

ChildProcess::ChildProcess(const std::string& program, const std::vector<std::string>& arguments,
                           const std::filesystem::path& error, const std::vector<std::string>& variables) {
    const Pipe in, out;
    process_ = fork();
    if (process_ < 0) throw std::runtime_error("no new process");
    if (process_ == 0) {
        const int caught = open(error.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        dup2(in.read, STDIN_FILENO);
        dup2(out.write, STDOUT_FILENO);
        dup2(caught, STDERR_FILENO);
        set_variables(variables);
        become(program, arguments);
    }
    close(in.read);
    close(out.write);
    to_ = in.write;
    from_ = out.read;
}

ChildProcess::~ChildProcess() {
    if (!ended_) {
        send(SIGKILL);
        wait();
    }
    close(to_);
    close(from_);
}

void ChildProcess::say(const std::string& line) const {
    if (write(to_, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        throw std::runtime_error("it is deaf");
}

std::string ChildProcess::line_with(const std::string& part, std::chrono::seconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (true) {
        for (std::size_t end; (end = heard_.find('\n')) != std::string::npos;) {
            std::string line = heard_.substr(0, end);
            heard_.erase(0, end + 1);
            if (line.find(part) != std::string::npos) return line;
        }
        pollfd waiting{from_, POLLIN, 0};
        if (std::chrono::steady_clock::now() > until) return {};
        if (poll(&waiting, 1, 100) <= 0) continue;
        std::array<char, 4096> text{};
        const auto count = read(from_, text.data(), text.size());
        if (count <= 0) return {};
        heard_.append(text.data(), static_cast<std::size_t>(count));
    }
}

void ChildProcess::send(int signal) const {
    kill(process_, signal);
}

int ChildProcess::wait() {
    while (!ended_ && (waitpid(process_, &status_, 0) == process_ || errno != EINTR)) ended_ = true;
    return WIFEXITED(status_) ? WEXITSTATUS(status_) : -WTERMSIG(status_);
}

}  // namespace nianbao::testing
