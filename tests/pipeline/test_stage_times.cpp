// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "pipeline/stage_times.h"

using namespace nianbao;

TEST_CASE("times add up by stage and page, and are laid out for people") {
    StageTimes times;
    CHECK(times.table().empty());
    times.add("render", 1, 0.5);
    times.add("read", 1, 1);
    times.add("render", 2, 0.25);
    times.add("read", 1, 1);
    times.add("parse", 0, 0.125);
    CHECK(times.total("read") == Approx(2));
    CHECK(times.total("nothing") == 0);
    CHECK(times.total() == Approx(2.875));
    const std::string table = times.table();
    CHECK(table.find("page 1") < table.find("page 2"));
    CHECK(table.find("page 2") < table.find("document"));
    CHECK(table.find("2.00") != std::string::npos);
}

TEST_CASE("a clock without a book measures nothing") {
    StageTimes times;
    { const StageClock clock(&times, "render", 1); }
    { const StageClock clock(nullptr, "render", 1); }
    CHECK(times.total("render") >= 0);
    CHECK_FALSE(times.table().empty());
}
