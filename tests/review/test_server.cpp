// SPDX-License-Identifier: GPL-3.0-or-later
// Who is let in, and who is not.
#include <catch2/catch.hpp>

#include "document/failure.h"
#include "review/server/page_files.h"
#include "tests/review/running_server.h"

using namespace nianbao;
using namespace nianbao::testing;

TEST_CASE("a token opens one session, and is spent") {
    RunningServer server;
    const std::string token = server.new_token();
    const std::string request = "GET /enter?token=" + token + " HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n";
    const Answer first = ask(server.port(), request);
    CHECK(first.status == 303);
    const std::string place = first.field("Location");
    CHECK(place.size() == std::string("/s/").size() + 64 + 1);
    CHECK(first.field("Set-Cookie").find("; Path=" + place + "; HttpOnly; SameSite=Strict") != std::string::npos);
    CHECK(first.field("Set-Cookie").find("nianbao_" + std::to_string(server.port()) + "=") == 0);

    const Answer second = ask(server.port(), request);
    CHECK(second.status == 403);
    CHECK(second.field("Set-Cookie").empty());
}

TEST_CASE("a new token makes the one before void, and guessed ones open nothing") {
    RunningServer server;
    const std::string old = server.new_token(), current = server.new_token();
    const std::string close = current.substr(0, 63) + (current[63] == '0' ? "1" : "0");
    for (const std::string& token : {old, close, std::string(), std::string(64, '0'), current.substr(0, 63)}) {
        INFO(token);
        CHECK(ask(server.port(), "GET /enter?token=" + token + " HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n")
                  .status == 403);
    }
    CHECK(ask(server.port(), "GET /enter HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n").status == 403);
    CHECK(server.enter().key.size() == 64);
}

TEST_CASE("the cookie alone opens nothing: who does not know the session's place gets neither page nor key") {
    RunningServer server;
    const auto browser = server.enter(), other = server.enter();
    CHECK(browser.place != other.place);
    auto guessing = browser;
    for (const std::string& place : {std::string(), other.place, "/s/" + std::string(64, '0'), browser.place + "0"}) {
        INFO(place);
        guessing.place = place;
        const Answer page = ask(server.port(), server.get(guessing, "/"));
        CHECK(page.status == 401);
        CHECK(page.body.find(browser.key) == std::string::npos);
        CHECK(ask(server.port(), server.get(guessing, "/api/queue")).status == 401);
        CHECK(ask(server.port(), server.post(guessing, "/api/answer", "{}")).status == 401);
    }
    CHECK(server.api().calls == 0);
    // The entrance is one, and not within a session.
    CHECK(ask(server.port(), server.get(browser, "/enter?token=" + server.new_token())).status == 404);
}

TEST_CASE("whoever was let in gets the page, its files and the API") {
    RunningServer server;
    const auto browser = server.enter();
    const Answer page = ask(server.port(), server.get(browser, "/"));
    CHECK(page.status == 200);
    CHECK(page.field("Content-Type") == "text/html; charset=utf-8");
    CHECK(page.body.find("{{") == std::string::npos);
    const Answer call = ask(server.port(), server.post(browser, "/api/answer", "{}"));
    CHECK(call.status == 200);
    CHECK(call.body == "/api/answer {}");
    const std::string files = "/files/" + std::string(review::page_files_tag());
    const Answer script = ask(server.port(), server.get(browser, files + "/main.js"));
    CHECK(script.status == 200);
    CHECK(script.field("Content-Type").find("text/javascript") == 0);
    CHECK(script.field("Cache-Control").find("immutable") != std::string::npos);
    CHECK(page.body.find(files + "/main.js") != std::string::npos);
    for (const std::string& other : {files, files + "/index.html", files + "/nothing.js", std::string("/main.js"),
                                     std::string("/files/0/main.js"), std::string("/index.html")}) {
        INFO(other);
        CHECK(ask(server.port(), server.get(browser, other)).status == 404);
    }
    CHECK(ask(server.port(), server.get(browser, "/nothing.js")).status == 404);
}

TEST_CASE("everything says that nothing is kept, framed, sniffed or loaded from elsewhere") {
    RunningServer server;
    const auto browser = server.enter();
    for (const std::string& request : {server.get(browser, "/"), server.get(browser, "/api/queue"),
                                       server.get(browser, "/nothing"), std::string("rubbish\r\n\r\n")}) {
        const Answer answer = ask(server.port(), request);
        INFO(request << answer.head);
        const std::string policy = answer.field("Content-Security-Policy");
        CHECK(policy.find("default-src 'none'") == 0);
        CHECK(policy.find("unsafe") == std::string::npos);
        CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
        CHECK(answer.field("X-Content-Type-Options") == "nosniff");
        CHECK(answer.field("Referrer-Policy") == "no-referrer");
        CHECK(answer.field("Cross-Origin-Resource-Policy") == "same-origin");
        CHECK(answer.field("Cache-Control") == "no-store");
        CHECK(answer.field("Access-Control-Allow-Origin").empty());
    }
}

TEST_CASE("a wrong Host is refused: a name that was made to point here is not ours") {
    RunningServer server;
    const auto browser = server.enter();
    const std::string good = server.get(browser, "/api/queue"), host = "Host: " + server.host() + "\r\n";
    const std::string port = std::to_string(server.port());
    REQUIRE(ask(server.port(), good).status == 200);
    CHECK(ask(server.port(), with(good, host, "Host: localhost:" + port + "\r\n")).status == 200);
    const int calls = server.api().calls;
    for (const std::string& bad :
         {std::string("evil.example:") + port, std::string("127.0.0.1"), std::string("127.0.0.1:1"),
          "127.0.0.1.evil.example:" + port, "0.0.0.0:" + port, "[::1]:" + port, std::string()}) {
        INFO(bad);
        CHECK(ask(server.port(), with(good, host, "Host: " + bad + "\r\n")).status == 421);
    }
    CHECK(ask(server.port(), with(good, host, "")).status == 421);
    CHECK(ask(server.port(), with(good, host, host + host)).status == 421);
    CHECK(server.api().calls == calls);
}

TEST_CASE("another site's requests are refused") {
    RunningServer server;
    const auto browser = server.enter();
    const std::string good = server.post(browser, "/api/answer", "{}"), site = "Sec-Fetch-Site: same-origin\r\n";
    const std::string origin = "Origin: http://" + server.host() + "\r\n", type = "Content-Type: application/json\r\n";
    REQUIRE(ask(server.port(), good).status == 200);
    const int calls = server.api().calls;
    for (const char* other : {"cross-site", "same-site", "none", "rubbish"}) {
        INFO(other);
        CHECK(ask(server.port(), with(good, site, "Sec-Fetch-Site: " + std::string(other) + "\r\n")).status == 403);
    }
    for (const std::string& other : {std::string("null"), std::string("http://evil.example"),
                                     "https://" + server.host(), std::string("http://127.0.0.1:1")}) {
        INFO(other);
        CHECK(ask(server.port(), with(good, origin, "Origin: " + other + "\r\n")).status == 403);
    }
    CHECK(ask(server.port(), with(good, origin, "")).status == 403);
    for (const char* other : {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""}) {
        INFO(other);
        CHECK(ask(server.port(), with(good, type, "Content-Type: " + std::string(other) + "\r\n")).status == 415);
    }
    CHECK(server.api().calls == calls);
    // A link on another site must not spend the token either.
    const std::string token = server.new_token();
    const std::string enter = "GET /enter?token=" + token + " HTTP/1.1\r\nHost: " + server.host() + "\r\n";
    CHECK(ask(server.port(), enter + "Sec-Fetch-Site: cross-site\r\n\r\n").status == 403);
    CHECK(ask(server.port(), enter + "Sec-Fetch-Site: none\r\n\r\n").status == 303);
}

TEST_CASE("a missing or wrong cookie or key is refused") {
    RunningServer server;
    const auto browser = server.enter(), other = server.enter();
    const std::string good = server.get(browser, "/api/queue");
    const std::string cookie = "Cookie: " + browser.cookie + "\r\n", key = "X-Nianbao-Key: " + browser.key + "\r\n";
    REQUIRE(ask(server.port(), good).status == 200);
    const int calls = server.api().calls;
    CHECK(ask(server.port(), with(good, cookie, "")).status == 401);
    CHECK(ask(server.port(), with(good, cookie, "Cookie: nianbao=1\r\n")).status == 401);
    CHECK(ask(server.port(), with(good, cookie, "Cookie: " + browser.cookie + "0\r\n")).status == 401);
    CHECK(ask(server.port(), with(good, cookie, "Cookie: " + browser.cookie + "; " + other.cookie + "\r\n")).status ==
          401);
    CHECK(ask(server.port(), with(good, key, "")).status == 403);
    CHECK(ask(server.port(), with(good, key, "X-Nianbao-Key: " + std::string(64, '0') + "\r\n")).status == 403);
    CHECK(ask(server.port(), with(good, key, "X-Nianbao-Key: " + other.key + "\r\n")).status == 403);
    CHECK(server.api().calls == calls);
    CHECK(ask(server.port(), "GET / HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n").status == 401);
}

TEST_CASE("only loopback can be reached, and a port that is taken is said in words") {
    RunningServer server;
    FakeApi api;
    review::Sessions sessions;
    review::Site site(sessions, api);
    try {
        const review::Server second(site, sessions, server.port());
        FAIL("two servers on one port");
    } catch (const Failure& failure) {
        CHECK(failure.code() == "review.port");
        CHECK(failure.cause().find(std::to_string(server.port())) != std::string::npos);
    }
}
