// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/desk_json.h"

namespace nianbao::review {
namespace {

using nlohmann::json;

json json_of(const Reason& reason) {
    return {{"code", reason.code}, {"words", reason.words}};
}

json json_of(const QueueRow& row) {
    json out = to_json(row.key);
    out.update({{"labels", to_json(row.labels)},
                {"printed", row.printed},
                {"proposed", row.proposed},
                {"confidence", row.confidence},
                {"reason", json_of(row.reason)},
                {"page", row.page},
                {"settles", row.settles},
                {"frees", row.frees},
                {"skipped", row.skipped},
                {"file", row.file},
                {"body", row.body},
                {"title", row.title},
                {"year", to_json(row.year)},
                {"run", to_json(row.run)}});
    return out;
}

json json_of(const std::vector<Facet>& facets) {
    json out = json::array();
    for (const Facet& facet : facets) {
        out.push_back({{"value", facet.value}, {"shown", facet.shown}, {"cells", facet.cells}});
    }
    return out;
}

json json_of(const ProseLine& line) {
    json doubtful = json::array();
    for (const DoubtfulPart& part : line.doubtful) {
        doubtful.push_back({{"first", part.first}, {"count", part.count}, {"confidence", part.confidence}});
    }
    return {{"document", line.document}, {"place", line.place},
            {"section", line.section},   {"heading", line.heading},
            {"text", line.text},         {"machine", line.machine},
            {"doubtful", doubtful},      {"confidence", line.confidence},
            {"page", line.page},         {"box", to_json(line.box)},
            {"version", line.version},   {"answered", line.answered},
            {"file", line.file},         {"body", line.body}};
}

}  // namespace

json to_json(const CellKey& key) {
    return {{"document", key.document}, {"cell", key.cell}};
}

json to_json(const CellLabels& labels) {
    return {{"table", labels.table}, {"row", labels.row}, {"column", labels.column}};
}

json to_json(const std::optional<Rect>& box) {
    if (!box) return nullptr;
    return {box->x0, box->y0, box->x1, box->y1};
}

json to_json(const QueuePage& page) {
    json rows = json::array();
    for (const QueueRow& row : page.rows) rows.push_back(json_of(row));
    return {{"total", page.total}, {"rows", rows}};
}

json to_json(const Facets& facets) {
    return {{"runs", json_of(facets.runs)},     {"years", json_of(facets.years)},
            {"bodies", json_of(facets.bodies)}, {"reasons", json_of(facets.reasons)},
            {"doubtful", facets.doubtful},      {"audit", facets.audit},
            {"answered", facets.answered},      {"prose_lines", facets.prose_lines}};
}

json to_json(const DocumentSummary& document) {
    return {{"id", document.id},
            {"sha256", document.sha256},
            {"file", document.file},
            {"title", document.title},
            {"body", document.body},
            {"year", to_json(document.year)},
            {"run", to_json(document.run)},
            {"form", document.form},
            {"pages", document.pages},
            {"cells", document.cells},
            {"for_review", document.for_review},
            {"answered", document.answered},
            {"checks_failed", document.checks_failed}};
}

json to_json(const std::vector<DocumentSummary>& documents) {
    json rows = json::array();
    for (const DocumentSummary& document : documents) rows.push_back(to_json(document));
    return {{"rows", rows}};
}

json to_json(const ProsePage& page) {
    json lines = json::array();
    for (const ProseLine& line : page.lines) lines.push_back(json_of(line));
    return {{"total", page.total}, {"lines", lines}};
}

}  // namespace nianbao::review
