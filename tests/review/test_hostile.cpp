// SPDX-License-Identifier: GPL-3.0-or-later
// Rubbish, floods and dawdlers: refused, and the next one is served all the same.
#include <catch2/catch.hpp>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "tests/review/running_server.h"

using namespace nianbao;
using namespace nianbao::testing;
using namespace std::chrono_literals;

namespace {

/// After whatever a test did, an honest browser is served.
void check_still_serves(RunningServer& server) {
    const auto browser = server.enter();
    CHECK(ask(server.port(), server.get(browser, "/api/queue")).status == 200);
}

review::ServerLimits impatient() {
    review::ServerLimits limits;
    limits.head = 300ms;
    limits.body = 300ms;
    limits.write = 300ms;
    return limits;
}

}  // namespace

TEST_CASE("paths that are not ours in their plain form are refused") {
    RunningServer server;
    const auto browser = server.enter();
    for (const char* target :
         {"/../etc/passwd", "/..", "/api/../index.html", "/%2e%2e/etc/passwd", "/api/%71ueue", "/..%2f..%2fetc",
          "//etc", "/api/queue/../answer", "/etc\\passwd", "http://127.0.0.1/api/queue", "*", "/api/queue?a=%",
          "/api/queue?a=%zz", "/api/queue?a=1&a=2", "/api/queue?=1", "/API/queue"}) {
        INFO(target);
        CHECK(ask(server.port(), server.get(browser, target)).status == 400);
    }
    CHECK(server.api().calls == 0);
    for (const char* target : {"/etc/passwd", "/index.html", "/work.js.map", "/.git/config", "/store.db"}) {
        INFO(target);
        CHECK(ask(server.port(), server.get(browser, target)).status == 404);
    }
    check_still_serves(server);
}

TEST_CASE("only GET and POST, and POST only to the API") {
    RunningServer server;
    const auto browser = server.enter();
    const std::string get = server.get(browser, "/api/queue");
    for (const char* method : {"HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "BREW"}) {
        INFO(method);
        const Answer answer = ask(server.port(), std::string(method) + get.substr(3));
        CHECK((answer.status == 405 || answer.status == 400));
    }
    CHECK(ask(server.port(), server.post(browser, "/", "{}")).status == 405);
    CHECK(ask(server.port(), server.post(browser, "/enter", "{}")).status == 405);
    CHECK(server.api().calls == 0);
}

TEST_CASE("what is too long is refused") {
    RunningServer server;
    const auto browser = server.enter();
    const std::string long_body(65 * 1024, ' ');
    CHECK(ask(server.port(), server.post(browser, "/api/answer", long_body)).status == 413);
    // Without a length said beforehand, too.
    const std::string chunked =
        with(server.post(browser, "/api/answer", ""), "Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\n");
    CHECK(ask(server.port(), chunked + "10400\r\n" + std::string(0x10400, ' ') + "\r\n0\r\n\r\n").status == 413);
    CHECK(ask(server.port(),
              with(server.post(browser, "/api/answer", ""), "Content-Length: 0\r\n", "Content-Length: 99999999999\r\n"))
              .status == 413);
    const std::string many_fields =
        with(server.get(browser, "/api/queue"), "Cookie: ", "X-Long: " + std::string(17 * 1024, 'a') + "\r\nCookie: ");
    CHECK(ask(server.port(), many_fields).status == 431);
    CHECK(ask(server.port(), server.get(browser, "/api/queue?a=" + std::string(17 * 1024, 'a'))).status >= 400);
    CHECK(server.api().calls == 0);
    CHECK(ask(server.port(), server.post(browser, "/api/answer", std::string(63 * 1024, ' '))).status == 200);
}

TEST_CASE("what is no HTTP is refused") {
    RunningServer server;
    for (const std::string& rubbish :
         {std::string("rubbish\r\n\r\n"), std::string("GET /\r\n\r\n"), std::string("\x16\x03\x01\x02\x00\x01\x00", 7),
          std::string("GET / HTTP/1.1\r\nHost x\r\n\r\n"), std::string("GET / HTTP/9.9\r\n\r\n"),
          std::string(100, '\0'), std::string("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"),
          std::string("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"),
          std::string("GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n")}) {
        INFO(rubbish);
        RawClient client(server.port());
        client.say(rubbish + "\r\n\r\n");
        const int status = client.hear(2s).status;
        CHECK((status == 0 || status >= 400));
    }
    check_still_serves(server);
}

TEST_CASE("whoever dawdles is shown out, and keeps nobody waiting") {
    RunningServer server(impatient());
    const auto browser = server.enter();
    const std::string request = server.post(browser, "/api/answer", "{\"a\": 1}");
    SECTION("saying nothing") {
        RawClient client(server.port());
        CHECK(client.is_closed_within(10s));
    }
    SECTION("a byte now and then: it is the whole that counts") {
        RawClient client(server.port());
        bool open = true;
        for (std::size_t i = 0; open && i < 200; ++i) {
            open = client.say(request.substr(i, 1)) && !client.is_closed_within(20ms);
        }
        CHECK_FALSE(open);
    }
    SECTION("a body that does not come") {
        RawClient client(server.port());
        client.say(request.substr(0, request.size() - 1));
        CHECK(client.is_closed_within(10s));
    }
    SECTION("an answer that nobody takes") {
        server.api().answer = [](const review::Request&) {
            review::Response response;
            response.body.assign(std::size_t{64} << 20, 'x');
            return response;
        };
        RawClient client(server.port());
        client.say(request);
        std::this_thread::sleep_for(1s);
        std::size_t taken = 0;
        taken = client.hear(5s).body.size();
        CHECK(taken < std::size_t{64} << 20);
        server.api().answer = nullptr;
    }
    CHECK(ask(server.port(), server.get(browser, "/api/queue")).status == 200);
}

TEST_CASE("too many connections at once: the last ones are closed, the first go on") {
    review::ServerLimits limits;
    limits.connections = 4;
    RunningServer server(limits);
    const auto browser = server.enter();
    // Those of entering may still be on their way out.
    std::this_thread::sleep_for(1500ms);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->say(server.get(browser, "/api/queue"));
        REQUIRE(clients.back()->hear().status == 200);
    }
    RawClient fifth(server.port());
    CHECK(fifth.is_closed_within(5s));
    clients.front()->say(server.get(browser, "/api/queue"));
    CHECK(clients.front()->hear().status == 200);
    clients.clear();
    std::this_thread::sleep_for(200ms);
    check_still_serves(server);
}

TEST_CASE("requests one after another on one connection") {
    RunningServer server;
    const auto browser = server.enter();
    RawClient client(server.port());
    client.say(server.get(browser, "/api/a") + server.get(browser, "/api/b"));
    CHECK(client.hear().body == "/api/a ");
    CHECK(client.hear().body == "/api/b ");
    client.say(with(server.get(browser, "/api/c"), "Cookie", "Connection: close\r\nCookie"));
    CHECK(client.hear().body == "/api/c ");
    CHECK(client.is_closed_within(5s));
}

TEST_CASE("slow work keeps no quick one waiting") {
    RunningServer server;
    const auto browser = server.enter();
    std::mutex until_told;
    std::unique_lock held(until_told);
    server.api().answer = [&](const review::Request& request) {
        if (request.path == "/api/slow") const std::lock_guard wait(until_told);
        return review::Response();
    };
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 5; ++i) {
        slow.push_back(std::make_unique<RawClient>(server.port()));
        slow.back()->say(server.get(browser, "/api/slow"));
    }
    CHECK(ask(server.port(), server.get(browser, "/api/queue")).status == 200);
    held.unlock();
    for (const auto& client : slow) CHECK(client->hear().status == 200);
}

TEST_CASE("a handler that throws costs its own request only, and says nothing of the inside") {
    RunningServer server;
    const auto browser = server.enter();
    server.api().answer = [](const review::Request&) -> review::Response { throw std::runtime_error("/secret/path"); };
    const Answer answer = ask(server.port(), server.get(browser, "/api/queue"));
    CHECK(answer.status == 500);
    CHECK(answer.body.find("secret") == std::string::npos);
    server.api().answer = nullptr;
    check_still_serves(server);
}

TEST_CASE("ending answers what is at work, and closes what waits") {
    RunningServer server;
    const auto browser = server.enter();
    std::mutex until_told;
    std::unique_lock held(until_told);
    std::atomic<bool> begun{false};
    server.api().answer = [&](const review::Request&) {
        begun = true;
        const std::lock_guard wait(until_told);
        review::Response response;
        response.body = "done";
        return response;
    };
    RawClient at_work(server.port()), waiting(server.port());
    at_work.say(server.get(browser, "/api/queue"));
    while (!begun) std::this_thread::sleep_for(5ms);
    std::thread ending([&] { server.stop(); });
    CHECK(waiting.is_closed_within(10s));
    held.unlock();
    CHECK(at_work.hear().body == "done");
    CHECK(at_work.is_closed_within(10s));
    ending.join();
}
