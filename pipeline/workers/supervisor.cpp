// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/workers/supervisor.h"

#include <poll.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "document/failure.h"
#include "pipeline/sandbox/reading_places.h"
#include "pipeline/workers/message_bytes.h"

namespace nianbao::workers {
namespace {

constexpr int most_failed_starts = 3;  // then no worker will ever come up
constexpr std::chrono::seconds between_starts{1};

std::string greeting_of(const PoolOptions& options) {
    Greeting greeting;
    greeting.lock = options.isolation == Isolation::required;
    if (greeting.lock) {
        for (const auto& place : sandbox::reading_places()) greeting.readable.push_back(place.string());
    }
    greeting.faults = options.faults;
    return to_bytes(greeting);
}

FileGiven given(const DocumentRequest& request, int file) {
    FileGiven given;
    given.name = request.files.at(static_cast<std::size_t>(file)).string();
    given.alone = request.files.size() == 1;
    given.password = request.password;
    given.language = request.language;
    given.dpi = request.dpi;
    given.pages = request.pages.text();
    return given;
}

void describe(Assignment& assignment, const DocumentWork& work) {
    const Task& task = assignment.task;
    switch (task.kind) {
        case TaskKind::open:
            assignment.ask = Ask::open;
            assignment.request = to_bytes(OpenAsked{task.attempt});
            return;
        case TaskKind::page:
            assignment.ask = Ask::page;
            assignment.request = to_bytes(PageAsked{task.place.file, task.place.page, task.attempt, {}});
            return;
        case TaskKind::second_look:
            assignment.ask = Ask::page;
            assignment.request =
                to_bytes(PageAsked{task.place.file, task.place.page, task.attempt, work.lent(task.place)});
            return;
        case TaskKind::assemble:
            assignment.ask = Ask::assemble;
            assignment.request = to_bytes(work.assembly(task.attempt));
            return;
        case TaskKind::picture:
            assignment.ask = Ask::picture;
            assignment.request =
                to_bytes(PictureAsked{task.place.page, work.turned_degrees(task.place), task.attempt, picture_dpi});
            return;
    }
}

}  // namespace

Pool::Supervisor::Supervisor(const PoolOptions& options) : options_(options) {
    if (options_.program.empty()) options_.program = default_program();
    const WorkerSettings settings{options_.program, options_.memory_bytes, options_.noise};
    const SeatLimits limits{options_.page_deadline, options_.silence, std::max(1, options_.pages_per_worker)};
    const std::string greeting = greeting_of(options_);
    for (int seat = 0; seat < std::max(1, options_.jobs); ++seat) seats_.emplace_back(settings, greeting, limits);
}

void Pool::Supervisor::submit(DocumentRequest request) {
    Item& item = documents_.emplace_back(std::move(request), std::max(1, options_.attempts));
    item.id = next_id_++;
}

bool Pool::Supervisor::wants_more() const {
    const auto waiting = std::count_if(documents_.begin(), documents_.end(), [](const Item& i) { return !i.begun; });
    return waiting < static_cast<std::ptrdiff_t>(seats_.size());
}

std::optional<DocumentResult> Pool::Supervisor::wait(std::chrono::milliseconds at_most) {
    constexpr std::chrono::milliseconds longest = std::chrono::hours(24 * 365);
    const auto until = Clock::now() + std::min(at_most, longest);
    collect();
    while (finished_.empty() && !documents_.empty()) {
        turn(until);
        collect();
        if (Clock::now() >= until) break;
    }
    if (finished_.empty()) return std::nullopt;
    DocumentResult result = std::move(finished_.front());
    finished_.pop_front();
    return result;
}

void Pool::Supervisor::cancel_all() {
    for (Seat& seat : seats_) seat.vacate();
    documents_.clear();
    finished_.clear();
}

void Pool::Supervisor::turn(Clock::time_point until) {
    fetch_some();
    hand_out();
    listen(until);
}

bool Pool::Supervisor::fetching() const {
    return std::any_of(documents_.begin(), documents_.end(),
                       [](const Item& item) { return !item.fetched && !item.work.finished(); });
}

void Pool::Supervisor::fetch_some() {
    for (Item& item : documents_) {
        if (item.fetched || item.work.finished()) continue;
        fetch_some_of(item);
        return;
    }
}

/// Opens one more file of a document, or copies a piece of the one that was opened last.
void Pool::Supervisor::fetch_some_of(Item& item) {
    const auto& files = item.work.request().files;
    try {
        if (item.files.empty()) item.files.push_back(std::make_unique<Snapshot>(files.front()));
        if (!item.files.back()->copy_some()) return;
        item.fetched = item.files.size() == files.size();
        if (!item.fetched) item.files.push_back(std::make_unique<Snapshot>(files[item.files.size()]));
    } catch (const Failure& failure) {
        item.work.give_up(ending_of(failure.code()), failure);
    } catch (const std::system_error& error) {
        item.work.give_up(Ending::no_output_space, Failure("supervisor.no_means", "open", error.what(),
                                                           "free memory or close programs, then try again"));
    }
}

/// Its own document first, which the worker has open; then one that its worker left by dying, or those would pile up;
/// then one that nobody has begun; then whichever is the oldest.
Pool::Supervisor::Item* Pool::Supervisor::choose_for(const Seat& seat) {
    Item *orphan = nullptr, *fresh = nullptr, *oldest = nullptr;
    for (Item& item : documents_) {
        if (!item.fetched || item.work.finished() || item.work.tasks() == 0) continue;
        if (seat.knows(item.id)) return &item;
        if (!orphan && item.begun && !is_with_a_worker(item)) orphan = &item;
        if (!fresh && !item.begun) fresh = &item;
        if (!oldest) oldest = &item;
    }
    if (orphan) return orphan;
    return fresh ? fresh : oldest;
}

bool Pool::Supervisor::is_with_a_worker(const Item& item) const {
    return std::any_of(seats_.begin(), seats_.end(), [&item](const Seat& seat) { return seat.knows(item.id); });
}

int Pool::Supervisor::starting() const {
    return static_cast<int>(std::count_if(seats_.begin(), seats_.end(), [](const Seat& s) { return s.starting(); }));
}

int Pool::Supervisor::tasks() const {
    int tasks = 0;
    for (const Item& item : documents_) tasks += item.fetched && !item.work.finished() ? item.work.tasks() : 0;
    return tasks;
}

void Pool::Supervisor::hand_out() {
    for (Seat& seat : seats_) {
        Item* const item = seat.idle() ? choose_for(seat) : nullptr;
        if (item) assign(seat, *item);
    }
    // No more workers than there is work for.
    for (Seat& seat : seats_) {
        if (seat.empty() && (starting() >= tasks() || !fill(seat))) return;
    }
}

void Pool::Supervisor::assign(Seat& seat, Item& item) {
    Assignment assignment;
    assignment.document = item.id;
    assignment.ticket = item.work.request().ticket;
    assignment.task = *item.work.next();
    const int file = assignment.task.place.file;
    assignment.file = given(item.work.request(), file);
    assignment.file_descriptor = item.files.at(static_cast<std::size_t>(file))->descriptor();
    describe(assignment, item.work);
    item.begun = true;
    seat.give(std::move(assignment));
}

/// @return whether a worker is on its way
bool Pool::Supervisor::fill(Seat& seat) {
    if (seat.failed_starts() >= most_failed_starts) {
        no_more_workers("workers cannot be started: " + seat.why_not_started());
        return false;
    }
    if (Clock::now() < next_start_) return false;
    try {
        seat.start();
        failed_starts_ = 0;
        return true;
    } catch (const std::system_error& error) {
        next_start_ = Clock::now() + between_starts;
        const bool others = std::any_of(seats_.begin(), seats_.end(), [](const Seat& s) { return !s.empty(); });
        if (++failed_starts_ >= most_failed_starts && !others) no_more_workers(error.what());
        return false;
    }
}

void Pool::Supervisor::no_more_workers(const std::string& why) {
    for (Item& item : documents_)
        item.work.give_up(Ending::no_output_space, Failure("supervisor.no_workers", "start", why,
                                                           "see what nianbao doctor says, then try again"));
}

int Pool::Supervisor::patience(Clock::time_point until) const {
    if (fetching()) return 0;
    auto next = until;
    bool waits_for_start = false;
    for (const Seat& seat : seats_) {
        if (const auto alarm = seat.alarm()) next = std::min(next, *alarm);
        waits_for_start = waits_for_start || seat.empty();
    }
    if (waits_for_start && next_start_ > Clock::now()) next = std::min(next, next_start_);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

void Pool::Supervisor::listen(Clock::time_point until) {
    if (std::all_of(documents_.begin(), documents_.end(), [](const Item& item) { return item.work.finished(); }))
        return;
    std::vector<pollfd> waits;
    for (const Seat& seat : seats_) {
        if (seat.empty()) continue;
        waits.push_back({seat.socket(), static_cast<short>(POLLIN | (seat.wants_to_send() ? POLLOUT : 0)), 0});
        if (seat.errors() >= 0) waits.push_back({seat.errors(), POLLIN, 0});
    }
    poll(waits.data(), waits.size(), patience(until));
    for (Seat& seat : seats_) {
        auto outcome = seat.attend([this](std::uint64_t ticket, const Whereabouts& place) {
            if (options_.progress) options_.progress(ticket, place.page, place.pages, place.stage);
        });
        if (outcome) take(std::move(*outcome));
    }
}

void Pool::Supervisor::take(TaskOutcome outcome) {
    Item* const item = item_of(outcome.document);
    if (!item) return;  // it was ended meanwhile
    if (auto* success = std::get_if<Success>(&outcome.what)) item->work.succeeded(outcome.task, std::move(*success));
    if (const auto* failure = std::get_if<Failure>(&outcome.what)) item->work.failed(outcome.task, *failure);
    if (const auto* death = std::get_if<Death>(&outcome.what)) item->work.died(outcome.task, *death);
}

Pool::Supervisor::Item* Pool::Supervisor::item_of(std::uint64_t id) {
    const auto found =
        std::find_if(documents_.begin(), documents_.end(), [id](const Item& item) { return item.id == id; });
    return found == documents_.end() ? nullptr : &*found;
}

/// A file that is being written gives half a report, or a failure that says nothing: what it is says this.
void Pool::Supervisor::check_unchanged(Item& item) {
    const bool changed = item.fetched && std::any_of(item.files.begin(), item.files.end(),
                                                     [](const auto& file) { return file->has_changed(); });
    if (changed) item.work.overrule(Ending::unreadable, Snapshot::changed());
}

void Pool::Supervisor::collect() {
    for (auto item = documents_.begin(); item != documents_.end();) {
        if (!item->work.finished()) {
            ++item;
            continue;
        }
        check_unchanged(*item);
        finished_.push_back(item->work.take_result());
        // Workers that are still at it work in vain: at a page of a document that has failed otherwise.
        for (Seat& seat : seats_) {
            if (seat.at_work() && seat.knows(item->id)) seat.vacate();
        }
        item = documents_.erase(item);
    }
}

}  // namespace nianbao::workers
