// SPDX-License-Identifier: GPL-3.0-or-later
// Which rules are of one table where wear has left it in parts.
#include <algorithm>
#include <catch2/catch.hpp>

#include "layout/rule_clusters.h"

using namespace nianbao;
using namespace nianbao::layout;

namespace {

Rule rule(Direction direction, double across, double from, double to) {
    Rule out;
    out.direction = direction;
    out.along0 = from;
    out.along1 = to;
    out.thickness = 3;
    out.path = {{from, across}, {to, across}};
    return out;
}

/// Every boundary between the given rows and columns.
void add_grid(Rules& rules, const std::vector<double>& columns, const std::vector<double>& rows) {
    for (const double x : columns) rules.vertical.push_back(rule(Direction::vertical, x, rows.front(), rows.back()));
    for (const double y : rows)
        rules.horizontal.push_back(rule(Direction::horizontal, y, columns.front(), columns.back()));
}

std::size_t columns_in(const Cluster& cluster) {
    std::vector<double> at;
    for (const Rule& side : cluster.vertical) at.push_back(side.across(side.along0));
    std::ranges::sort(at);
    return static_cast<std::size_t>(std::unique(at.begin(), at.end()) - at.begin());
}

const std::vector<double> all{300, 500, 700, 900, 1100, 1300, 1500};

}  // namespace

TEST_CASE("half of a table that lies within the other half brings the columns that it alone has") {
    Rules rules;
    // The outer rules reach across, and have the first columns and the last.
    add_grid(rules, {300, 500, 1500}, {400, 800});
    // Not meeting them: the rows between, and the columns that cross these.
    for (const double y : {500.0, 600.0, 700.0}) rules.horizontal.push_back(rule(Direction::horizontal, y, 520, 1480));
    for (const double x : {700.0, 900.0, 1100.0, 1300.0})
        rules.vertical.push_back(rule(Direction::vertical, x, 500, 780));
    // Their rows go on with pieces that the outer half has.
    for (const double y : {500.0, 600.0, 700.0}) rules.horizontal.push_back(rule(Direction::horizontal, y, 300, 490));
    const std::vector<Cluster> clusters = clusters_of(rules);
    REQUIRE(clusters.size() == 1);
    CHECK(columns_in(clusters[0]) == 7);
}

TEST_CASE("parts whose rows run into each other and whose columns go on are one table, those that follow are two") {
    const bool apart = GENERATE(false, true);
    INFO(apart);
    Rules rules;
    // Above, all columns end at another height each; below they go on, and some begin before others have ended.
    for (std::size_t c = 0; c < all.size(); ++c) {
        const bool early = c % 2 == 0;
        const double end = apart ? 800 : early ? 840 : 960, begin = apart ? 1000 : early ? 900 : 1020;
        rules.vertical.push_back(rule(Direction::vertical, all[c], 400, end));
        rules.vertical.push_back(rule(Direction::vertical, all[c], begin, 1400));
    }
    for (const double y : {400.0, 600.0, 800.0}) rules.horizontal.push_back(rule(Direction::horizontal, y, 300, 1500));
    for (const double y : {1020.0, 1200.0, 1400.0})
        rules.horizontal.push_back(rule(Direction::horizontal, y, 300, 1500));
    CHECK(clusters_of(rules).size() == (apart ? 2 : 1));
}

TEST_CASE("articles of one table whose rules broke into pieces hang together, whole ones in a row do not") {
    const bool broken = GENERATE(true, false);
    INFO(broken);
    Rules rules;
    // A line across the sheet parts the articles, of which each has columns of its own; the sides hold them together.
    for (const double top : {400.0, 720.0, 1040.0}) {
        for (const double x : {700.0, 1100.0}) rules.vertical.push_back(rule(Direction::vertical, x, top, top + 240));
        for (const double y : {top, top + 120, top + 240}) {
            if (broken) {
                for (const double x : {320.0, 640.0, 900.0})
                    rules.horizontal.push_back(rule(Direction::horizontal, y, x, x + (x < 400 ? 300 : 240)));
            } else {
                rules.horizontal.push_back(rule(Direction::horizontal, y, 320, 1140));
            }
        }
        if (!broken) continue;
        for (const double x : {300.0, 1500.0}) {
            rules.vertical.push_back(rule(Direction::vertical, x, top, top + 130));
            rules.vertical.push_back(rule(Direction::vertical, x, top + 140, top + 310));
        }
    }
    CHECK(clusters_of(rules).size() == (broken ? 1 : 3));
}

TEST_CASE("a long rule within a table that meets none of its rules belongs to it, a stroke does not") {
    Rules rules;
    add_grid(rules, {900, 1100, 1300, 1500}, {400, 600, 800});
    rules.horizontal.push_back(rule(Direction::horizontal, 1000, 300, 1500));  // its last row is as wide as it is
    for (Rule& side : rules.vertical) {
        side.along1 = 1000;
        side.path.back().x = 1000;
    }
    rules.vertical.push_back(rule(Direction::vertical, 500, 440, 960));
    rules.vertical.push_back(rule(Direction::vertical, 650, 640, 700));
    const std::vector<Cluster> clusters = clusters_of(rules);
    REQUIRE(clusters.size() == 1);
    CHECK(columns_in(clusters[0]) == 5);
}

TEST_CASE("the edges of a sheet around two tables, and below and beside both, are of neither") {
    Rules rules;
    add_grid(rules, {500, 800, 1100, 1400}, {400, 500, 600, 700});
    add_grid(rules, {500, 700, 900, 1400}, {900, 1000, 1100, 1200});
    // The left edge begins below the upper table: apart from it in both directions.
    rules.vertical.push_back(rule(Direction::vertical, 200, 800, 1500));
    rules.vertical.push_back(rule(Direction::vertical, 1700, 600, 1540));
    rules.horizontal.push_back(rule(Direction::horizontal, 1540, 230, 1700));
    std::vector<Cluster> tables = clusters_of(rules);
    std::erase_if(tables, [](const Cluster& c) { return c.vertical.size() < 2; });
    REQUIRE(tables.size() == 2);
    for (const Cluster& table : tables) CHECK(columns_in(table) == 4);
}
