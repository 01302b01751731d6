// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/desk_json.h"

namespace nianbao::review {
namespace {

using nlohmann::json;

const char* name(AnswerResult::Kind kind) {
    switch (kind) {
        case AnswerResult::Kind::stored:
            return "stored";
        case AnswerResult::Kind::conflict:
            return "conflict";
        case AnswerResult::Kind::refused:
            break;
    }
    return "refused";
}

json json_of(const std::vector<CellState>& cells) {
    json out = json::array();
    for (const CellState& cell : cells) out.push_back(to_json(cell));
    return out;
}

json json_of(const Sum& sum) {
    return {{"id", sum.id},
            {"across", sum.across},
            {"parts", json_of(sum.parts)},
            {"totals", json_of(sum.totals)},
            {"holds", to_json(sum.holds)},
            {"difference_micros", to_json(sum.difference_micros)}};
}

json json_of(const std::vector<Alternative>& alternatives) {
    json out = json::array();
    for (const Alternative& one : alternatives) out.push_back({{"text", one.text}, {"probability", one.probability}});
    return out;
}

json json_of(const Reading& reading) {
    return {{"reader", nianbao::name(reading.witness)},
            {"text", reading.text},
            {"confidence", reading.confidence},
            {"alternatives", json_of(reading.alternatives)}};
}

json readings_of(const Work& work) {
    json out = json::array();
    for (const Reading& reading : work.readings) out.push_back(json_of(reading));
    return out;
}

json sums_of(const Work& work) {
    json out = json::array();
    for (const Sum& sum : work.sums) out.push_back(json_of(sum));
    return out;
}

json history_of(const Work& work) {
    json out = json::array();
    for (const StoredAnswer& answer : work.history) out.push_back(to_json(answer));
    return out;
}

json row_of(const Grid::Row& row) {
    json cells = json::array();
    for (const auto& cell : row.cells) cells.push_back(to_json(cell));
    return {{"label", row.label}, {"cells", cells}};
}

}  // namespace

json to_json(const CellState& cell) {
    return {{"id", cell.id},
            {"printed", cell.printed},
            {"micros", to_json(cell.micros)},
            {"standing", parser::name(cell.standing)},
            {"answered", cell.answered},
            {"confidence", cell.confidence},
            {"page", cell.page},
            {"box", to_json(cell.box)}};
}

json to_json(const StoredAnswer& answer) {
    return {{"id", answer.id},
            {"document", answer.cell.document},
            {"cell", answer.cell.cell},
            {"kind", store::name(answer.kind)},
            {"printed", answer.printed},
            {"before", answer.before},
            {"confidence_before", answer.confidence_before},
            {"verdict_before", answer.verdict_before},
            {"reviewer", answer.reviewer},
            {"when", answer.when},
            {"why", answer.why},
            {"undone_by", to_json(answer.undone_by)}};
}

json to_json(const std::vector<StoredAnswer>& answers) {
    json rows = json::array();
    for (const StoredAnswer& answer : answers) rows.push_back(to_json(answer));
    return {{"rows", rows}};
}

json to_json(const Work& work) {
    return {{"document", to_json(work.document)},
            {"cell", to_json(work.cell)},
            {"labels", to_json(work.labels)},
            {"reason", {{"code", work.reason.code}, {"words", work.reason.words}}},
            {"version", work.version},
            {"proposed", work.proposed},
            {"settles", work.settles},
            {"skipped", work.skipped},
            {"evidence", work.evidence},
            {"readings", readings_of(work)},
            {"alternatives", json_of(work.alternatives)},
            {"machine", work.machine},
            {"machine_confidence", work.machine_confidence},
            {"answer", to_json(work.answer)},
            {"history", history_of(work)},
            {"sums", sums_of(work)},
            {"page_width", work.page_width},
            {"page_height", work.page_height},
            {"has_picture", work.has_picture},
            {"position", work.position},
            {"total", work.total},
            {"previous", to_json(work.previous)},
            {"next", to_json(work.next)},
            {"next_document", to_json(work.next_document)}};
}

json to_json(const Grid& grid) {
    json rows = json::array();
    for (const Grid::Row& row : grid.rows) rows.push_back(row_of(row));
    return {{"title", grid.title}, {"columns", grid.columns}, {"rows", rows}};
}

json to_json(const Understood& understood) {
    return {{"understood", understood.understood},
            {"micros", to_json(understood.micros)},
            {"value", understood.value},
            {"words", understood.words}};
}

json to_json(const AnswerResult& result) {
    return {{"result", name(result.kind)},
            {"id", result.id},
            {"version", result.version},
            {"code", result.code},
            {"words", result.words},
            {"other", to_json(result.other)},
            {"settled", result.settled},
            {"reopened", result.reopened},
            {"holding", result.holding},
            {"failing", result.failing},
            {"left_in_document", result.left_in_document}};
}

json to_json(const ProseAnswerResult& result) {
    return {{"result", name(result.kind)},
            {"id", result.id},
            {"version", result.version},
            {"words", result.words},
            {"other", to_json(result.other)}};
}

json to_json(const UndoResult& result) {
    json out = to_json(result.cell);
    out.update({{"done", result.done}, {"prose", result.prose}, {"version", result.version}});
    return out;
}

}  // namespace nianbao::review
