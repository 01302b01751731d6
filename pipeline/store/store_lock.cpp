// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/store_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <thread>

#include "pipeline/store/clock.h"
#include "pipeline/store/trouble.h"

namespace nianbao::store {
namespace {

std::filesystem::path file_of(const std::filesystem::path& store) {
    return store / "lock";
}

/// Only for people; nothing depends on it, so a full disk does not matter.
void sign(int descriptor) {
    const std::string text = "process " + std::to_string(getpid()) + ", since " + utc_now() + "\n";
    if (ftruncate(descriptor, 0) != 0) return;
    [[maybe_unused]] const ssize_t ignored = pwrite(descriptor, text.data(), text.size(), 0);
}

}  // namespace

StoreLock::~StoreLock() {
    // Not only closed: a child that was forked meanwhile has the same open file, and must not keep the lock alive.
    flock(descriptor_, LOCK_UN);
    close(descriptor_);
}

std::unique_ptr<StoreLock> StoreLock::try_take(const std::filesystem::path& store) {
    const auto file = file_of(store);
    const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) throw trouble_of(errno, "open " + file.string());
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
        sign(descriptor);
        return std::unique_ptr<StoreLock>(new StoreLock(descriptor));
    }
    const int error = errno;
    close(descriptor);
    if (error == EWOULDBLOCK || error == EINTR) return nullptr;
    throw trouble_of(error, "lock " + file.string());
}

std::string StoreLock::holder(const std::filesystem::path& store) {
    std::ifstream in(file_of(store));
    std::string line;
    std::getline(in, line);
    return line.empty() ? "another process" : line;
}

std::unique_ptr<StoreLock> StoreLock::wait_for(const std::filesystem::path& store,
                                               const std::function<bool(const std::string&)>& waiting) {
    constexpr int tries_a_second = 10;
    for (int tries = 0;; ++tries) {
        if (auto lock = try_take(store)) return lock;
        if (tries % tries_a_second == 0 && !waiting(holder(store))) return nullptr;
        std::this_thread::sleep_for(std::chrono::milliseconds(1000 / tries_a_second));
    }
}

}  // namespace nianbao::store
