// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/workers/seat.h"

#include <algorithm>
#include <utility>

#include "pipeline/workers/message_bytes.h"

namespace nianbao::workers {
namespace {

constexpr std::chrono::seconds longest_start{60};           // libraries from a cold, slow disk
constexpr std::size_t most_error_bytes = 1 << 20;           // of one task; a damaged file brings some kilobytes
constexpr int most_stages = 10'000;                         // of one task; a page has a dozen
constexpr std::size_t most_bytes = std::size_t{600} << 20;  // of one task: the longest answer, and its stages
constexpr int most_pieces = 64;                             // read in one go, so that the others get their turn

Death flooded() {
    return {Death::Kind::crash, "crash (flooded its output)", {}};
}
Death garbled() {
    return {Death::Kind::crash, "crash (sent what cannot be understood)", {}};
}

/// What a worker says may end on a terminal.
std::string printable(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
    return text;
}

Failure printable(const Failure& failure) {
    return {failure.code(), printable(failure.stage()), printable(failure.cause()), printable(failure.remedy()),
            failure.page()};
}

}  // namespace

Seat::Seat(WorkerSettings settings, std::string greeting, SeatLimits limits)
    : settings_(std::move(settings)), greeting_(std::move(greeting)), limits_(limits) {}

void Seat::start() {
    vacate();
    worker_ = std::make_unique<WorkerProcess>(settings_);
    worker_->channel().queue(static_cast<std::uint8_t>(Ask::greet), greeting_);
    started_ = Clock::now();
    pages_read_ = 0;
}

void Seat::give(Assignment assignment) {
    SupervisorChannel& channel = worker_->channel();
    channel.forget_bytes();
    worker_->forget_errors();
    const int file = assignment.task.place.file;
    if (!knows(assignment.document, file)) {
        channel.queue(static_cast<std::uint8_t>(Ask::file), to_bytes(assignment.file), assignment.file_descriptor);
        document_ = assignment.document;
        file_ = file;
    }
    channel.queue(static_cast<std::uint8_t>(assignment.ask), assignment.request);
    assignment.request.clear();
    if (limits_.deadline.count() > 0) worker_->allow_processor_time(limits_.deadline);
    const auto now = Clock::now();
    at_work_ = AtWork{std::move(assignment), now, now, {}, 0};
    channel.send_some();
}

std::optional<TaskOutcome> Seat::attend(const Ear& ear) {
    if (!worker_) return std::nullopt;
    worker_->channel().send_some();
    worker_->read_errors();
    if (at_work_ && worker_->error_bytes() > most_error_bytes) return dies(flooded());
    // What has arrived counts, however late we come to look.
    if (auto outcome = listen(ear)) return outcome;
    if (!worker_) return std::nullopt;
    if (!ready_ && Clock::now() - started_ > longest_start) return dies();
    if (const auto death = overdue()) return dies(death);
    return std::nullopt;
}

std::optional<TaskOutcome> Seat::listen(const Ear& ear) {
    for (int piece = 0; piece < most_pieces; ++piece) {
        const auto heard = worker_->channel().receive_some();
        Frame frame;
        auto state = FrameReader::State::incomplete;
        while ((state = worker_->channel().next(frame)) == FrameReader::State::frame) {
            auto outcome = hear(frame, ear);
            if (outcome || !worker_) return outcome;
        }
        if (state == FrameReader::State::too_long) return dies(garbled());
        if (worker_->channel().received_bytes() > most_bytes) return dies(flooded());
        if (heard == SupervisorChannel::Heard::closed) return dies();
        if (heard == SupervisorChannel::Heard::nothing) break;
    }
    return std::nullopt;
}

std::optional<TaskOutcome> Seat::hear(const Frame& frame, const Ear& ear) {
    try {
        if (!ready_) return be_ready(frame);
        if (!at_work_) return dies(garbled());
        switch (static_cast<Tell>(frame.kind)) {
            case Tell::at:
                note(from_bytes<Whereabouts>(frame.payload), ear);
                return at_work_->stages > most_stages ? dies(flooded()) : std::nullopt;
            case Tell::done: {
                auto answer = from_bytes<Answer>(frame.payload);
                const double seconds = std::chrono::duration<double>(Clock::now() - at_work_->since).count();
                return over(Success{std::move(answer.payload), std::move(answer.times), seconds});
            }
            case Tell::failed: {
                Failure failure("", "", "", "");
                ByteReader(frame.payload)(failure);
                return over(printable(failure));
            }
            case Tell::lost: {
                const auto loss = from_bytes<Loss>(frame.payload);
                const bool memory = loss.kind == LossKind::memory;
                return dies(Death{memory ? Death::Kind::memory : Death::Kind::internal,
                                  memory ? "memory" : "an internal error: " + printable(loss.what),
                                  {}});
            }
            default:
                return dies(garbled());
        }
    } catch (const Failure&) {
        return dies(garbled());
    }
}

std::optional<TaskOutcome> Seat::be_ready(const Frame& frame) {
    if (static_cast<Tell>(frame.kind) != Tell::ready) return dies(garbled());
    from_bytes<Readiness>(frame.payload);
    ready_ = true;
    failed_starts_ = 0;
    return std::nullopt;
}

void Seat::note(Whereabouts place, const Ear& ear) {
    place.stage = printable(place.stage.substr(0, 100));
    if (!place.stage.empty()) at_work_->stage = place.stage;
    at_work_->latest = Clock::now();
    ++at_work_->stages;
    if (ear) ear(at_work_->assignment.ticket, place);
}

std::optional<TaskOutcome> Seat::over(std::variant<Success, Failure, Death> what) {
    TaskOutcome outcome{at_work_->assignment.document, at_work_->assignment.task, std::move(what)};
    at_work_.reset();
    if (outcome.task.kind == TaskKind::page || outcome.task.kind == TaskKind::second_look) ++pages_read_;
    if (pages_read_ >= limits_.pages_per_worker) vacate();
    return outcome;
}

std::optional<TaskOutcome> Seat::dies(std::optional<Death> why) {
    worker_->read_errors();
    const Death seen = worker_->end();
    Death death = why.value_or(seen);
    if (!ready_) {
        ++failed_starts_;
        why_not_started_ = worker_->last_errors().empty() ? seen.how : printable(worker_->last_errors());
    }
    std::optional<TaskOutcome> outcome;
    if (at_work_) {
        death.stage = at_work_->stage;
        outcome = over(std::move(death));
    }
    vacate();
    return outcome;
}

std::optional<Death> Seat::overdue() const {
    if (!at_work_) return std::nullopt;
    const auto now = Clock::now();
    const bool late = limits_.deadline.count() > 0 && now - at_work_->since >= limits_.deadline;
    const bool silent = limits_.silence.count() > 0 && now - at_work_->latest >= limits_.silence;
    if (!late && !silent) return std::nullopt;
    return Death{Death::Kind::timeout, "timeout", {}};
}

std::optional<Clock::time_point> Seat::alarm() const {
    if (!worker_) return std::nullopt;
    if (!ready_) return started_ + longest_start;
    std::optional<Clock::time_point> first;
    if (!at_work_) return first;
    if (limits_.deadline.count() > 0) first = at_work_->since + limits_.deadline;
    if (limits_.silence.count() > 0)
        first = std::min(first.value_or(Clock::time_point::max()), at_work_->latest + limits_.silence);
    return first;
}

}  // namespace nianbao::workers
