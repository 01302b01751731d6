// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/failure.h"

#include <cstdio>
#include <utility>

namespace nianbao {
namespace {

std::string printable(const std::string& name) {
    std::string out;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7f) {
            out += c;
            continue;
        }
        char escaped[8];
        std::snprintf(escaped, sizeof escaped, "\\x%02x", byte);
        out += escaped;
    }
    return out;
}

}  // namespace

Failure::Failure(std::string code, std::string stage, std::string cause, std::string remedy, int page)
    : code_(std::move(code)),
      stage_(std::move(stage)),
      cause_(std::move(cause)),
      remedy_(std::move(remedy)),
      what_(stage_ + ": " + cause_),
      page_(page) {}

std::string Failure::line(const std::string& file) const {
    std::string line = printable(file) + ": ";
    if (page_ > 0) line += "page " + std::to_string(page_) + ": ";
    line += stage_ + ": " + cause_;
    if (!remedy_.empty()) line += "; " + remedy_;
    return line;
}

}  // namespace nianbao
