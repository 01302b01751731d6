// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/commands/doctor.h"

#include <cstdio>
#include <set>
#include <string>

#include "pipeline/installation.h"
#include "pipeline/sandbox/reading_places.h"
#include "pipeline/sandbox/sandbox.h"

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

/// What touches inputs is locked in by layers; without one of them, nothing is read unless the user says so.
bool print_sandbox() {
    const auto layers = sandbox::examine({sandbox::reading_places(), {"/dev/null"}});
    for (const sandbox::Layer& layer : layers)
        std::puts(((layer.in_force ? "ok       sandbox, " : "MISSING  sandbox, ") + layer.name + ": " + layer.detail)
                      .c_str());
    const bool complete = sandbox::complete(layers);
    if (layers.empty()) std::puts("MISSING  sandbox: it cannot be tried here");
    if (!complete) std::puts("Without the whole sandbox, inputs are read only with --no-sandbox.");
    return complete;
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
    const bool locked = print_sandbox();
    if (complete && locked) {
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
