// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/exports/export_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "pipeline/atomic_file.h"
#include "pipeline/store/trouble.h"

namespace nianbao::exports {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

}  // namespace

ExportFile::ExportFile(const std::optional<fs::path>& file, store::FileOperations& files) {
    if (!file || *file == "-") return;
    file_ = *file;
    check_writable(file_);
    whole_ = std::make_unique<store::WholeFile>(files, folder_of(file_) / store::temporary_name());
}

void ExportFile::write(std::string_view bytes) {
    if (whole_) return whole_->write(bytes);
    write_to_descriptor(STDOUT_FILENO, bytes, "standard output");
}

void ExportFile::finish() {
    if (whole_) whole_->place(file_);
}

FileOfLibrary::FileOfLibrary(fs::path file, store::FileOperations& files)
    : file_(std::move(file)), temporary_(folder_of(file_) / store::temporary_name()), files_(files) {
    check_writable(file_);
}

FileOfLibrary::~FileOfLibrary() {
    if (!temporary_.empty()) files_.remove(temporary_);
}

void FileOfLibrary::place() {
    const int descriptor = open(temporary_.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) throw store::trouble_of(errno, "open " + temporary_.string());
    const int flushed = files_.flush(descriptor);
    close(descriptor);
    if (flushed != 0) throw store::trouble_of(flushed, "flush " + file_.string());
    if (const int error = files_.rename(temporary_, file_)) throw store::trouble_of(error, "write " + file_.string());
    temporary_.clear();
    if (const int error = files_.flush_folder(folder_of(file_)))
        throw store::trouble_of(error, "flush the folder of " + file_.string());
}

}  // namespace nianbao::exports
