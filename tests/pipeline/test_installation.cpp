// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "document/failure.h"
#include "pipeline/installation.h"
#include "tests/temporary_folder.h"

using namespace nianbao;
using nianbao::testing::TemporaryFolder;
using nianbao::testing::write_file;

namespace {

std::string remedy(const InstalledPlaces& places, SourceNeeds needs, const std::string& language = "chi_sim") {
    try {
        require_installed(places, needs, language);
    } catch (const Failure& failure) {
        return failure.remedy();
    }
    return "";
}

}  // namespace

TEST_CASE("this system has everything") {
    const auto findings = examine_installation(installed_places());
    CHECK(findings.size() > 5);
    for (const Finding& finding : findings) {
        INFO(finding.what << ": " << finding.where);
        CHECK((finding.present || finding.necessity == Necessity::advised));
    }
    CHECK(remedy(installed_places(), SourceNeeds::reading_and_rendering).empty());
}

TEST_CASE("what is missing is named with its package") {
    const TemporaryFolder nothing;
    InstalledPlaces places = installed_places();
    places.tessdata = nothing.path();
    CHECK(remedy(places, SourceNeeds::reading) == "install the Debian package tesseract-ocr-chi-sim");
    CHECK(remedy(places, SourceNeeds::nothing).empty());

    places = installed_places();
    places.poppler_data = nothing.path();
    CHECK(remedy(places, SourceNeeds::reading_and_rendering) == "install the Debian package poppler-data");
    CHECK(remedy(places, SourceNeeds::reading).empty());
    CHECK(remedy(installed_places(), SourceNeeds::reading, "chi_sim+xyz") ==
          "install the Debian package tesseract-ocr-xyz");
}

TEST_CASE("what a source needs is told from its first bytes") {
    const TemporaryFolder folder;
    const auto needs = [&](const std::string& content) {
        write_file(folder / "source", content);
        return needs_of(folder / "source");
    };
    CHECK(needs("%PDF-1.7\n") == SourceNeeds::reading_and_rendering);
    CHECK(needs("junk before\n%PDF-1.4\n") == SourceNeeds::reading_and_rendering);
    CHECK(needs("\x89PNG\r\n") == SourceNeeds::reading);
    CHECK(needs(std::string("MM\0*\0", 5)) == SourceNeeds::reading);
    CHECK(needs("MMXXI年报") == SourceNeeds::nothing);
    CHECK(needs("") == SourceNeeds::nothing);
    CHECK(needs_of(folder / "missing") == SourceNeeds::nothing);
    CHECK(needs_of(folder.path()) == SourceNeeds::nothing);
}
