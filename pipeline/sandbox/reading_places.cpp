// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/sandbox/reading_places.h"

#include <cstdlib>

#include "document/data_files.h"
#include "document/failure.h"
#include "pipeline/installation.h"

namespace nianbao::sandbox {
namespace {

namespace fs = std::filesystem;

constexpr const char* system_places[] = {
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share", "/usr/local/share", "/etc/fonts",
    "/etc/ld.so.cache", "/etc/localtime", "/var/cache/fontconfig",
    // How many processors and how much memory there are; libraries ask, and do without an answer too.
    "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu", "/dev/urandom"};

/// A folder of fonts that is somebody's whole home, or lies above it, is none.
bool holds_home(const fs::path& folder) {
    const char* const home = std::getenv("HOME");
    if (!home || !*home) return false;
    const fs::path from_home = fs::path(home).lexically_normal().lexically_relative(folder.lexically_normal());
    return !from_home.empty() && *from_home.begin() != "..";
}

void add_own_data(std::vector<fs::path>& places) {
    for (const char* file : {"parser/forms/disclosure.toml", "ocr/models/glyphs.net"}) {
        try {
            places.push_back(data_file(file).parent_path());
        } catch (const Failure&) {
            // Whoever needs it says what is missing.
        }
    }
}

}  // namespace

std::vector<fs::path> reading_places() {
    std::vector<fs::path> places(std::begin(system_places), std::end(system_places));
    const InstalledPlaces installed = installed_places();
    places.push_back(installed.tessdata);
    places.push_back(installed.poppler_data);
    for (const fs::path& folder : font_places()) {
        if (!holds_home(folder)) places.push_back(folder);
    }
    add_own_data(places);
    return places;
}

}  // namespace nianbao::sandbox
