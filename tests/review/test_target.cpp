// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "review/server/secret.h"
#include "review/server/target.h"

using namespace nianbao::review;

TEST_CASE("a target is taken apart and decoded") {
    const auto target = parse_target("/api/queue?body=%E5%B8%82+%26&text=&limit=5");
    REQUIRE(target);
    CHECK(target->path == "/api/queue");
    CHECK(target->query.at("body") == "市 &");
    CHECK(target->query.at("text").empty());
    CHECK(target->query.at("limit") == "5");
    CHECK(parse_target("/")->query.empty());
    CHECK(parse_target("/?")->query.empty());
}

TEST_CASE("targets that no page of ours sends are refused") {
    for (const char* bad : {"", "api", "/a..b", "//", "/a//b", "/A", "/a%20b", "/a b", "/?x=%4", "/?x=%g0", "/?x=1&x=1",
                            "/?=x", "/?&", "/?x%3d=1"}) {
        INFO(bad);
        CHECK_FALSE(parse_target(bad));
    }
    CHECK_FALSE(parse_target(std::string("/a\0b", 4)));
}

TEST_CASE("one cookie is found among others") {
    CHECK(cookie_value("a=1; nianbao_80=xyz; b=2", "nianbao_80") == "xyz");
    CHECK(cookie_value("nianbao_80=", "nianbao_80") == "");
    CHECK_FALSE(cookie_value("nianbao_8=1; anianbao_80=2", "nianbao_80"));
    CHECK_FALSE(cookie_value("nianbao_80=1; nianbao_80=2", "nianbao_80"));
    CHECK_FALSE(cookie_value("", "nianbao_80"));
}

TEST_CASE("secrets are long, and none is like another") {
    const std::string one = new_secret(), other = new_secret();
    CHECK(one.size() == 64);
    CHECK(one != other);
    CHECK(same_secret(one, one));
    CHECK_FALSE(same_secret(one, other));
    CHECK_FALSE(same_secret(one, one.substr(1)));
    CHECK_FALSE(same_secret(one, ""));
}
