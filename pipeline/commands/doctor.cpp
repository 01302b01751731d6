// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/commands/doctor.h"

#include <cstdio>
#include <set>
#include <string>

#include "pipeline/installation.h"

namespace nianbao {
namespace {

const char* verdict(const Finding& finding) {
    if (finding.present) return "ok     ";
    return finding.necessity == Necessity::required ? "MISSING" : "advice ";
}

void print(const Finding& finding) {
    std::string line = std::string(verdict(finding)) + "  " + finding.what + ": " + finding.where;
    if (!finding.present && !finding.package.empty()) line += "; install the Debian package " + finding.package;
    std::puts(line.c_str());
}

}  // namespace

int run_doctor() {
    std::set<std::string> packages;
    bool complete = true;
    for (const Finding& finding : examine_installation(installed_places())) {
        print(finding);
        if (finding.present || finding.necessity == Necessity::advised) continue;
        complete = false;
        if (!finding.package.empty()) packages.insert(finding.package);
    }
    if (complete) {
        std::puts("Everything that nianbao needs is installed.");
        return 0;
    }
    if (!packages.empty()) {
        std::string command = "To mend it:  apt-get install";
        for (const std::string& package : packages) command += " " + package;
        std::puts(command.c_str());
    }
    return 1;
}

}  // namespace nianbao
