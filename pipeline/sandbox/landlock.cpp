// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/sandbox/landlock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

namespace nianbao::sandbox {
namespace {

// The kernel's interface as its documentation gives it (userspace-api/landlock). Written out here because the headers
// of Debian 12 end with version 2.
struct RulesetAttributes {
    std::uint64_t files = 0, network = 0, scoped = 0;
};
struct [[gnu::packed]] PathRule {
    std::uint64_t allowed = 0;
    std::int32_t parent = -1;
};

constexpr std::uint64_t bit(int number) {
    return std::uint64_t{1} << number;
}
constexpr std::uint64_t write_file = bit(1), read_file = bit(2), read_folder = bit(3);
constexpr std::uint64_t version_1 = bit(13) - 1;  // execute, write, read, list, remove, make
constexpr std::uint64_t refer = bit(13), truncate_file = bit(14), device_control = bit(15);
constexpr std::uint64_t bind_and_connect_tcp = bit(0) | bit(1);
constexpr std::uint64_t abstract_sockets_and_signals = bit(0) | bit(1);
constexpr int path_rule = 1;
constexpr unsigned ask_version = 1;

int create_ruleset(const RulesetAttributes* attributes, std::size_t size, unsigned flags) {
    return static_cast<int>(syscall(SYS_landlock_create_ruleset, attributes, size, flags));
}

/// Everything that this version can forbid.
RulesetAttributes everything(int version) {
    RulesetAttributes all;
    all.files = version_1;
    if (version >= 2) all.files |= refer;
    if (version >= 3) all.files |= truncate_file;
    if (version >= 4) all.network = bind_and_connect_tcp;
    if (version >= 5) all.files |= device_control;
    if (version >= 6) all.scoped = abstract_sockets_and_signals;
    return all;
}

std::string not_yet(int version) {
    if (version >= 6) return {};
    std::string lacks = "signals and abstract sockets";
    if (version < 4) lacks += ", TCP";
    if (version < 3) lacks += ", truncating";
    return "this kernel's version cannot forbid by itself: " + lacks + " (seccomp does)";
}

void allow(int ruleset, const std::filesystem::path& path, std::uint64_t access) {
    const int opened = open(path.c_str(), O_PATH | O_CLOEXEC);
    if (opened < 0) return;
    struct stat status {};
    if (fstat(opened, &status) == 0) {
        PathRule rule;
        rule.allowed = S_ISDIR(status.st_mode) ? access : access & ~read_folder;
        rule.parent = opened;
        syscall(SYS_landlock_add_rule, ruleset, path_rule, &rule, 0U);  // one that fails allows less
    }
    close(opened);
}

}  // namespace

int landlock_version() {
    const int version = create_ruleset(nullptr, 0, ask_version);
    return version > 0 ? version : 0;
}

LandlockResult restrict_files(const ReachableFiles& files) {
    LandlockResult result;
    result.version = landlock_version();
    if (result.version == 0) {
        result.missing = "this kernel has none, or it is switched off";
        return result;
    }
    const RulesetAttributes attributes = everything(result.version);
    // A kernel that knows fewer members accepts the longer structure as long as the others are zero.
    const int ruleset = create_ruleset(&attributes, sizeof attributes, 0);
    if (ruleset < 0) {
        result.missing = std::string("no ruleset can be made: ") + std::strerror(errno);
        return result;
    }
    for (const auto& path : files.readable) allow(ruleset, path, read_file | read_folder);
    for (const auto& path : files.read_and_written) allow(ruleset, path, read_file | write_file);
    result.in_force = syscall(SYS_landlock_restrict_self, ruleset, 0U) == 0;
    result.missing =
        result.in_force ? not_yet(result.version) : std::string("it cannot be put in force: ") + std::strerror(errno);
    close(ruleset);
    return result;
}

}  // namespace nianbao::sandbox
