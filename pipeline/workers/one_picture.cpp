// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/workers/one_picture.h"

#include <poll.h>

#include <algorithm>
#include <optional>
#include <system_error>

#include "document/failure.h"
#include "ocr/sha256.h"
#include "pipeline/sandbox/reading_places.h"
#include "pipeline/workers/message_bytes.h"
#include "pipeline/workers/snapshot.h"
#include "pipeline/workers/worker_process.h"

namespace nianbao::workers {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t largest_picture = 64UL << 20;

Failure unreadable(const std::string& cause, int page) {
    return {"page.unreadable", "picture", cause, "the report may be damaged; look at it yourself", page};
}

class Errand {
  public:
    explicit Errand(const PictureRequest& request)
        : request_(request),
          bytes_(request.file),
          worker_({default_program(), request.memory_bytes, PoolOptions::Noise::swallow}) {
        while (!bytes_.copy_some()) {
        }
        // The bytes that are rendered are those that were asked for: the copy is what is looked at.
        const std::string copy = "/proc/self/fd/" + std::to_string(bytes_.descriptor());
        if (!request.sha256.empty() && sha256_of_file(copy) != request.sha256)
            throw Failure("report.changed", "picture", "the file is not the one that was converted any more",
                          "run nianbao batch again");
    }

    std::string run() {
        ask();
        const auto until = Clock::now() + request_.deadline;
        while (Clock::now() < until) {
            worker_.channel().send_some();
            worker_.read_errors();
            if (auto png = listen()) return *png;
            wait();
        }
        throw unreadable("rendering the page takes too long", request_.page);
    }

  private:
    void ask() {
        Greeting greeting;
        greeting.lock = request_.isolation == Isolation::required;
        if (greeting.lock) {
            for (const auto& place : sandbox::reading_places()) greeting.readable.push_back(place.string());
        }
        FileGiven given;
        given.name = request_.file.string();
        given.language = "chi_sim";
        SupervisorChannel& channel = worker_.channel();
        channel.queue(static_cast<std::uint8_t>(Ask::greet), to_bytes(greeting));
        channel.queue(static_cast<std::uint8_t>(Ask::file), to_bytes(given), bytes_.descriptor());
        channel.queue(static_cast<std::uint8_t>(Ask::picture),
                      to_bytes(PictureAsked{request_.page, request_.turned_degrees, 1, request_.dpi}));
        worker_.allow_processor_time(request_.deadline);
    }

    std::optional<std::string> listen() {
        for (;;) {
            const auto heard = worker_.channel().receive_some();
            Frame frame;
            while (worker_.channel().next(frame) == FrameReader::State::frame) {
                if (auto png = hear(frame)) return png;
            }
            const bool flooded = worker_.channel().received_bytes() > largest_picture;
            if (flooded || heard == SupervisorChannel::Heard::closed)
                throw unreadable("the process that renders it died", request_.page);
            if (heard == SupervisorChannel::Heard::nothing) return std::nullopt;
        }
    }

    std::optional<std::string> hear(const Frame& frame) const {
        switch (static_cast<Tell>(frame.kind)) {
            case Tell::done:
                return from_bytes<Answer>(frame.payload).payload;
            case Tell::failed: {
                Failure failure("", "", "", "");
                ByteReader(frame.payload)(failure);
                throw Failure(failure);
            }
            case Tell::lost:
                throw unreadable("rendering the page takes too much memory", request_.page);
            default:
                return std::nullopt;  // ready, and where it is
        }
    }

    void wait() {
        pollfd ends[2] = {{worker_.channel().number(), POLLIN, 0}, {worker_.errors(), POLLIN, 0}};
        if (worker_.channel().has_more_to_send()) ends[0].events |= POLLOUT;
        constexpr int at_most_ms = 200;
        poll(ends, 2, at_most_ms);
    }

    const PictureRequest& request_;
    Snapshot bytes_;
    WorkerProcess worker_;
};

}  // namespace

std::string one_picture(const PictureRequest& request) {
    try {
        return Errand(request).run();
    } catch (const std::system_error& error) {
        throw Failure("page.unreadable", "picture", error.what(), "try again later", request.page);
    }
}

}  // namespace nianbao::workers
