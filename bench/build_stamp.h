// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

namespace nianbao::bench {

/// Which program a result was made by.
struct BuildStamp {
    std::string version;   ///< of the project
    std::string models;    ///< hash of the readers' models and calibration
    std::string build;     ///< hash of the program `nianbao`, its models and forms, and of the shape of results
    std::string fixtures;  ///< hash of the programs that draw reports
};

/// Of the programs beside this one.
BuildStamp build_stamp();

}  // namespace nianbao::bench
