// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "bench/markdown.h"
#include "bench/report.h"

using namespace nianbao;
using namespace nianbao::bench;

namespace {

ReportResult some_result() {
    ReportResult result;
    result.version = "1.2.3";
    result.build = "b1";
    result.stratum = {"office", 300};
    result.seed = 704000;
    result.form = "2021";
    result.families = {"FreeSerif"};
    for (const char* variant :
         {"both readers, sums", "both readers", "glyphs, sums", "glyphs", "Tesseract, sums", "Tesseract"}) {
        result.scores[variant] = {10, 9, 0, 1, 0, 1, 0, 0};
    }
    result.bad.push_back({Fault::silent, "applications.granted.total", "7", "1", 0.9999});
    result.cells.push_back({0.9999, false});
    result.readings.push_back({Witness::glyphs, 0.99, true});
    result.prose = {100, 1, 2};
    return result;
}

}  // namespace

TEST_CASE("a result comes back as it was written") {
    const ReportResult result = some_result(), again = read_result(write_result(result));
    CHECK(again.name() == "office-300/704000");
    CHECK(again.product() == result.product());
    CHECK(again.bad.front().fault == Fault::silent);
    CHECK(again.readings.front().witness == Witness::glyphs);
    CHECK(write_result(again) == write_result(result));
    CHECK_THROWS(read_result("{}"));
}

TEST_CASE("the page names what was measured, what is not met, and every silent cell") {
    const std::string page = accuracy_page({some_result()}, {{}, 2, 220});
    CHECK(page.find("1.2.3") != std::string::npos);
    CHECK(page.find("of 220 asked for") != std::string::npos);
    CHECK(page.find("| office-300 | 1 | 10 | 90.00 % |") != std::string::npos);
    CHECK(page.find("**not met**") != std::string::npos);
    CHECK(page.find("| office-300/704000 | applications.granted.total | 7 | 1 | 0.999900 |") != std::string::npos);
    CHECK(bad_cells_json({some_result()}).find("\"silent\"") != std::string::npos);
}

TEST_CASE("results of several builds are not passed off as one") {
    ReportResult other = some_result();
    other.build = "b2";
    CHECK(introduction({some_result(), other}, {{}, 2, 2}).find("several builds") != std::string::npos);
    CHECK(introduction({some_result()}, {{}, 2, 1}).find("several builds") == std::string::npos);
}

TEST_CASE("numbers as people write them; a share is never rounded to 100 or 0") {
    CHECK(percent(1.0) == "100 %");
    CHECK(percent(0.0) == "0 %");
    CHECK(percent(0.99999) == "99.999 %");
    CHECK(percent(0.9995) == "99.95 %");
    CHECK(percent(0.00001) == "0.001 %");
    CHECK(grouped(1234567) == "1,234,567");
    CHECK(grouped(-123) == "-123");
    CHECK(grouped(7) == "7");
    CHECK(one_in(1.0 / 20000) == "1 in 20,000");
    CHECK(one_in(0) == "0");
}
