// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/log/colours.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace nianbao::review {
namespace {

const char* code_of(Shade shade) {
    switch (shade) {
        case Shade::doubtful:
            return "\033[30;43m";  // black on yellow: readable on dark and on light
        case Shade::corrected:
            return "\033[32m";
        case Shade::weak:
            return "\033[2m";
        case Shade::heading:
            break;
    }
    return "\033[1m";
}

}  // namespace

Colours colours_of(int descriptor) {
    const char* none = std::getenv("NO_COLOR");
    const char* kind = std::getenv("TERM");
    const bool able = isatty(descriptor) != 0 && kind != nullptr && std::string_view(kind) != "dumb";
    return able && (none == nullptr || *none == '\0') ? Colours::on : Colours::off;
}

int width_of(int descriptor) {
    constexpr int usual = 100;
    winsize size{};
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return usual;
    return size.ws_col;
}

std::string shaded(const std::string& text, Shade shade, Colours colours) {
    if (colours == Colours::on) return code_of(shade) + text + "\033[0m";
    if (shade == Shade::doubtful) return "?" + text + "?";
    return shade == Shade::corrected ? text + "*" : text;
}

}  // namespace nianbao::review
