// SPDX-License-Identifier: GPL-3.0-or-later
// The page's calls, over a desk and a seeded store.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "review/server/api.h"
#include "tests/review/seeded_store.h"
#include "tests/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::review;
using namespace nianbao::testing;
using nlohmann::json;

namespace {

SeedOptions with_pictures() {
    SeedOptions options;
    options.readers = doubtful_readers();
    options.pictures = SeedOptions::Pictures::drawn;
    return options;
}

/// A reviewer's page without a browser.
struct Reviewer {
    Response get(const std::string& path, const std::map<std::string, std::string>& query = {}) {
        Request request;
        request.path = "/api/" + path;
        request.query = query;
        return api.handle(request);
    }
    Response post(const std::string& path, const std::string& body) {
        Request request;
        request.method = Request::Method::post;
        request.path = "/api/" + path;
        request.body = body;
        return api.handle(request);
    }
    json read(const std::string& path, const std::map<std::string, std::string>& query = {}) {
        const Response response = get(path, query);
        INFO(path << ": " << response.body);
        REQUIRE(response.status == 200);
        return json::parse(response.body);
    }
    json write(const std::string& path, const json& body) {
        const Response response = post(path, body.dump());
        INFO(path << ": " << response.body);
        REQUIRE(response.status == 200);
        return json::parse(response.body);
    }
    json first() { return read("queue", {{"limit", "1"}})["rows"][0]; }
    json work(const json& key) {
        return read("work", {{"document", key["document"].dump()}, {"cell", key["cell"].get<std::string>()}});
    }
    json answer(const json& key, const std::string& kind, const std::string& printed) {
        return write("answer", {{"document", key["document"]},
                                {"cell", key["cell"]},
                                {"kind", kind},
                                {"printed", printed},
                                {"version", work(key)["version"]}});
    }
    std::string truth(const json& key) const {
        for (const SeededDocument& document : documents) {
            if (document.id == key["document"]) return document.truth.at(key["cell"].get<std::string>());
        }
        return {};
    }

    TemporaryFolder folder;
    std::vector<SeededDocument> documents = seed_store(folder / "store", with_pictures());
    Desk desk{folder / "store"};
    Api api{desk, {"wang", "store", "1"}};
};

}  // namespace

TEST_CASE("the page begins with who, what, and the filters") {
    Reviewer reviewer;
    const json start = reviewer.read("start");
    CHECK(start["reviewer"] == "wang");
    CHECK(start["facets"]["doubtful"].get<int>() > 0);
    CHECK(reviewer.read("facets") == start["facets"]);
    CHECK(reviewer.read("queue")["total"] == start["facets"]["doubtful"]);
    CHECK(reviewer.read("documents")["rows"].size() == 3);
}

TEST_CASE("the queue comes in pieces, and narrowed") {
    Reviewer reviewer;
    const auto total = reviewer.read("queue")["total"].get<std::size_t>();
    std::set<std::string> seen;
    for (std::size_t at = 0; at < total; at += 7) {
        const json page = reviewer.read("queue", {{"offset", std::to_string(at)}, {"limit", "7"}});
        for (const json& row : page["rows"]) {
            seen.insert(row["document"].dump() + row["cell"].get<std::string>());
        }
    }
    CHECK(seen.size() == total);
    std::size_t of_documents = 0;
    const json documents = reviewer.read("documents");
    for (const json& document : documents["rows"]) {
        of_documents += reviewer.read("queue", {{"of", document["id"].dump()}})["total"].get<std::size_t>();
    }
    CHECK(of_documents == total);
}

TEST_CASE("a cell comes with its readings, its sums and its table") {
    Reviewer reviewer;
    const json work = reviewer.work(reviewer.first());
    CHECK(work["position"] == 0);
    CHECK(work["readings"].size() == 2);
    CHECK_FALSE(work["sums"].empty());
    CHECK_FALSE(work["version"].get<std::string>().empty());
    bool found = false;
    for (const json& row : work["grid"]["rows"]) {
        CHECK(row["cells"].size() == work["grid"]["columns"].size());
        for (const json& cell : row["cells"]) found = found || (!cell.is_null() && cell["id"] == work["cell"]["id"]);
    }
    CHECK(found);
}

TEST_CASE("an answer is stored, brings the next cell, and can be taken back") {
    Reviewer reviewer;
    const json key = reviewer.first();
    const json result = reviewer.answer(key, "typed", reviewer.truth(key));
    CHECK(result["result"] == "stored");
    REQUIRE(result["next"].is_object());
    CHECK(result["next"]["cell"]["id"] != key["cell"]);
    CHECK(result["next"]["position"] < result["next"]["total"]);
    CHECK(result["next"]["grid"].is_object());
    CHECK(reviewer.work(key)["answer"]["reviewer"] == "wang");
    const json undone = reviewer.write("undo", json::object());
    CHECK(undone["done"] == true);
    CHECK(undone["cell"] == key["cell"]);
    CHECK(reviewer.work(key)["answer"].is_null());
    CHECK(reviewer.write("undo", json::object())["done"] == false);
}

TEST_CASE("a queue can be gone through to its end by following what comes next") {
    Reviewer reviewer;
    json at = reviewer.first();
    std::size_t answers = 0, total = reviewer.read("queue")["total"];
    while (true) {
        const json result = reviewer.answer(at, "typed", reviewer.truth(at));
        if (result["result"] == "refused") break;
        ++answers;
        if (result["next"].is_null()) break;
        at = {{"document", result["next"]["document"]["id"]}, {"cell", result["next"]["cell"]["id"]}};
    }
    CHECK(reviewer.read("queue")["total"] == 0);
    CHECK(answers <= total);
}

TEST_CASE("skipping goes on behind the cell, and not round and round on one") {
    Reviewer reviewer;
    const json key = reviewer.first(), behind = reviewer.work(key)["next"];
    const json result = reviewer.answer(key, "skip", "");
    CHECK(result["next"]["cell"]["id"] == behind["cell"]);
    CHECK(reviewer.first()["cell"] != key["cell"]);
}

TEST_CASE("what somebody else answered meanwhile is not written over unseen") {
    Reviewer reviewer;
    const json key = reviewer.first();
    const std::string seen = reviewer.work(key)["version"];
    reviewer.desk.answer({{key["document"], key["cell"]}, AnswerKind::typed, "41", "", "li", seen});
    json mine = {
        {"document", key["document"]}, {"cell", key["cell"]}, {"kind", "typed"}, {"printed", "42"}, {"version", seen}};
    const json result = reviewer.write("answer", mine);
    CHECK(result["result"] == "conflict");
    CHECK(result["other"]["reviewer"] == "li");
    CHECK(result["other"]["printed"] == "41");
    CHECK(reviewer.work(key)["cell"]["printed"] == "41");
    mine["version"] = result["version"];  // having seen it, one may
    CHECK(reviewer.write("answer", mine)["result"] == "stored");
    CHECK(reviewer.work(key)["history"].size() == 2);
}

TEST_CASE("pictures are pictures of pages") {
    Reviewer reviewer;
    const json work = reviewer.work(reviewer.first());
    const std::string document = work["document"]["id"].dump(), page = work["cell"]["page"].dump();
    const Response whole = reviewer.get("page", {{"document", document}, {"page", page}});
    CHECK(whole.content_type == "image/png");
    CHECK(whole.body.starts_with("\x89PNG"));
    const Response part = reviewer.get("crop", {{"document", document},
                                                {"page", page},
                                                {"x0", "40"},
                                                {"y0", "90"},
                                                {"x1", "100"},
                                                {"y1", "120"},
                                                {"height", "60"}});
    CHECK(part.body.starts_with("\x89PNG"));
    CHECK(part.body.size() < whole.body.size());
    CHECK(reviewer.get("page", {{"document", document}, {"page", "99"}}).status == 404);
    CHECK(reviewer.get("page", {{"document", "999"}, {"page", "1"}}).status == 404);
}

TEST_CASE("prose, statistics, samples and lists of answers") {
    Reviewer reviewer;
    const json line = reviewer.read("prose")["lines"].at(0);
    CHECK_FALSE(line["doubtful"].empty());
    const json saved = reviewer.write("prose-answer", {{"document", line["document"]},
                                                       {"place", line["place"]},
                                                       {"text", "全县各单位按时公开。"},
                                                       {"version", line["version"]}});
    CHECK(saved["result"] == "stored");
    CHECK(reviewer.write("sample", {{"cells", 5}})["drawn"] == 5);
    CHECK(reviewer.read("queue", {{"what", "audit"}})["total"] == 5);
    CHECK(reviewer.read("statistics")["silent"]["sampled"] == 5);
    CHECK(reviewer.read("answers")["rows"].size() == 1);
    CHECK(reviewer.read("revision")["revision"].is_number());
}

TEST_CASE("calls that make no sense are refused, and change nothing") {
    Reviewer reviewer;
    const json key = reviewer.first();
    const std::string document = key["document"].dump(), cell = key["cell"];
    const auto before = reviewer.read("queue")["total"];
    for (const auto& [path, query] : std::vector<std::pair<std::string, std::map<std::string, std::string>>>{
             {"queue", {{"limit", "501"}}},
             {"queue", {{"limit", "-1"}}},
             {"queue", {{"offset", "x"}}},
             {"queue", {{"what", "rubbish"}}},
             {"queue", {{"unknown", "1"}}},
             {"work", {{"document", document}}},
             {"work", {{"cell", cell}}},
             {"work", {{"document", "0"}, {"cell", cell}}},
             {"crop",
              {{"document", document},
               {"page", "1"},
               {"x0", "9"},
               {"y0", "9"},
               {"x1", "9"},
               {"y1", "9"},
               {"height", "60"}}},
             {"crop",
              {{"document", document},
               {"page", "1"},
               {"x0", "0"},
               {"y0", "0"},
               {"x1", "inf"},
               {"y1", "9"},
               {"height", "60"}}},
             {"crop",
              {{"document", document},
               {"page", "1"},
               {"x0", "0"},
               {"y0", "0"},
               {"x1", "9"},
               {"y1", "9"},
               {"height", "99999"}}}}) {
        INFO(path);
        CHECK(reviewer.get(path, query).status == 400);
    }
    const std::string start = "{\"document\": " + document + ", \"cell\": \"" + cell + "\"";
    for (const std::string& body :
         {std::string(), std::string("{"), std::string("[]"), start + "}",
          start + R"(, "kind": "rubbish", "version": ""})", start + R"(, "kind": "undo", "version": ""})",
          start + R"(, "kind": "typed"})", start + R"(, "kind": "typed", "version": "", "reviewer": "somebody else"})",
          start + R"(, "kind": {"typed": 1}, "version": ""})"}) {
        INFO(body);
        CHECK(reviewer.post("answer", body).status == 400);
    }
    CHECK(reviewer.get("work", {{"document", "999"}, {"cell", cell}}).status == 404);
    CHECK(reviewer.get("work", {{"document", document}, {"cell", "../../etc/passwd"}}).status == 404);
    CHECK(reviewer.get("nothing").status == 404);
    CHECK(reviewer.get("answer").status == 405);
    CHECK(reviewer.post("queue", "{}").status == 405);
    CHECK(reviewer.read("queue")["total"] == before);
    CHECK(reviewer.read("answers")["rows"].empty());
}
