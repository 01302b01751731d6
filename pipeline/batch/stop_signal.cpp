// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/stop_signal.h"

#include <signal.h>

namespace nianbao::batch {
namespace {

constexpr int caught[] = {SIGINT, SIGTERM, SIGHUP};
volatile sig_atomic_t count = 0, last = 0;

void note(int signal) {
    count = count + 1;
    last = signal;
}

void set_handlers(void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    for (const int signal : caught) sigaction(signal, &action, nullptr);
}

}  // namespace

StopSignal::StopSignal() {
    count = 0;
    last = 0;
    set_handlers(note);
}

StopSignal::~StopSignal() {
    set_handlers(SIG_DFL);
}

int StopSignal::times() const {
    return count;
}

int StopSignal::signal() const {
    return last;
}

}  // namespace nianbao::batch
