// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "document/failure.h"
#include "pipeline/atomic_file.h"
#include "tests/temporary_folder.h"

using namespace nianbao;
using nianbao::testing::content_of;
using nianbao::testing::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

template <typename Action>
std::string failure_code(Action action) {
    try {
        action();
    } catch (const Failure& failure) {
        CHECK_FALSE(failure.cause().empty());
        CHECK_FALSE(failure.remedy().empty());
        return failure.code();
    }
    return "";
}

/// A file system of a few pages; not there where mounting is not allowed.
class TinyDisk {
  public:
    TinyDisk() : mounted_(mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=16k") == 0) {}
    ~TinyDisk() {
        if (mounted_) umount(folder_.path().c_str());
    }
    TinyDisk(const TinyDisk&) = delete;
    TinyDisk& operator=(const TinyDisk&) = delete;
    bool mounted() const { return mounted_; }
    const TemporaryFolder& folder() const { return folder_; }

  private:
    TemporaryFolder folder_;
    bool mounted_;
};

}  // namespace

TEST_CASE("a file is written whole, and replaced whole") {
    const TemporaryFolder folder;
    const std::string large(3'000'000, 'x');
    write_whole_file(folder / "a.json", large);
    CHECK(content_of(folder / "a.json") == large);
    write_whole_file(folder / "a.json", "short");
    CHECK(content_of(folder / "a.json") == "short");
    CHECK(folder.entries() == 1);
}

TEST_CASE("a name as long as names can be is possible") {
    const TemporaryFolder folder;
    const std::string name(255, 'n');
    write_whole_file(folder / name, "x");
    CHECK(content_of(folder / name) == "x");
}

TEST_CASE("an existing file keeps its permissions, a link stays a link") {
    const TemporaryFolder folder;
    write_whole_file(folder / "secret", "1");
    chmod((folder / "secret").c_str(), 0600);
    fs::create_symlink("secret", folder / "link");
    write_whole_file(folder / "link", "2");
    struct stat status {};
    REQUIRE(stat((folder / "secret").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    CHECK(fs::is_symlink(folder / "link"));
    CHECK(content_of(folder / "secret") == "2");
}

TEST_CASE("devices are written to, not replaced") {
    write_whole_file("/dev/null", "gone");
    CHECK(fs::is_character_file("/dev/null"));
    CHECK(failure_code([] { write_whole_file("/dev/full", "too much"); }) == "output.disk_full");
    CHECK(fs::is_character_file("/dev/full"));
}

TEST_CASE("a full disk is said in words, the old file stays and nothing else does") {
    const TinyDisk disk;
    if (!disk.mounted()) {
        WARN("cannot mount a tiny file system here: not tried");
        return;
    }
    const TemporaryFolder& folder = disk.folder();
    write_whole_file(folder / "a.json", "before");
    CHECK(failure_code([&] { write_whole_file(folder / "a.json", std::string(100'000, 'x')); }) == "output.disk_full");
    CHECK(content_of(folder / "a.json") == "before");
    CHECK(folder.entries() == 1);
}

TEST_CASE("places that cannot be written to are refused, early and late") {
    const TemporaryFolder folder;
    fs::create_directory(folder / "folder");
    nianbao::testing::write_file(folder / "file", "x");
    for (const fs::path& place : {folder / "nowhere/a.json", folder / "folder", folder / "file/a.json",
                                  folder / std::string(300, 'n'), fs::path("/proc/a.json")}) {
        INFO(place);
        CHECK(failure_code([&] { write_whole_file(place, "x"); }) == "output.not_writable");
    }
    CHECK(failure_code([&] { check_writable(folder / "nowhere/a.json"); }) == "output.not_writable");
    CHECK(failure_code([&] { check_writable(folder / "folder"); }) == "output.not_writable");
    CHECK(failure_code([&] { check_writable(folder / "file/a.json"); }) == "output.not_writable");
    CHECK(failure_code([&] { check_writable(folder / "new.json"); }).empty());
    CHECK(failure_code([&] { make_folder(folder / "file/sub"); }) == "output.not_writable");
    CHECK(failure_code([&] { make_folder(folder / "file"); }) == "output.not_writable");
    CHECK(failure_code([&] { make_folder(folder / "a/b/c"); }).empty());
    CHECK(fs::is_directory(folder / "a/b/c"));
}

TEST_CASE("a reader that goes away is a failure, not a signal") {
    signal(SIGPIPE, SIG_IGN);
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    close(ends[0]);
    CHECK(failure_code([&] { write_to_descriptor(ends[1], "text", "standard output"); }) == "output.closed");
    close(ends[1]);
}
