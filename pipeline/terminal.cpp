// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/terminal.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace nianbao {
namespace {

bool terminal_can_overwrite() {
    const char* kind = std::getenv("TERM");
    return isatty(STDERR_FILENO) != 0 && kind && std::string_view(kind) != "dumb";
}

}  // namespace

Terminal::Terminal(std::string name, Verbosity verbosity)
    : name_(std::move(name)),
      verbosity_(verbosity),
      can_overwrite_(verbosity != Verbosity::quiet && terminal_can_overwrite()) {}

void Terminal::at(int page, int pages, std::string_view stage) {
    if (!can_overwrite_) return;
    std::string where;
    if (page > 0) where = "page " + std::to_string(page) + (pages > 0 ? " of " + std::to_string(pages) : "") + ": ";
    // Back to the line's start and clear it; without wrapping, a long name is cut instead of scrolling the screen.
    const std::string line = "\r\033[K\033[?7l" + name_ + ": " + where + std::string(stage) + "\033[?7h";
    std::fputs(line.c_str(), stderr);
    std::fflush(stderr);
    showing_ = true;
}

void Terminal::say(const std::string& line) {
    if (verbosity_ != Verbosity::quiet) print(line);
}

void Terminal::remark(const std::string& line) {
    if (verbosity_ == Verbosity::verbose) print(line);
}

void Terminal::error(const std::string& line) {
    print(line);
}

void Terminal::clear() {
    if (std::exchange(showing_, false)) std::fputs("\r\033[K", stderr);
}

void Terminal::print(const std::string& line) {
    clear();
    std::fputs((line + "\n").c_str(), stderr);
    std::fflush(stderr);
}

}  // namespace nianbao
