// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/stop_signal.h"

#include <signal.h>

#include <iterator>

namespace nianbao::batch {
namespace {

constexpr int caught[] = {SIGINT, SIGTERM, SIGHUP};
volatile sig_atomic_t count = 0, last = 0;

void note(int signal) {
    count = count + 1;
    last = signal;
}

struct sigaction before[std::size(caught)];

}  // namespace

StopSignal::StopSignal() {
    count = 0;
    last = 0;
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = SA_RESTART;  // no write or flush is to fail for it
    for (std::size_t i = 0; i < std::size(caught); ++i) {
        sigaction(caught[i], nullptr, &before[i]);
        // Under nohup, and in a shell's background, they are to be ignored.
        if (before[i].sa_handler != SIG_IGN) sigaction(caught[i], &action, nullptr);
    }
}

StopSignal::~StopSignal() {
    for (std::size_t i = 0; i < std::size(caught); ++i) sigaction(caught[i], &before[i], nullptr);
}

int StopSignal::times() const {
    return count;
}

int StopSignal::signal() const {
    return last;
}

}  // namespace nianbao::batch
