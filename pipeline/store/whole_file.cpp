// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/whole_file.h"

#include <unistd.h>

#include <utility>

#include "pipeline/store/trouble.h"

namespace nianbao::store {

WholeFile::WholeFile(FileOperations& files, std::filesystem::path temporary)
    : files_(files), temporary_(std::move(temporary)) {
    descriptor_ = files_.create(temporary_);
    if (descriptor_ >= 0) return;
    throw trouble_of(-std::exchange(descriptor_, -1), "create a file in " + temporary_.parent_path().string());
}

WholeFile::~WholeFile() {
    if (descriptor_ >= 0) files_.close(descriptor_);
    if (!temporary_.empty()) files_.remove(temporary_);
}

void WholeFile::write(std::string_view bytes) {
    if (const int error = files_.write(descriptor_, bytes)) throw trouble_of(error, "write " + temporary_.string());
}

void WholeFile::place(const std::filesystem::path& file) {
    if (const int error = files_.flush(descriptor_)) throw trouble_of(error, "flush " + file.string());
    // Network file systems report a full disk here.
    if (const int error = files_.close(std::exchange(descriptor_, -1)))
        throw trouble_of(error, "close " + file.string());
    if (const int error = files_.rename(temporary_, file)) throw trouble_of(error, "write " + file.string());
    temporary_.clear();
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    if (const int error = files_.flush_folder(folder)) throw trouble_of(error, "flush the folder " + folder.string());
}

std::string temporary_name() {
    static unsigned counter = 0;
    return ".nianbao-" + std::to_string(getpid()) + "-" + std::to_string(++counter) + ".tmp";
}

}  // namespace nianbao::store
