// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/workers/snapshot.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "ocr/sha256.h"
#include "ocr/source.h"
#include "ocr/source_sniff.h"

namespace nianbao::workers {
namespace {

// Between two pieces the supervisor looks after its workers: small enough for a slow disk.
constexpr std::int64_t piece_bytes = 8 << 20;

[[noreturn]] void no_means(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

std::string own_path(int descriptor) {
    return "/proc/self/fd/" + std::to_string(descriptor);
}

}  // namespace

Snapshot::Snapshot(std::filesystem::path file) : path_(std::move(file)), file_(open_input(path_)) {
    first_ = stamp();
    if (static_cast<std::uintmax_t>(first_.bytes) > SourceOptions{}.max_bytes) {
        close(std::exchange(file_, -1));
        throw Failure("input.too_large", "open", "the file has " + std::to_string(first_.bytes >> 20) + " MB",
                      "split it into smaller ones");
    }
    memory_ = memfd_create("input", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (memory_ >= 0) return;
    close(std::exchange(file_, -1));
    no_means("keeping a file in memory");
}

Failure Snapshot::changed() {
    return {"input.changed", "open", "the file changed while it was read", "convert it again when it is complete"};
}

Snapshot::~Snapshot() {
    if (file_ >= 0) close(file_);
    if (memory_ >= 0) close(memory_);
}

Snapshot::Stamp Snapshot::stamp() const {
    struct stat status {};
    if (fstat(file_, &status) != 0)
        throw Failure("input.unreadable", "open", "the file cannot be read", "check the file and its disk");
    return {status.st_size, status.st_mtim};
}

bool Snapshot::differs(const Stamp& stamp) const {
    return stamp.bytes != first_.bytes || stamp.modified.tv_sec != first_.modified.tv_sec ||
           stamp.modified.tv_nsec != first_.modified.tv_nsec;
}

bool Snapshot::copy_some() {
    const std::int64_t wanted = std::min(piece_bytes, first_.bytes - copied_);
    const ssize_t got = wanted > 0 ? sendfile(memory_, file_, nullptr, static_cast<std::size_t>(wanted)) : 0;
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return false;
    if (got < 0 && errno == EIO) throw Failure("input.unreadable", "open", "reading the file failed", "check the disk");
    if (got < 0) no_means("keeping a file in memory");
    if (got == 0 && wanted > 0) throw changed();  // it has become shorter
    copied_ += got;
    if (copied_ < first_.bytes) return false;
    if (differs(stamp())) throw changed();
    if (fcntl(memory_, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0) no_means("sealing");
    return true;
}

bool Snapshot::has_changed() const {
    if (!differs(stamp())) return false;
    // A new date alone is no change.
    return sha256_of_file(own_path(file_)) != sha256_of_file(own_path(memory_));
}

}  // namespace nianbao::workers
