// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "fixtures/form.h"

// Which reports accuracy is measured on: strata of scan profile and resolution, and the seeds of each.
namespace nianbao::bench {

/// Seeds from 700000 to 799999 are for judging alone: no training, no calibration, no threshold and no test may be set
/// by looking at a report drawn from one of them.
/// Reports of other seeds are set in the fonts for tuning, so that neither seed nor font is ever seen on both sides.
inline constexpr std::uint64_t first_judging_seed = 700000, last_judging_seed = 799999;
inline constexpr int seeds_a_stratum = 1000;

/// One scan profile at one resolution.
struct Stratum {
    std::string profile;  ///< of fixtures/scan_profile.h, or "digital": not scanned at all
    int dpi = 0;          ///< of the scan; 0 for born-digital reports

    bool digital() const { return profile == "digital"; }
    std::string name() const;  ///< "office-300", "digital"
    friend bool operator==(const Stratum&, const Stratum&) = default;
};

/// Every stratum there is, in the order of the tables.
const std::vector<Stratum>& all_strata();

/// One report to be drawn.
struct DrawnReport {
    Stratum stratum;
    std::uint64_t seed = 0;
    fixtures::FormChoice form = fixtures::FormChoice::form_2021;
    int number = 0;  ///< within its stratum, from 0

    bool for_judging() const { return seed >= first_judging_seed && seed <= last_judging_seed; }
    std::string name() const;  ///< "office-300/707003"
};

struct TestSetOptions {
    int reports = 10;                   ///< in each stratum
    std::vector<std::string> profiles;  ///< empty: all
    std::vector<int> dpi;               ///< empty: all; born-digital reports have none and are chosen by profile
    std::uint64_t seed = first_judging_seed;
};

/// A report keeps its seed and form whatever else is asked for.
std::vector<DrawnReport> test_set(const TestSetOptions& options);

}  // namespace nianbao::bench
