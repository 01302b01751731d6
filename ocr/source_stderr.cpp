// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/source_stderr.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>

namespace nianbao {
namespace {

std::atomic_flag capturing = ATOMIC_FLAG_INIT;

std::string in_one_line(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    return text;
}

}  // namespace

StderrCapture::StderrCapture() {
    if (capturing.test_and_set()) return;
    std::fflush(stderr);
    memory_ = memfd_create("stderr", MFD_CLOEXEC);
    saved_ = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (memory_ >= 0 && saved_ >= 0 && dup2(memory_, STDERR_FILENO) >= 0) return;
    if (memory_ >= 0) close(memory_);
    if (saved_ >= 0) close(saved_);
    memory_ = saved_ = -1;
    capturing.clear();
}

std::string StderrCapture::finish() {
    if (saved_ < 0) return {};
    std::fflush(stderr);
    dup2(saved_, STDERR_FILENO);
    std::string text(300, '\0');
    const ssize_t got = pread(memory_, text.data(), text.size(), 0);
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    close(saved_);
    close(memory_);
    saved_ = memory_ = -1;
    capturing.clear();
    return in_one_line(std::move(text));
}

StderrCapture::~StderrCapture() {
    finish();
}

}  // namespace nianbao
