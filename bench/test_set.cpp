// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/test_set.h"

#include <algorithm>
#include <array>

namespace nianbao::bench {
namespace {

using fixtures::FormChoice;

/// Of ten reports five follow the form of 2021, three that of 2019, and two mix them; early ones show every kind.
constexpr std::array<FormChoice, 10> forms{
    FormChoice::form_2021, FormChoice::form_2019, FormChoice::mixed, FormChoice::form_2021, FormChoice::form_2021,
    FormChoice::form_2019, FormChoice::form_2021, FormChoice::mixed, FormChoice::form_2019, FormChoice::form_2021};

template <class T>
bool wanted(const std::vector<T>& list, const T& item) {
    return list.empty() || std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

std::string Stratum::name() const {
    return digital() ? profile : profile + "-" + std::to_string(dpi);
}

std::string DrawnReport::name() const {
    return stratum.name() + "/" + std::to_string(seed);
}

const std::vector<Stratum>& all_strata() {
    static const std::vector<Stratum> strata = [] {
        std::vector<Stratum> all{{"digital", 0}};
        for (const char* profile : {"clean", "office", "seal", "turned", "copy", "photo", "bad"}) {
            for (const int dpi : {300, 200, 150}) all.push_back({profile, dpi});
        }
        return all;
    }();
    return strata;
}

std::vector<DrawnReport> test_set(const TestSetOptions& options) {
    std::vector<DrawnReport> set;
    for (std::size_t s = 0; s < all_strata().size(); ++s) {
        const Stratum& stratum = all_strata()[s];
        if (!wanted(options.profiles, stratum.profile)) continue;
        if (!stratum.digital() && !wanted(options.dpi, stratum.dpi)) continue;
        for (int i = 0; i < options.reports; ++i) {
            set.push_back({stratum, options.seed + s * seeds_a_stratum + static_cast<std::uint64_t>(i),
                           forms[static_cast<std::size_t>(i) % forms.size()], i});
        }
    }
    return set;
}

}  // namespace nianbao::bench
