// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/commands/console.h"

#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <utility>

namespace nianbao::review {

Console::Console(int descriptor, std::function<void()> on_enter)
    : descriptor_(descriptor), stop_(eventfd(0, EFD_CLOEXEC)), on_enter_(std::move(on_enter)) {
    if (stop_ < 0) throw std::runtime_error("no descriptor for the console");
    signal(SIGTTIN, SIG_IGN);  // in a shell's background reading fails instead of stopping the server
    thread_ = std::thread([this] { wait(); });
}

Console::~Console() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(stop_, &one, sizeof one);  // a counter at 0 takes it
    thread_.join();
    close(stop_);
}

void Console::wait() {
    std::array<char, 256> text{};
    while (true) {
        std::array<pollfd, 2> ready = {{{stop_, POLLIN, 0}, {descriptor_, POLLIN, 0}}};
        if (poll(ready.data(), ready.size(), -1) < 0) continue;
        if (ready[0].revents) return;
        const auto count = read(descriptor_, text.data(), text.size());
        if (count <= 0) return;
        const auto lines = std::count(text.data(), text.data() + count, '\n');
        for (auto i = lines; i > 0; --i) on_enter_();
    }
}

}  // namespace nianbao::review
