// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pipeline/run_program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "tests/temporary_folder.h"

namespace nianbao::testing {
namespace {

void send_to(int descriptor, const std::filesystem::path& file, int flags) {
    const int opened = open(file.c_str(), flags, 0600);
    if (opened < 0 || dup2(opened, descriptor) < 0) _exit(126);
}

}  // namespace

void become_program(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "nianbao");
    std::vector<char*> pointers;
    pointers.reserve(arguments.size() + 1);
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    execv(NIANBAO_BINARY_DIR "/nianbao", pointers.data());
    _exit(127);
}

ProgramRun run_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                       const Environment& environment) {
    const TemporaryFolder caught;
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("no new process");
    if (child == 0) {
        send_to(STDIN_FILENO, "/dev/null", O_RDONLY);
        send_to(STDOUT_FILENO, caught / "out", O_WRONLY | O_CREAT);
        send_to(STDERR_FILENO, caught / "error", O_WRONLY | O_CREAT);
        for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
        if (chdir(folder.c_str()) != 0) _exit(126);
        become_program(arguments);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content_of(caught / "out"), content_of(caught / "error")};
}

int line_count(const std::string& text) {
    const auto feeds = static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    return feeds + (!text.empty() && text.back() != '\n' ? 1 : 0);
}

}  // namespace nianbao::testing
