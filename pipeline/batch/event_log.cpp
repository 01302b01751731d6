// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/event_log.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "pipeline/store/clock.h"
#include "pipeline/store/file_names.h"

namespace nianbao::batch {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& line) {
    return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

double cut(double value, double units) {
    return std::round(value * units) / units;
}

/// As the record rounds confidences.
double confidence(double value) {
    return cut(value, 1e4) < 1 || value >= 1 ? cut(value, 1e4) : 0.9999;
}

Json candidates_json(const Reading& reading) {
    Json all = Json::array();
    if (!reading.text.empty() || reading.confidence > 0) all.push_back({reading.text, confidence(reading.confidence)});
    for (const Alternative& other : reading.alternatives) all.push_back({other.text, confidence(other.probability)});
    return all;
}

Json event(std::int64_t run, const char* level, const char* what) {
    return {{"time", store::utc_now()}, {"level", level}, {"run", run}, {"event", what}};
}

void add_tally(Json& line, const Tally& tally) {
    line["files"] = tally.files;
    line["to_do"] = tally.to_do;
    line["done"] = tally.finished();
    line["failed"] = tally.failed();
    line["done_before"] = tally.done_before;
    line["failed_before"] = tally.failed_before;
    line["duplicates"] = tally.duplicates;
    line["pages"] = tally.pages;
    line["seconds"] = cut(tally.seconds, 1e3);
}

Json deaths_json(const workers::DocumentResult& result) {
    Json pages = Json::array();
    for (const workers::PageHistory& page : result.pages) {
        if (page.deaths.empty() && !page.quarantined) continue;
        pages.push_back({{"page", page.page},
                         {"attempts", page.attempts},
                         {"deaths", page.deaths},
                         {"quarantined", page.quarantined}});
    }
    return pages;
}

Json begin_line(const LineOrigin& origin, const std::string& id, int page, const std::optional<Rect>& box) {
    Json line = {{"time", origin.time}, {"document", origin.document_sha256}, {"file", origin.file}, {"cell", id}};
    line["page"] = page;
    if (box) line["box"] = {cut(box->x0, 1e2), cut(box->y0, 1e2), cut(box->x1, 1e2), cut(box->y1, 1e2)};
    return line;
}

Json readers_json(const std::vector<Reading>& readings) {
    Json readers = Json::object();
    for (const Reading& reading : readings) readers[std::string(name(reading.witness))] = candidates_json(reading);
    return readers;
}

const std::filesystem::path& made(const std::filesystem::path& folder) {
    std::error_code ignored;  // the log then says that it cannot be written
    std::filesystem::create_directories(folder, ignored);
    return folder;
}

}  // namespace

std::string confidence_line(const LineOrigin& origin, const parser::RecordCell& cell) {
    Json line = begin_line(origin, cell.id, cell.page, cell.box);
    line["printed"] = cell.printed;
    line["confidence"] = confidence(cell.confidence);
    line["readers"] = readers_json(cell.readings);
    if (cell.prior) line["prior"] = confidence(*cell.prior);
    line["evidence"] = Json::array();
    for (const Witness witness : cell.evidence) line["evidence"].push_back(name(witness));
    line["verdict"] = name(cell.standing());
    if (!cell.reason.empty()) line["reason"] = cell.reason;
    return text_of(line);
}

std::string confidence_line(const LineOrigin& origin, const std::string& id, const TableCell& cell) {
    Json line = begin_line(origin, id, cell.page, cell.box);
    line["printed"] = cell.text;
    line["confidence"] = confidence(cell.confidence);
    line["readers"] = readers_json(cell.readings);
    return text_of(line);
}

EventLog::EventLog(const std::filesystem::path& folder, const Settings& settings, std::int64_t run,
                   const std::function<void(const std::string&)>& lost)
    : run_(run), events_(made(folder) / "nianbao.jsonl", settings.log_bytes, settings.log_files, lost) {
    if (settings.no_confidence_log == Switch::on) return;
    confidence_ = std::make_unique<JsonLines>(folder / "confidence.jsonl", settings.confidence_bytes,
                                              settings.confidence_files, lost);
}

void EventLog::planned(const Tally& tally) {
    if (tally.to_do == tally.finished() && tally.finished() > 0) return;
    Json line = event(run_, "info", "planned");
    add_tally(line, tally);
    events_.append(text_of(line));
    events_.flush();
}

void EventLog::finished(const Task& task, const workers::DocumentResult& result, store::Outcome outcome, double seconds,
                        const Tally&) {
    Json line = event(run_, store::is_failure(outcome) ? "error" : "info", "document");
    const std::string file = store::readable_name(task.path);
    line["file"] = file;
    line["document"] = task.sha256;
    line["outcome"] = store::name(outcome);
    line["seconds"] = cut(seconds, 1e3);
    if (const Json pages = deaths_json(result); !pages.empty()) line["deaths"] = pages;
    if (result.record) {
        line["pages"] = result.record->source.pages;
        line["cells"] = result.record->cells.size();
        line["cells_for_review"] = result.record->review_count();
        line["warnings"] = result.record->warnings.size();
    } else {
        line["stage"] = result.stage;
        line["page"] = result.page;
        line["cause"] = result.cause;
        line["remedy"] = result.remedy;
    }
    events_.append(text_of(line));
    events_.flush();
    if (confidence_ && result.record) log_cells({store::utc_now(), task.sha256, file}, *result.record);
}

void EventLog::log_cells(const LineOrigin& origin, const parser::Record& record) {
    for (const parser::RecordCell& cell : record.cells) confidence_->append(confidence_line(origin, cell));
    int number = 0;
    for (const Table& table : record.tables) {
        ++number;
        if (record.form) break;  // its tables are the form's, and are there by now
        for (const TableCell& cell : table.cells) {
            if (cell.text.empty() && cell.readings.empty()) continue;
            const std::string id = "table" + std::to_string(number) + ".row" + std::to_string(cell.row + 1) +
                                   ".column" + std::to_string(cell.column + 1);
            confidence_->append(confidence_line(origin, id, cell));
        }
    }
    confidence_->flush();
}

void EventLog::abandoned(const Task& task, const std::string& ending, const std::string& why) {
    Json line = event(run_, "warning", "attempt");
    line["file"] = store::readable_name(task.path);
    line["document"] = task.sha256;
    line["ending"] = ending;
    line["cause"] = why;
    events_.append(text_of(line));
    events_.flush();
}

void EventLog::trouble(const std::string& words, const Tally&) {
    Json line = event(run_, "error", "paused");
    line["cause"] = words;
    events_.append(text_of(line));
    events_.flush();
}

void EventLog::recovered(const Tally&) {
    events_.append(text_of(event(run_, "info", "going on")));
    events_.flush();
}

void EventLog::remark(const std::string& words) {
    Json line = event(run_, "info", "remark");
    line["words"] = words;
    events_.append(text_of(line));
    events_.flush();
}

void EventLog::ended(const std::string& how, const Tally& tally) {
    Json line = event(run_, "info", "ended");
    line["how"] = how;
    add_tally(line, tally);
    events_.append(text_of(line));
    events_.flush();
}

}  // namespace nianbao::batch
