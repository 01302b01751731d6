// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/workers/faults.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace nianbao::workers {
namespace {

constexpr std::array<std::pair<std::string_view, Misfortune>, 9> names{{{"crash", Misfortune::crash},
                                                                        {"abort", Misfortune::abort},
                                                                        {"hang", Misfortune::hang},
                                                                        {"memory", Misfortune::memory},
                                                                        {"flood", Misfortune::flood},
                                                                        {"flood-errors", Misfortune::flood_errors},
                                                                        {"leave", Misfortune::leave},
                                                                        {"garbage", Misfortune::garbage},
                                                                        {"spin", Misfortune::spin}}};

bool take_number(std::string_view& rest, int& number) {
    const auto end = std::min(rest.find(':'), rest.size());
    const auto [stop, error] = std::from_chars(rest.data(), rest.data() + end, number);
    const bool whole = error == std::errc() && stop == rest.data() + end && number >= 0;
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return whole;
}

std::optional<Fault> parse_fault(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos) return std::nullopt;
    Fault fault;
    bool known = false;
    for (const auto& [name, what] : names) {
        if (name != text.substr(0, at)) continue;
        fault.what = what;
        known = true;
    }
    std::string_view rest = text.substr(at + 1);
    const auto end = std::min(rest.find(':'), rest.size());
    fault.stage = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!rest.empty() && !take_number(rest, fault.page)) return std::nullopt;
    if (!rest.empty() && !take_number(rest, fault.attempts)) return std::nullopt;
    if (!known || fault.stage.empty() || !rest.empty()) return std::nullopt;
    return fault;
}

[[noreturn]] void hang() {
    for (;;) {
        const timespec second{1, 0};
        nanosleep(&second, nullptr);
    }
}

[[noreturn]] void spin() {
    for (volatile unsigned turns = 0;;) turns = turns + 1;
}

[[noreturn]] void eat_memory() {
    constexpr std::size_t piece = 16 << 20;
    std::vector<std::vector<char>> hoard;
    for (;;) hoard.emplace_back(piece, 'x');  // ends with std::bad_alloc
}

/// Until somebody ends it.
[[noreturn]] void write_without_end(int descriptor, std::string_view piece) {
    while (write(descriptor, piece.data(), piece.size()) >= 0) {
    }
    _exit(1);
}

[[noreturn]] void crash() {
    signal(SIGSEGV, SIG_DFL);
    kill(getpid(), SIGSEGV);
    _exit(1);
}

[[noreturn]] void happen(Misfortune what, int channel) {
    static const std::string garbage(4096, '\xa5');
    // A frame of progress (messages.h): its length, its kind, and texts that are none.
    static const std::string frame = std::string("\x10\x00\x00\x00\x01", 5) + std::string(16, '\0');
    switch (what) {
        case Misfortune::crash:
            crash();
        case Misfortune::abort:
            std::abort();
        case Misfortune::hang:
            hang();
        case Misfortune::spin:
            spin();
        case Misfortune::memory:
            eat_memory();
        case Misfortune::flood:
            write_without_end(channel, frame);
        case Misfortune::flood_errors:
            write_without_end(STDERR_FILENO, garbage);
        case Misfortune::leave:
            _exit(0);
        case Misfortune::garbage:
            (void)!write(channel, garbage.data(), garbage.size());
            hang();
    }
    _exit(1);
}

}  // namespace

std::optional<std::vector<Fault>> parse_faults(std::string_view text) {
    std::vector<Fault> faults;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        const auto fault = parse_fault(text.substr(0, comma));
        if (!fault) return std::nullopt;
        faults.push_back(*fault);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return faults;
}

void strike(const std::vector<Fault>& faults, std::string_view stage, int page, int attempt, int channel) {
    for (const Fault& fault : faults) {
        if (fault.stage != stage || (fault.page != 0 && fault.page != page)) continue;
        if (fault.attempts == 0 || attempt <= fault.attempts) happen(fault.what, channel);
    }
}

}  // namespace nianbao::workers
