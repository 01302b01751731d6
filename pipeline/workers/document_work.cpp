// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/workers/document_work.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "parser/record_bytes.h"
#include "pipeline/workers/message_bytes.h"

namespace nianbao::workers {
namespace {

const char* code_of(Death::Kind kind) {
    switch (kind) {
        case Death::Kind::timeout:
            return "worker.timeout";
        case Death::Kind::memory:
            return "worker.memory";
        case Death::Kind::internal:
            return "worker.internal";
        case Death::Kind::crash:
            break;
    }
    return "worker.crash";
}

const char* remedy_of(Death::Kind kind) {
    switch (kind) {
        case Death::Kind::timeout:
            return "look at it by hand, or allow more time for a page (--deadline-per-page)";
        case Death::Kind::memory:
            return "look at it by hand, or allow more memory";
        default:
            return "look at it by hand; it may be damaged";
    }
}

/// Why something was given up after so many attempts.
Failure given_up(const Death& death, int attempts, int page) {
    const std::string tries = attempts == 1 ? "1 attempt" : std::to_string(attempts) + " attempts";
    return {code_of(death.kind), death.stage.empty() ? "read" : death.stage,
            "given up after " + tries + ", the last one ended by " + death.how, remedy_of(death.kind), page};
}

/// What a worker says of a file may be a lie: every page once, in order, and no more than any file may have.
void check(const OpenedFile& file) {
    static const int most = SourceOptions{}.max_pages;
    int before = 0;
    bool good = file.info.pages >= 0 && file.info.pages <= most;
    for (const int page : file.wanted) good = good && page > std::exchange(before, page) && page <= file.info.pages;
    if (!good) ByteReader::refuse("pages that cannot be");
}

/// There is a record without them.
bool is_extra(const Task& task) {
    return task.kind == TaskKind::second_look || task.kind == TaskKind::picture;
}

std::string described(const Death& death) {
    return death.stage.empty() ? death.how : death.how + " at " + death.stage;
}

}  // namespace

Ending ending_of(const std::string& code) {
    if (code == "input.encrypted") return Ending::encrypted;
    if (code == "worker.timeout") return Ending::timeout;
    if (code == "worker.memory" || code == "input.memory") return Ending::memory;
    if (code == "worker.crash") return Ending::crash;
    if (code == "worker.internal" || code == "internal" || code == "bytes.damaged") return Ending::internal_error;
    if (code.starts_with("install.") || code.starts_with("supervisor.")) return Ending::no_output_space;
    return Ending::unreadable;
}

DocumentWork::DocumentWork(DocumentRequest request, int attempts) : request_(std::move(request)), attempts_(attempts) {
    result_.ticket = request_.ticket;
    if (request_.files.empty()) {
        fail(Ending::unreadable, Failure("input.missing", "open", "no file was named", "name one"));
    } else {
        todo_.push_back({TaskKind::open, {0, 0}, 1});
    }
}

std::optional<Task> DocumentWork::next() {
    if (todo_.empty()) return std::nullopt;
    const Task task = todo_.front();
    todo_.pop_front();
    ++out_;
    ++history_of(task).attempts;
    return task;
}

DocumentWork::PageState& DocumentWork::state_of(const PagePlace& place) {
    const auto found = std::find_if(pages_.begin(), pages_.end(), [&](const PageState& p) { return p.place == place; });
    if (found == pages_.end()) throw std::logic_error("a page that nobody asked for");
    return *found;
}

PageHistory& DocumentWork::history_of(const Task& task) {
    if (task.kind == TaskKind::page) return state_of(task.place).history;
    return is_extra(task) ? extras_ : whole_;
}

void DocumentWork::succeeded(const Task& task, Success success) {
    --out_;
    if (finished_) return;
    for (const StageTimes::Entry& entry : success.times) result_.times.add(entry.stage, entry.page, entry.seconds);
    try {
        switch (task.kind) {
            case TaskKind::open:
                return opened(task.place.file, std::move(success));
            case TaskKind::page:
                return page_read(task.place, std::move(success));
            case TaskKind::second_look:
                return looked_again(task.place, std::move(success.payload));
            case TaskKind::assemble:
                return assembled(std::move(success));
            case TaskKind::picture:
                return picture_made(task.place, std::move(success.payload));
        }
    } catch (const Failure& damaged) {  // a worker that sends what is none of these
        ++out_;
        died(task, {Death::Kind::crash, "an answer that cannot be understood", {}});
    }
}

void DocumentWork::opened(int file, Success success) {
    auto part = from_bytes<Opening>(success.payload);
    const auto files = static_cast<int>(request_.files.size());
    if (part.text ? files > 1 : part.files.size() != 1) ByteReader::refuse("it opened something else");
    opening_.text = part.text;
    for (const OpenedFile& opened : part.files) check(opened);
    for (OpenedFile& opened : part.files) opening_.files.push_back(std::move(opened));
    if (file + 1 < files) {
        todo_.push_back({TaskKind::open, {file + 1, 0}, 1});
    } else {
        begin_pages();
    }
}

void DocumentWork::begin_pages() {
    for (const PagePlace& place : places_of(opening_)) {
        PageState page;
        page.place = place;
        page.history.page = report_number(opening_, place);
        pages_.push_back(std::move(page));
        todo_.push_back({TaskKind::page, place, 1});
    }
    go_on_when_all_are_read();
}

void DocumentWork::page_read(const PagePlace& place, Success success) {
    // Looked at here, so that rubbish costs an attempt at this page and not one at the document.
    const auto outcome = from_bytes<PageOutcome>(success.payload);
    if (!(outcome.place == place) || outcome.page.has_value() == outcome.failure.has_value())
        ByteReader::refuse("it read something else");
    PageState& page = state_of(place);
    page.outcome = std::move(success.payload);
    page.history.seconds = success.seconds;
    go_on_when_all_are_read();
}

void DocumentWork::go_on_when_all_are_read() {
    const bool all = std::none_of(pages_.begin(), pages_.end(), [](const PageState& p) { return p.outcome.empty(); });
    if (!all) return;
    begin_second_looks();
    assemble_when_ready();
}

void DocumentWork::begin_second_looks() {
    std::vector<PageOutcome> outcomes;
    for (const PageState& page : pages_) outcomes.push_back(from_bytes<PageOutcome>(page.outcome));
    try {
        second_looks_ = second_looks(outcomes);
    } catch (const std::exception& error) {  // the first looks are enough for a record
        extras_.deaths.push_back(std::string("no second look: ") + error.what());
    }
    for (const SecondLook& look : second_looks_) todo_.push_back({TaskKind::second_look, look.place, 1});
}

std::vector<layout::LentColumns> DocumentWork::lent(const PagePlace& place) const {
    const auto look = std::ranges::find_if(second_looks_, [&](const SecondLook& l) { return l.place == place; });
    return look == second_looks_.end() ? std::vector<layout::LentColumns>() : look->lent;
}

/// @param outcome  bytes; empty where there is none: the first look stays
void DocumentWork::looked_again(const PagePlace& place, std::string outcome) {
    if (!outcome.empty()) {
        const auto second = from_bytes<PageOutcome>(outcome);
        if (!(second.place == place)) ByteReader::refuse("it read something else");
        if (second.page) state_of(place).outcome = std::move(outcome);
    }
    std::erase_if(second_looks_, [&](const SecondLook& look) { return look.place == place; });
    assemble_when_ready();
}

void DocumentWork::assemble_when_ready() {
    if (second_looks_.empty()) todo_.push_back({TaskKind::assemble, {}, 1});
}

void DocumentWork::assembled(Success success) {
    auto assembled = from_bytes<Assembled>(success.payload);
    result_.record = parser::record_of_bytes(assembled.record);
    if (!assembled.document.empty()) result_.document = from_bytes<Document>(assembled.document);
    result_.record_json = std::move(assembled.json);
    result_.text_form = std::move(assembled.text_form);
    result_.ending = assembled.needs_review ? Ending::for_review : Ending::converted;
    if (request_.page_images) begin_pictures();
    end_when_ready();
}

void DocumentWork::begin_pictures() {
    std::vector<int> doubtful;
    for (const parser::RecordCell& cell : result_.record->cells) {
        if (cell.needs_review) doubtful.push_back(cell.page);
    }
    for (const PageState& page : pages_) {
        const bool wanted = std::find(doubtful.begin(), doubtful.end(), page.history.page) != doubtful.end();
        if (wanted && !page.history.quarantined) todo_.push_back({TaskKind::picture, page.place, 1});
    }
}

int DocumentWork::turned_degrees(const PagePlace& place) const {
    if (!result_.record) return 0;
    const int number = report_number(opening_, place);
    const auto& pages = result_.record->pages;
    const auto found = std::find_if(pages.begin(), pages.end(), [&](const PageInfo& p) { return p.number == number; });
    return found == pages.end() ? 0 : found->turned_degrees;
}

void DocumentWork::picture_made(const PagePlace& place, std::string png) {
    result_.images.push_back({report_number(opening_, place), std::move(png)});
    end_when_ready();
}

void DocumentWork::end_when_ready() {
    if (!todo_.empty() || out_ > 0) return;
    std::sort(result_.images.begin(), result_.images.end(),
              [](const PageImage& a, const PageImage& b) { return a.page < b.page; });
    finished_ = true;
}

void DocumentWork::failed(const Task& task, const Failure& failure) {
    --out_;
    if (finished_) return;
    if (task.kind == TaskKind::second_look) {
        extras_.deaths.push_back("no second look: " + failure.cause());
        return looked_again(task.place, {});
    }
    if (task.kind == TaskKind::picture) {  // the record stands without it, and the history says why there is none
        extras_.deaths.push_back("no picture: " + failure.cause());
        return end_when_ready();
    }
    fail(ending_of(failure.code()), failure);
}

void DocumentWork::died(const Task& task, const Death& death) {
    --out_;
    if (finished_) return;
    history_of(task).deaths.push_back(described(death));
    if (task.attempt < attempts_) {
        todo_.push_front({task.kind, task.place, task.attempt + 1});
        return;
    }
    if (task.kind == TaskKind::page) return quarantine(state_of(task.place), death);
    if (task.kind == TaskKind::second_look) return looked_again(task.place, {});
    if (task.kind == TaskKind::picture) return end_when_ready();
    fail(ending_of(code_of(death.kind)), given_up(death, attempts_, 0));
}

void DocumentWork::quarantine(PageState& page, const Death& death) {
    page.history.quarantined = true;
    PageOutcome outcome;
    outcome.place = page.place;
    outcome.failure = given_up(death, attempts_, page.place.page);
    page.outcome = to_bytes(outcome);
    go_on_when_all_are_read();
}

void DocumentWork::give_up(Ending ending, const Failure& failure) {
    if (!finished_) fail(ending, failure);
}

void DocumentWork::fail(Ending ending, const Failure& failure) {
    todo_.clear();
    result_.ending = ending;
    result_.code = failure.code();
    result_.stage = failure.stage();
    result_.cause = failure.cause();
    result_.remedy = failure.remedy();
    result_.page = failure.page();
    result_.record.reset();
    result_.document.reset();
    result_.record_json.clear();
    result_.text_form.clear();
    result_.images.clear();
    finished_ = true;
}

AssemblyAsked DocumentWork::assembly(int attempt) const {
    AssemblyAsked asked;
    asked.attempt = attempt;
    asked.opening = opening_;
    for (const PageState& page : pages_) asked.outcomes.push_back(page.outcome);
    asked.text_form = request_.text_form;
    asked.document = request_.document;
    return asked;
}

DocumentResult DocumentWork::take_result() {
    whole_.deaths.insert(whole_.deaths.end(), extras_.deaths.begin(), extras_.deaths.end());
    if (!whole_.deaths.empty()) result_.pages.push_back(whole_);
    for (PageState& page : pages_) result_.pages.push_back(std::move(page.history));
    return std::move(result_);
}

}  // namespace nianbao::workers
