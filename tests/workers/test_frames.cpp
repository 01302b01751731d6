// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <thread>

#include "document/failure.h"
#include "pipeline/page_selection.h"
#include "pipeline/workers/faults.h"
#include "pipeline/workers/frames.h"
#include "pipeline/workers/snapshot.h"
#include "tests/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::workers;
using nianbao::testing::content_of;
using nianbao::testing::TemporaryFolder;
using nianbao::testing::write_file;

TEST_CASE("frames come out as they went in, however they were cut") {
    const std::string bytes = framed(3, "abc") + framed(0, "") + framed(255, std::string(1000, 'x'));
    for (const std::size_t piece : {1UL, 2UL, 7UL, 5000UL}) {
        FrameReader reader(1000);
        std::vector<Frame> frames;
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            reader.take(std::string_view(bytes).substr(at, piece));
            Frame frame;
            while (reader.next(frame) == FrameReader::State::frame) frames.push_back(frame);
        }
        REQUIRE(frames.size() == 3);
        CHECK(frames[0].payload == "abc");
        CHECK(frames[1].payload.empty());
        CHECK(frames[2].kind == 255);
        CHECK(frames[2].payload.size() == 1000);
    }
}

TEST_CASE("a frame that claims too much is not waited for") {
    FrameReader reader(1000);
    reader.take(framed(1, std::string(1001, 'x')).substr(0, 5));
    Frame frame;
    CHECK(reader.next(frame) == FrameReader::State::too_long);
}

TEST_CASE("requests of megabytes and a descriptor reach a worker without the supervisor waiting") {
    int ends[2];
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    SupervisorChannel supervisor(ends[0], 100);
    const TemporaryFolder folder;
    write_file(folder / "x", "content");
    const int file = open((folder / "x").c_str(), O_RDONLY | O_CLOEXEC);
    const std::string large(5 << 20, 'y');
    supervisor.queue(7, large);
    supervisor.queue(8, "with it", file);
    supervisor.send_some();
    REQUIRE(supervisor.has_more_to_send());
    std::string seen;
    std::thread worker([&] {
        WorkerChannel channel(ends[1]);
        seen = channel.receive().payload == large ? "large " : "";
        seen += channel.receive().payload;
        const int came = channel.take_descriptor();
        char buffer[16] = {};
        if (pread(came, buffer, sizeof buffer, 0) > 0) seen += std::string(" ") + buffer;
        close(came);
        channel.send(9, "answer");
    });
    while (supervisor.has_more_to_send()) supervisor.send_some();
    worker.join();
    close(file);
    CHECK(seen == "large with it content");
    Frame frame;
    CHECK(supervisor.receive_some() == SupervisorChannel::Heard::something);
    CHECK(supervisor.next(frame) == FrameReader::State::frame);
    CHECK(frame.payload == "answer");
    close(ends[1]);
    CHECK(supervisor.receive_some() == SupervisorChannel::Heard::closed);
}

TEST_CASE("faults are read strictly") {
    const auto faults = parse_faults("crash@render:2:1,hang@find regions,memory@read:3");
    REQUIRE(faults.has_value());
    REQUIRE(faults->size() == 3);
    CHECK(faults->at(0).attempts == 1);
    CHECK(faults->at(1).stage == "find regions");
    CHECK(faults->at(1).page == 0);
    CHECK(faults->at(2).what == Misfortune::memory);
    CHECK(parse_faults("")->empty());
    for (const char* wrong : {"1", "crash", "crash@", "break@render", "crash@render:x", "crash@render:1:2:3"})
        CHECK_FALSE(parse_faults(wrong).has_value());
}

TEST_CASE("a selection of pages is written as it is read") {
    for (const char* text : {"", "1", "1,3-5,9-", "2-"})
        CHECK(PageSelection::parse(*text ? text : "1-").value().text() == (*text ? text : "1-"));
    CHECK(PageSelection().text().empty());
}

TEST_CASE("a snapshot has the bytes of one moment, and nobody changes it") {
    const TemporaryFolder folder;
    const std::string content(20 << 20, 'a');  // several pieces
    write_file(folder / "x", content);
    Snapshot snapshot(folder / "x");
    while (!snapshot.copy_some()) {
    }
    CHECK_FALSE(snapshot.has_changed());
    const std::string path = "/proc/self/fd/" + std::to_string(snapshot.descriptor());
    CHECK(content_of(path) == content);
    CHECK(write(snapshot.descriptor(), "x", 1) < 0);
    CHECK(ftruncate(snapshot.descriptor(), 0) < 0);

    write_file(folder / "x", content);  // the same again: only its date is new
    CHECK_FALSE(snapshot.has_changed());
    write_file(folder / "x", content + "b");
    CHECK(snapshot.has_changed());
    CHECK(content_of(path) == content);

    Snapshot replaced(folder / "x");
    while (!replaced.copy_some()) {
    }
    write_file(folder / "y", "another");
    std::filesystem::rename(folder / "y", folder / "x");
    CHECK_FALSE(replaced.has_changed());
}

TEST_CASE("a file that changes while it is copied is refused") {
    const TemporaryFolder folder;
    const auto code = [&](const std::string& then) {
        write_file(folder / "x", std::string(20 << 20, 'a'));
        Snapshot snapshot(folder / "x");
        CHECK_FALSE(snapshot.copy_some());
        write_file(folder / "x", then);
        try {
            while (!snapshot.copy_some()) {
            }
        } catch (const Failure& failure) {
            return failure.code();
        }
        return std::string("none");
    };
    CHECK(code("short now") == "input.changed");
    CHECK(code(std::string(30 << 20, 'a')) == "input.changed");
    CHECK(code(std::string(20 << 20, 'b')) == "input.changed");
}

TEST_CASE("what is no file to read is refused as everywhere") {
    const TemporaryFolder folder;
    write_file(folder / "empty", "");
    const auto code = [&](const std::string& name) {
        try {
            Snapshot snapshot(folder / name);
        } catch (const Failure& failure) {
            return failure.code();
        }
        return std::string("none");
    };
    CHECK(code("missing") == "input.missing");
    CHECK(code("empty") == "input.empty");
    CHECK(code(".") == "input.directory");
}
