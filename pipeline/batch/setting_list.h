// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "pipeline/batch/settings.h"

// One list of all settings, from which both the options and the keys of the settings file come: "--memory-per-worker"
// on the command line is "memory_per_worker" in the file.
namespace nianbao::batch {

struct Setting {
    enum class Kind {
        flag,     ///< an option without argument; true or false in the file
        number,   ///< a bare number in the file
        text,     ///< a string in the file
        measure,  ///< a number or a string: "2G", "90s"
        list,     ///< several texts
    };
    std::string key;  ///< as in the file
    Kind kind = Kind::text;
    std::string argument;  ///< what help calls it; empty for flags
    std::string help;
    /// @throws UsageError in words that begin with what was given
    std::function<void(Settings&, const std::vector<std::string>&)> apply;

    std::string option() const;  ///< "--memory-per-worker"
};

const std::vector<Setting>& all_settings();
/// Null when there is none of this name.
const Setting* find_setting(const std::string& key);

/// Values that only make sense together, checked when all are known. @throws UsageError
void check_settings(const Settings& settings);

}  // namespace nianbao::batch
