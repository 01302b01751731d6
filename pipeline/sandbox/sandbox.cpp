// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/sandbox/sandbox.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "pipeline/atomic_file.h"
#include "pipeline/sandbox/layer_bytes.h"
#include "pipeline/sandbox/limits.h"
#include "pipeline/sandbox/seccomp.h"

namespace nianbao::sandbox {

namespace {

Layer no_new_privileges() {
    Layer layer{"no new privileges", prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0,
                "set-user-id programs have no effect"};
    if (!layer.in_force) layer.detail = std::strerror(errno);
    return layer;
}

Layer limits() {
    rlimit core{}, files{};
    const bool there = getrlimit(RLIMIT_CORE, &core) == 0 && getrlimit(RLIMIT_NOFILE, &files) == 0 &&
                       core.rlim_max == 0 && files.rlim_max != RLIM_INFINITY;
    return {"limits", there, there ? "memory, processor time, descriptors, sizes of files; no core files" : "not set"};
}

Layer landlock(const ReachableFiles& files) {
    const LandlockResult result = restrict_files(files);
    Layer layer{"Landlock", result.in_force, result.missing};
    if (!result.in_force) return layer;
    layer.detail =
        "version " + std::to_string(result.version) + ": reads system folders, fonts and models, writes nothing";
    if (result.version >= 6) layer.detail += ", no TCP, no signals to others";
    if (!result.missing.empty()) layer.detail += "; " + result.missing;
    return layer;
}

Layer seccomp() {
    const std::string why_not = filter_system_calls();
    return {"seccomp", why_not.empty(), why_not.empty() ? "no sockets, no programs, no other processes" : why_not};
}

std::string read_all(int descriptor) {
    std::string all;
    std::array<char, 4096> buffer;
    for (ssize_t got = 0; (got = read(descriptor, buffer.data(), buffer.size())) != 0;) {
        if (got < 0 && errno != EINTR) break;
        if (got > 0) all.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return all;
}

[[noreturn]] void examine_in_child(int out, const ReachableFiles& files) {
    try {
        set_limits({});
        write_to_descriptor(out, to_bytes(enter(files)), "the parent");
    } catch (...) {
        _exit(1);
    }
    _exit(0);
}

}  // namespace

std::vector<Layer> enter(const ReachableFiles& files) {
    std::vector<Layer> layers = {no_new_privileges(), limits(), landlock(files)};
    layers.push_back(seccomp());
    return layers;
}

bool complete(const std::vector<Layer>& layers) {
    return !layers.empty() && std::all_of(layers.begin(), layers.end(), [](const Layer& l) { return l.in_force; });
}

std::string lacking(const std::vector<Layer>& layers) {
    std::string list;
    for (const Layer& layer : layers) {
        if (layer.in_force) continue;
        list += (list.empty() ? "" : "; ") + layer.name + ": " + layer.detail;
    }
    return layers.empty() ? "it cannot be tried" : list;
}

std::vector<Layer> examine(const ReachableFiles& files) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return {};
    const pid_t child = fork();
    if (child == 0) examine_in_child(ends[1], files);
    close(ends[1]);
    std::vector<Layer> layers;
    try {
        if (child > 0) layers = from_bytes<std::vector<Layer>>(read_all(ends[0]));
    } catch (const std::exception&) {
        layers.clear();  // the child died of it
    }
    close(ends[0]);
    while (child > 0 && waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
    }
    return layers;
}

}  // namespace nianbao::sandbox
