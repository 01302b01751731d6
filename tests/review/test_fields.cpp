// SPDX-License-Identifier: GPL-3.0-or-later
// What the page's calls may bring.
#include <catch2/catch.hpp>

#include "review/server/fields.h"
#include "review/server/queue_fields.h"

using namespace nianbao::review;

namespace {

Request posted(const std::string& body) {
    Request request;
    request.method = Request::Method::post;
    request.body = body;
    return request;
}

Request asked(const std::map<std::string, std::string>& query) {
    Request request;
    request.query = query;
    return request;
}

}  // namespace

TEST_CASE("a body of texts and numbers is taken") {
    Fields fields = Fields::of(posted(R"({"cell": "a.b", "document": 7, "printed": "1,113", "share": 0.25})"));
    CHECK(fields.required_text("cell") == "a.b");
    CHECK(fields.required_integer("document", 1, 10) == 7);
    CHECK(fields.text("printed") == "1,113");
    CHECK(fields.required_number("share", 0, 1) == 0.25);
    CHECK_FALSE(fields.text("absent"));
    CHECK_NOTHROW(fields.check_all_taken());
}

TEST_CASE("malformed bodies are refused") {
    for (const std::string& bad :
         {std::string(), std::string("{"), std::string("[]"), std::string("1"), std::string("null"),
          std::string(R"({"a": {"b": 1}})"), std::string(R"({"a": [1]})"), std::string(R"({"a": true})"),
          std::string(R"({"a": null})"), std::string("{\"a\": \"\xff\xfe\"}"), std::string(R"({"a": 1} x)"),
          std::string(R"({"a": "\ud800"})"), std::string(60000, '['), R"({"a": ")" + std::string(9000, 'x') + R"("})",
          std::string("{\"a\": 1e999}")}) {
        INFO(bad.substr(0, 40));
        CHECK_THROWS_AS(Fields::of(posted(bad)), BadRequest);
    }
}

TEST_CASE("what is out of range, of another kind, missing or unknown is refused") {
    Fields fields =
        Fields::of(asked({{"document", "7"}, {"text", "x"}, {"below", "nan"}, {"huge", "99999999999999999999"}}));
    CHECK_THROWS_AS(fields.integer("document", 8, 9), BadRequest);
    CHECK_THROWS_AS(fields.integer("text", 0, 9), BadRequest);
    CHECK_THROWS_AS(fields.number("below", 0, 1), BadRequest);
    CHECK_THROWS_AS(fields.integer("huge", 0, 9), BadRequest);
    CHECK_THROWS_AS(fields.required_text("absent"), BadRequest);
    Fields more = Fields::of(asked({{"nobody", "asked"}}));
    CHECK_THROWS_AS(more.check_all_taken(), BadRequest);
}

TEST_CASE("a queue's filter is read") {
    Fields fields = Fields::of(asked({{"what", "audit"},
                                      {"order", "least_sure"},
                                      {"of", "3"},
                                      {"run", "2"},
                                      {"year", "2023"},
                                      {"body", "某市"},
                                      {"reason", "sum"},
                                      {"below", "0.5"},
                                      {"text", "a"}}));
    const QueueFilter filter = queue_filter(fields);
    CHECK_NOTHROW(fields.check_all_taken());
    CHECK(filter.what == QueueFilter::What::audit);
    CHECK(filter.order == QueueFilter::Order::least_sure);
    CHECK(filter.document == 3);
    CHECK(filter.run == 2);
    CHECK(filter.year == 2023);
    CHECK(filter.body == "某市");
    CHECK(filter.reason == "sum");
    CHECK(filter.confidence_below == 0.5);
    CHECK(filter.text == "a");
    Fields wrong = Fields::of(asked({{"what", "everything"}}));
    CHECK_THROWS_AS(queue_filter(wrong), BadRequest);
}
