// SPDX-License-Identifier: GPL-3.0-or-later
// The program itself before a store: how it begins and ends, who reaches it, and what a kill leaves.
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "tests/pipeline/run_program.h"
#include "tests/review/page_client.h"
#include "tests/review/review_process.h"
#include "tests/review/seeded_store.h"
#include "tests/temporary_folder.h"

using namespace nianbao::testing;
using nlohmann::json;

namespace {

SeedOptions some_doubt() {
    SeedOptions options;
    options.readers = doubtful_readers();
    return options;
}

bool answers_at(const sockaddr_in& address) {
    const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool connected = connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(client);
    return connected;
}

/// The machine's own addresses that others could reach.
std::vector<sockaddr_in> outer_addresses(unsigned short port) {
    std::vector<sockaddr_in> found;
    ifaddrs* all = nullptr;
    if (getifaddrs(&all) != 0) return found;
    for (const ifaddrs* one = all; one; one = one->ifa_next) {
        if (!one->ifa_addr || one->ifa_addr->sa_family != AF_INET) continue;
        sockaddr_in address = *reinterpret_cast<sockaddr_in*>(one->ifa_addr);
        address.sin_port = htons(port);
        if ((ntohl(address.sin_addr.s_addr) >> 24) != 127) found.push_back(address);
    }
    freeifaddrs(all);
    return found;
}

json first_row(const PageClient& page) {
    return json::parse(page.get("queue?limit=1").body)["rows"][0];
}

std::string cell_call(const json& key) {
    return "work?document=" + key["document"].dump() + "&cell=" + key["cell"].get<std::string>();
}

}  // namespace

TEST_CASE("it begins with an address for one use, gives another on Enter, and ends with Ctrl-C") {
    const TemporaryFolder folder;
    seed_store(folder / "store", some_doubt());
    ReviewProcess review(folder / "store", "wang", folder.path());
    const PageClient page(review.port(), review.address());
    CHECK(page.get("queue").status == 200);
    const std::string again = review.new_address();
    CHECK(again != review.address());
    const PageClient other(review.port(), again);
    CHECK(other.get("queue").status == 200);
    CHECK(page.get("queue").status == 200);
    CHECK(review.end() == 0);
}

TEST_CASE("nobody reaches it from outside") {
    const TemporaryFolder folder;
    seed_store(folder / "store", some_doubt());
    const ReviewProcess review(folder / "store", "wang", folder.path());
    for (const sockaddr_in& address : outer_addresses(review.port())) CHECK_FALSE(answers_at(address));
}

TEST_CASE("wrong use and stores that are none are said in a line") {
    const TemporaryFolder folder;
    const ProgramRun none = run_program({"review", "--store", "nothing", "--no-browser"}, folder.path());
    CHECK(none.exit_code == 1);
    CHECK(line_count(none.error) == 1);
    CHECK(run_program({"review"}, folder.path()).exit_code == 2);
    CHECK(run_program({"review", "--store", "s", "--port", "70000"}, folder.path()).exit_code == 2);
    CHECK(run_program({"review", "--store", "s", "--reviewer", ""}, folder.path()).exit_code == 2);
    CHECK(run_program({"review", "--help"}, folder.path()).exit_code == 0);
}

TEST_CASE("killed in the middle of a save: the answer is there whole or not at all") {
    const TemporaryFolder folder;
    seed_store(folder / "store", some_doubt());
    const char* more = std::getenv("NIANBAO_KILLS");
    const int rounds = more ? std::atoi(more) : 12;
    std::mt19937 random(7);
    int stored = 0;
    for (int round = 0; round < rounds; ++round) {
        ReviewProcess review(folder / "store", "wang", folder.path());
        const PageClient page(review.port(), review.address());
        const json key = first_row(page), before = json::parse(page.get(cell_call(key)).body);
        const std::string typed = std::to_string(50000 + round);
        const json answer = {{"document", key["document"]},
                             {"cell", key["cell"]},
                             {"kind", "typed"},
                             {"printed", typed},
                             {"version", before["version"]}};
        RawClient client(review.port());
        client.say(page.posting("answer", answer.dump()));
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 6000));
        review.kill();

        ReviewProcess again(folder / "store", "wang", folder.path());
        const PageClient later(again.port(), again.address());
        const json after = json::parse(later.get(cell_call(key)).body);
        const bool there = !after["answer"].is_null();
        stored += there ? 1 : 0;
        INFO("round " << round << after.dump());
        CHECK(after["cell"]["printed"] == (there ? json(typed) : before["cell"]["printed"]));
        CHECK(after["history"].size() == (there ? 1U : 0U));
        CHECK((after["cell"]["answered"] == there));
        CHECK(later.get("queue").status == 200);
    }
    WARN(stored << " of " << rounds << " answers were stored before the kill");
    const ProgramRun verified = run_program({"verify", "--store", "store"}, folder.path());
    INFO(verified.out << verified.error);
    CHECK(verified.exit_code == 0);
}
