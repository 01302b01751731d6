// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/desk_json.h"

namespace nianbao::review {
namespace {

using nlohmann::json;

json json_of(const Shares& shares) {
    return {{"cells", shares.cells},           {"proven", shares.proven},     {"confirmed", shares.confirmed},
            {"for_review", shares.for_review}, {"approved", shares.approved}, {"corrected", shares.corrected}};
}

json json_of(const RunFigures& run) {
    return {{"run", run.run},       {"started", run.started},       {"ended", run.ended}, {"documents", run.documents},
            {"failed", run.failed}, {"shares", json_of(run.shares)}};
}

json json_of(const Group& group) {
    return {{"name", group.name}, {"shares", json_of(group.shares)}};
}

json json_of(const ReliabilityBin& bin) {
    return {{"from", bin.from}, {"to", bin.to}, {"claimed", bin.claimed}, {"cells", bin.cells}, {"right", bin.right}};
}

json json_of(const Day& day) {
    return {{"date", day.date}, {"answers", day.answers}, {"corrections", day.corrections}};
}

json json_of(const ReaderFigures& reader);

template <class T>
json list_of(const std::vector<T>& items) {
    json out = json::array();
    for (const T& item : items) out.push_back(json_of(item));
    return out;
}

json json_of(const ReaderFigures& reader) {
    return {{"reader", reader.reader},
            {"answered", reader.answered},
            {"right", reader.right},
            {"silent", reader.silent},
            {"reliability", list_of(reader.reliability)}};
}

json json_of(const SilentErrors& silent) {
    return {{"sampled", silent.sampled}, {"reviewed", silent.reviewed}, {"wrong", silent.wrong},
            {"share", silent.share},     {"low", silent.low},           {"high", silent.high},
            {"cells", silent.cells}};
}

}  // namespace

json to_json(const Statistics& statistics) {
    return {{"shares", json_of(statistics.shares)},
            {"documents", statistics.documents},
            {"documents_for_review", statistics.documents_for_review},
            {"runs", list_of(statistics.runs)},
            {"readers", list_of(statistics.readers)},
            {"bodies", list_of(statistics.bodies)},
            {"years", list_of(statistics.years)},
            {"reasons", list_of(statistics.reasons)},
            {"pages", list_of(statistics.pages)},
            {"scanners", list_of(statistics.scanners)},
            {"days", list_of(statistics.days)},
            {"silent", json_of(statistics.silent)}};
}

}  // namespace nianbao::review
