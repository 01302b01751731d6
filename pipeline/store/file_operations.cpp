// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/file_operations.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace nianbao::store {
namespace {

namespace fs = std::filesystem;

int result(int returned) {
    return returned == 0 ? 0 : errno;
}

class SystemFiles : public FileOperations {
  public:
    int create(const fs::path& file) override {
        const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        return descriptor >= 0 ? descriptor : -errno;
    }
    int write(int descriptor, std::string_view bytes) override {
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) return errno;
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return 0;
    }
    int flush(int descriptor) override { return result(::fsync(descriptor)); }
    int close(int descriptor) override { return result(::close(descriptor)); }
    int rename(const fs::path& from, const fs::path& to) override { return result(::rename(from.c_str(), to.c_str())); }
    int flush_folder(const fs::path& folder) override {
        const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (descriptor < 0) return errno;
        const int flushed = result(::fsync(descriptor));
        ::close(descriptor);
        return flushed == EINVAL ? 0 : flushed;  // a file system that cannot flush folders
    }
    int make_folder(const fs::path& folder) override {
        if (::mkdir(folder.c_str(), 0777) == 0) return 0;
        const int error = errno;
        std::error_code ignored;
        return error == EEXIST && fs::is_directory(folder, ignored) ? 0 : error;
    }
    int remove(const fs::path& file) override { return result(::unlink(file.c_str())); }
};

}  // namespace

FileOperations& system_files() {
    static SystemFiles files;
    return files;
}

}  // namespace nianbao::store
