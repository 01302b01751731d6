// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/workers/worker.h"

#include <malloc.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <string>

#include "document/failure.h"
#include "pipeline/sandbox/sandbox.h"
#include "pipeline/workers/desk.h"
#include "pipeline/workers/frames.h"
#include "pipeline/workers/message_bytes.h"
#include "pipeline/workers/page_picture.h"

namespace nianbao::workers {
namespace {

template <class Message>
void tell(WorkerChannel& channel, Tell kind, const Message& message) {
    channel.send(static_cast<std::uint8_t>(kind), to_bytes(message));
}

/// Says where the work is, and lets a test's misfortune happen there.
class Teller : public Progress {
  public:
    Teller(WorkerChannel& channel, std::vector<Fault> faults) : channel_(channel), faults_(std::move(faults)) {}
    void at(int page, int pages, std::string_view stage) override {
        tell(channel_, Tell::at, Whereabouts{page, pages, std::string(stage)});
        strike(faults_, stage, page, attempt_, channel_.number());
    }
    void begin(int attempt) { attempt_ = attempt; }

  private:
    WorkerChannel& channel_;
    std::vector<Fault> faults_;
    int attempt_ = 1;
};

/// OpenCV has an exception of its own for want of memory.
bool means_want_of_memory(const std::string& what) {
    return what.find("nsufficient memory") != std::string::npos || what.find("bad_alloc") != std::string::npos;
}

[[noreturn]] void lose(WorkerChannel& channel, LossKind kind, const std::string& what) {
    tell(channel, Tell::lost, Loss{kind, what.substr(0, 500)});
    // Whatever happened, this process is not one to read the next page.
    _exit(1);
}

/// The one boundary at which whatever ends a request is caught.
void serve(WorkerChannel& channel, Desk& desk, const Frame& request) {
    try {
        const Answer answer = desk.answer(static_cast<Ask>(request.kind), request.payload);
        if (static_cast<Ask>(request.kind) != Ask::file) tell(channel, Tell::done, answer);
    } catch (const Failure& failure) {
        if (failure.code() == "bytes.damaged") lose(channel, LossKind::internal, failure.cause());
        tell(channel, Tell::failed, failure);
    } catch (const std::bad_alloc&) {
        lose(channel, LossKind::memory, "needs more memory than it may have");
    } catch (const std::exception& error) {
        const std::string what = error.what();
        lose(channel, means_want_of_memory(what) ? LossKind::memory : LossKind::internal, what);
    }
}

Greeting receive_greeting(WorkerChannel& channel) {
    const Frame frame = channel.receive();
    if (static_cast<Ask>(frame.kind) != Ask::greet) throw std::runtime_error("there was no greeting");
    return from_bytes<Greeting>(frame.payload);
}

Readiness lock(const Greeting& greeting) {
    if (!greeting.lock) return {};
    sandbox::ReachableFiles files;
    files.readable.assign(greeting.readable.begin(), greeting.readable.end());
    files.read_and_written = {"/dev/null"};
    Readiness readiness{sandbox::enter(files)};
    if (!sandbox::complete(readiness.layers))
        throw std::runtime_error("the sandbox is not in force: " + sandbox::lacking(readiness.layers));
    return readiness;
}

/// Pages are made of pictures of many megabytes, taken and given back over and over. Kept by the process instead of
/// going back to the kernel each time, they save a third of a page's time.
void keep_memory() {
    constexpr int largest_threshold = 32 << 20;  // the C library accepts no more
    mallopt(M_MMAP_THRESHOLD, largest_threshold);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
}

}  // namespace

int run_worker(int descriptor) {
    int kind = 0;
    socklen_t size = sizeof kind;
    if (getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &kind, &size) != 0) {
        std::fputs("nianbao: workers are started by nianbao itself\n", stderr);
        return 2;
    }
    keep_memory();
    use_few_threads();
    try {
        WorkerChannel channel(descriptor);
        Greeting greeting = receive_greeting(channel);
        const Readiness readiness = lock(greeting);
        Teller teller(channel, std::move(greeting.faults));
        Desk desk(channel, teller, [&teller](int attempt) { teller.begin(attempt); });
        tell(channel, Tell::ready, readiness);
        for (;;) serve(channel, desk, channel.receive());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "nianbao: worker: %s\n", error.what());
    }
    _exit(1);  // without the libraries' farewells: they have nothing to save
}

}  // namespace nianbao::workers
