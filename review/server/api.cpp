// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/api.h"

#include <limits>

#include "review/server/desk_json.h"
#include "review/server/queue_fields.h"

namespace nianbao::review {
namespace {

using nlohmann::json;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr double longest_side = 20000;  ///< points: more than any page has

Response ok(const json& body) {
    Response response;
    // A record's text is UTF-8; should it not be, the page still gets an answer.
    response.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
    return response;
}

Response png_of(const PagePicture& picture) {
    Response response;
    response.content_type = "image/png";
    response.body = picture.png;
    return response;
}

CellKey cell_key(Fields& fields) {
    return {fields.required_integer("document", 1, most), fields.required_text("cell")};
}

AnswerKind answer_kind(const std::string& text) {
    for (const AnswerKind kind : {AnswerKind::confirm, AnswerKind::other_reading, AnswerKind::typed, AnswerKind::blank,
                                  AnswerKind::as_printed, AnswerKind::skip}) {
        if (store::name(kind) == text) return kind;
    }
    throw BadRequest("request.field", "kind is none of those that there are");
}

struct Piece {
    std::size_t offset = 0, limit = 0;
};
Piece piece(Fields& fields) {
    return {static_cast<std::size_t>(fields.integer("offset", 0, 10000000).value_or(0)),
            static_cast<std::size_t>(fields.integer("limit", 1, 500).value_or(100))};
}

Rect box_of(Fields& fields) {
    const auto side = [&](const char* name) { return fields.required_number(name, -longest_side, longest_side); };
    const Rect box{side("x0"), side("y0"), side("x1"), side("y1")};
    if (box.empty()) throw BadRequest("request.field", "the box is empty");
    return box;
}

}  // namespace

Api::Api(Desk& desk, ApiOptions options) : desk_(desk), options_(std::move(options)) {
    add_reading();
    add_pictures();
    add_answers();
}

void Api::read(const std::string& path, Call call, Lane lane) {
    routes_["/api/" + path] = {Request::Method::get, std::move(call), lane};
}

void Api::write(const std::string& path, Call call) {
    routes_["/api/" + path] = {Request::Method::post, std::move(call), Lane::quick};
}

void Api::add_reading() {
    read("start", [this](Fields& fields) { return start(fields); });
    read("revision", [this](Fields&) { return ok({{"revision", desk_.revision()}}); });
    read("facets", [this](Fields&) { return ok(to_json(desk_.facets())); });
    read("queue", [this](Fields& fields) {
        const QueueFilter filter = queue_filter(fields);
        const auto [offset, limit] = piece(fields);
        return ok(to_json(desk_.queue(filter, offset, limit)));
    });
    read("documents", [this](Fields& fields) {
        const QueueFilter filter = queue_filter(fields);
        const auto [offset, limit] = piece(fields);
        return ok(to_json(desk_.documents(filter, offset, limit)));
    });
    read("work", [this](Fields& fields) {
        const CellKey key = cell_key(fields);
        return ok(work(key, queue_filter(fields)));
    });
    read("understand", [this](Fields& fields) {
        const CellKey key = cell_key(fields);
        return ok(to_json(desk_.understand(key, fields.required_text("typed"))));
    });
    read("prose", [this](Fields& fields) {
        const QueueFilter filter = queue_filter(fields);
        const auto [offset, limit] = piece(fields);
        return ok(to_json(desk_.prose(filter, offset, limit)));
    });
    read("answers", [this](Fields& fields) {
        const auto document = fields.integer("document", 1, most);
        const auto [offset, limit] = piece(fields);
        return ok(to_json(desk_.answers(document, offset, limit)));
    });
    read(
        "statistics", [this](Fields&) { return ok(to_json(desk_.statistics())); }, Lane::slow);
}

void Api::add_pictures() {
    const auto page_number = [](Fields& fields) {
        return static_cast<int>(fields.required_integer("page", 1, 100000));
    };
    read(
        "page",
        [this, page_number](Fields& fields) {
            const std::int64_t document = fields.required_integer("document", 1, most);
            return png_of(desk_.page_image(document, page_number(fields)));
        },
        Lane::slow);
    read(
        "crop",
        [this, page_number](Fields& fields) {
            const std::int64_t document = fields.required_integer("document", 1, most);
            const int page = page_number(fields);
            const auto height = static_cast<int>(fields.required_integer("height", 8, 1200));
            return png_of(desk_.crop(document, page, box_of(fields), height));
        },
        Lane::slow);
}

void Api::add_answers() {
    write("answer", [this](Fields& fields) { return answer(fields); });
    write("undo", [this](Fields&) { return ok(to_json(desk_.undo(options_.reviewer))); });
    write("prose-answer", [this](Fields& fields) { return answer_prose(fields); });
    write("sample", [this](Fields& fields) {
        const auto cells = static_cast<std::size_t>(fields.required_integer("cells", 1, 10000));
        return ok({{"drawn", desk_.draw_sample(cells)}});
    });
}

Response Api::start(Fields&) const {
    return ok({{"reviewer", options_.reviewer},
               {"store", options_.store},
               {"version", options_.version},
               {"revision", desk_.revision()},
               {"facets", to_json(desk_.facets())}});
}

Handler::Lane Api::lane(const Request& request) const {
    const auto route = routes_.find(request.path);
    return route == routes_.end() ? Lane::quick : route->second.lane;
}

Response Api::handle(const Request& request) {
    const auto route = routes_.find(request.path);
    if (route == routes_.end()) return refusal(404, "request.unknown", "There is nothing at this address.");
    if (route->second.method != request.method) return refusal(405, "request.method", "Not in this way.");
    try {
        Fields fields = Fields::of(request);
        Response response = route->second.call(fields);
        fields.check_all_taken();  // what is written has checked before it wrote
        return response;
    } catch (const BadRequest& bad) {
        return refusal(400, bad.code(), bad.cause());
    } catch (const NotThere& missing) {
        return refusal(404, missing.code(), missing.cause());
    }
}

/// The table comes with the cell: the page needs both at once, and one way is shorter than two.
json Api::work(const CellKey& key, const QueueFilter& filter) const {
    json out = to_json(desk_.work(key, filter));
    out["grid"] = to_json(desk_.grid(key.document, key.cell));
    out["then"] = to_json(after(key, filter));
    return out;
}

/// What an answer to this cell will most likely bring, so that the page can prepare it: what its report has left, else
/// the first of the queue.
std::optional<CellKey> Api::after(const CellKey& key, const QueueFilter& filter) const {
    QueueFilter here = filter;
    here.document = key.document;
    for (const QueueFilter& where : {here, filter}) {
        for (const QueueRow& row : desk_.queue(where, 0, 2).rows) {
            if (row.key != key) return row.key;
        }
    }
    return std::nullopt;
}

/// A skipped cell goes to the end of the queue: what stood behind it comes next, else what is first now.
std::optional<CellKey> Api::next_of_skipped(const CellKey& skipped, std::optional<CellKey> behind,
                                            const QueueFilter& filter) const {
    if (behind) return behind;
    const QueuePage first = desk_.queue(filter, 0, 1);
    if (first.rows.empty() || first.rows.front().key == skipped) return std::nullopt;
    return first.rows.front().key;
}

Response Api::answer(Fields& fields) {
    NewAnswer answer;
    answer.cell = cell_key(fields);
    answer.kind = answer_kind(fields.required_text("kind"));
    answer.printed = fields.text("printed").value_or("");
    answer.why = fields.text("why").value_or("");
    answer.version = fields.required_text("version");
    answer.reviewer = options_.reviewer;
    const QueueFilter filter = queue_filter(fields);
    fields.check_all_taken();
    const bool skip = answer.kind == AnswerKind::skip;
    const auto behind = skip ? desk_.work(answer.cell, filter).next : std::nullopt;
    const AnswerResult result = desk_.answer(answer);
    json out = to_json(result);
    if (result.kind == AnswerResult::Kind::stored) {
        const auto next = skip ? next_of_skipped(answer.cell, behind, filter) : desk_.work(answer.cell, filter).next;
        // Whole, so that one way to and fro brings it to the screen.
        out["next"] = next ? work(*next, filter) : json(nullptr);
    }
    return ok(out);
}

Response Api::answer_prose(Fields& fields) {
    NewProseAnswer answer;
    answer.document = fields.required_integer("document", 1, most);
    answer.place = fields.required_text("place");
    answer.text = fields.required_text("text");
    answer.why = fields.text("why").value_or("");
    answer.version = fields.required_text("version");
    answer.reviewer = options_.reviewer;
    fields.check_all_taken();
    return ok(to_json(desk_.answer_prose(answer)));
}

}  // namespace nianbao::review
