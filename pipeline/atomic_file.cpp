// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/atomic_file.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>

#include "document/failure.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(int error, const std::string& name) {
    const std::string words = std::string(std::strerror(error));
    switch (error) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            throw Failure("output.disk_full", "write", "no room left to write " + name + " (" + words + ")",
                          "free some space or write elsewhere, then convert again");
        case EPIPE:
            throw Failure("output.closed", "write", name + " was closed by its reader", "read it to its end");
        case EACCES:
        case EPERM:
        case EROFS:
        case ENOENT:
        case ENOTDIR:
        case EISDIR:
        case ENAMETOOLONG:
        case ELOOP:
        case ETXTBSY:
            throw Failure("output.not_writable", "write", "cannot write " + name + " (" + words + ")",
                          "choose a folder that exists and that you may write to");
        default:
            throw Failure("output.failed", "write", "writing " + name + " failed (" + words + ")",
                          "check the disk, then convert again");
    }
}

/// An open file that is closed, and removed unless kept.
class Temporary {
  public:
    explicit Temporary(const fs::path& folder, mode_t mode) {
        // A short name of its own: the wanted name may already be as long as names can be.
        for (int attempt = 0; descriptor_ < 0; ++attempt) {
            path_ = folder / (".nianbao-" + std::to_string(getpid()) + "-" + std::to_string(attempt) + ".tmp");
            descriptor_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
            if (descriptor_ < 0 && (errno != EEXIST || attempt == 1000)) fail(errno, "into folder " + folder.string());
        }
    }
    ~Temporary() {
        if (descriptor_ >= 0) close(descriptor_);
        if (!path_.empty()) unlink(path_.c_str());
    }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;

    int descriptor() const { return descriptor_; }

    void become(const fs::path& file) {
        if (fsync(descriptor_) != 0) fail(errno, file.string());
        const int closed = close(descriptor_);  // network file systems report a full disk here
        descriptor_ = -1;
        if (closed != 0) fail(errno, file.string());
        if (rename(path_.c_str(), file.c_str()) != 0) fail(errno, file.string());
        path_.clear();
    }

  private:
    fs::path path_;
    int descriptor_ = -1;
};

/// Signals that end the program wait until the temporary file is in place or gone.
class SignalsHeld {
  public:
    SignalsHeld() {
        sigset_t ending;
        sigemptyset(&ending);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&ending, signal);
        sigprocmask(SIG_BLOCK, &ending, &before_);
    }
    ~SignalsHeld() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
    SignalsHeld(const SignalsHeld&) = delete;
    SignalsHeld& operator=(const SignalsHeld&) = delete;

  private:
    sigset_t before_{};
};

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

std::optional<struct stat> status_of(const fs::path& file) {
    struct stat status {};
    if (stat(file.c_str(), &status) == 0) return status;
    return std::nullopt;
}

/// Where a chain of symbolic links ends; the file itself when it is none or they lead nowhere.
fs::path link_target(const fs::path& file) {
    std::error_code error;
    if (!fs::is_symlink(file, error)) return file;
    const fs::path target = fs::canonical(file, error);
    return error ? file : target;
}

void write_directly(const fs::path& file, std::string_view content) {
    const int descriptor = open(file.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) fail(errno, file.string());
    try {
        write_to_descriptor(descriptor, content, file.string());
    } catch (...) {
        close(descriptor);
        throw;
    }
    if (close(descriptor) != 0) fail(errno, file.string());
}

void flush_folder(const fs::path& folder) {
    // The content is safe by now; a file system that cannot flush folders is no reason to fail.
    const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    fsync(descriptor);
    close(descriptor);
}

}  // namespace

void write_to_descriptor(int descriptor, std::string_view content, const std::string& name) {
    while (!content.empty()) {
        const ssize_t written = write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(errno, name);
        content.remove_prefix(static_cast<std::size_t>(written));
    }
}

void write_whole_file(const fs::path& wanted, std::string_view content) {
    const fs::path file = link_target(wanted);
    const auto existing = status_of(file);
    if (existing && S_ISDIR(existing->st_mode)) fail(EISDIR, file.string());
    if (existing && !S_ISREG(existing->st_mode)) return write_directly(file, content);

    const SignalsHeld held;
    Temporary temporary(folder_of(file), 0666);
    if (existing) fchmod(temporary.descriptor(), existing->st_mode & 0777);
    write_to_descriptor(temporary.descriptor(), content, file.string());
    temporary.become(file);
    flush_folder(folder_of(file));
}

void check_writable(const fs::path& wanted) {
    const fs::path file = link_target(wanted);
    const auto existing = status_of(file);
    if (existing && S_ISDIR(existing->st_mode)) fail(EISDIR, file.string());
    const bool special = existing && !S_ISREG(existing->st_mode);
    const fs::path written = special ? file : folder_of(file);
    if (access(written.c_str(), W_OK) != 0) fail(errno, file.string());
    if (!special && !status_of(written)) fail(ENOENT, file.string());
    if (!special && !S_ISDIR(status_of(written)->st_mode)) fail(ENOTDIR, file.string());
}

void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error && !fs::is_directory(folder, error)) error = std::make_error_code(std::errc::not_a_directory);
    if (error) fail(error.value(), "into folder " + folder.string());
}

}  // namespace nianbao
