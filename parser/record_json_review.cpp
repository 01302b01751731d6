// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/record_json_review.h"

#include <charconv>

#include "parser/record_json_cell.h"
#include "parser/record_json_parts.h"

namespace nianbao::parser {
namespace {

/// All digits, so that decoding again comes to the same.
Json exact(double value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return Json::number(std::string(text, end));
}

Json hypothesis_json(const Hypothesis& hypothesis) {
    Json json = Json::object();
    json.set("printed", Json::string(hypothesis.printed));
    json.set("probability", exact(hypothesis.probability));
    json.set("readers", list_json(hypothesis.witnesses, witness_json));
    return json;
}

double share_of(const Json& json) {
    const double share = json.real();
    if (!(share >= 0 && share <= 1)) not_a_record("a probability is none");
    return share;
}

Json machine_json(const ReviewerAnswer& answer) {
    Json json = Json::object();
    json.set("value", answer.machine_value ? Json::number(answer.machine_value->text()) : Json());
    json.set("printed", Json::string(answer.machine_printed));
    json.set("confidence", confidence_json(answer.machine_confidence));
    json.set("needs_review", Json::boolean(answer.machine_needs_review));
    if (!answer.machine_reason.empty()) json.set("reason", Json::string(answer.machine_reason));
    json.set("evidence", list_json(answer.machine_evidence, witness_json));
    return json;
}

Json characters_json(const DoubtfulCharacters& part) {
    Json json = Json::object();
    json.set("first", Json::number(static_cast<long long>(part.first)));
    json.set("count", Json::number(static_cast<long long>(part.count)));
    json.set("confidence", confidence_json(part.confidence));
    return json;
}

std::size_t count_of(const Json& json) {
    const int count = json.integer();
    if (count < 0) not_a_record("a count of characters is below zero");
    return static_cast<std::size_t>(count);
}

}  // namespace

Json decoder_json(const DecoderInput& input) {
    Json json = Json::object();
    json.set("hypotheses", list_json(input.hypotheses, hypothesis_json));
    json.set("other", exact(input.other));
    json.set("from", Json::string(input.from_image ? "image" : "printed"));
    if (input.no_ink) json.set("no_ink", Json::boolean(true));
    if (!input.doubt.empty()) json.set("doubt", Json::string(input.doubt));
    return json;
}

DecoderInput read_decoder(const Json& json) {
    DecoderInput input;
    for (const Json& item : json["hypotheses"].items()) {
        input.hypotheses.push_back(
            {text_of(item["printed"]), share_of(item["probability"]), read_witnesses(item["readers"])});
    }
    input.other = share_of(json["other"]);
    input.from_image = json["from"].text() == "image";
    input.no_ink = json["no_ink"].truth();
    input.doubt = text_of(json["doubt"]);
    return input;
}

Json answer_json(const ReviewerAnswer& answer) {
    Json json = Json::object();
    json.set("kind", Json::string(answer.kind));
    json.set("printed", Json::string(answer.printed));
    json.set("reviewer", Json::string(answer.reviewer));
    json.set("when", Json::string(answer.when));
    if (!answer.why.empty()) json.set("why", Json::string(answer.why));
    json.set("machine", machine_json(answer));
    return json;
}

ReviewerAnswer read_answer(const Json& json) {
    ReviewerAnswer answer;
    answer.kind = text_of(json["kind"]);
    answer.printed = text_of(json["printed"]);
    answer.reviewer = text_of(json["reviewer"]);
    answer.when = text_of(json["when"]);
    answer.why = text_of(json["why"]);
    const Json& machine = json["machine"];
    answer.machine_value = read_decimal(machine["value"]);
    answer.machine_printed = text_of(machine["printed"]);
    answer.machine_confidence = machine["confidence"].real();
    answer.machine_needs_review = machine["needs_review"].truth();
    answer.machine_reason = text_of(machine["reason"]);
    answer.machine_evidence = read_witnesses(machine["evidence"]);
    return answer;
}

Json doubtful_line_json(const DoubtfulLine& line) {
    Json json = Json::object();
    json.set("line", Json::number(line.line));
    json.set("at", Json::number(static_cast<long long>(line.at)));
    json.set("text", Json::string(line.text));
    json.set("page", page_json(line.page));
    json.set("box", box_json(line.box));
    json.set("characters", list_json(line.characters, characters_json));
    if (line.answer) json.set("answer", answer_json(*line.answer));
    return json;
}

DoubtfulLine read_doubtful_line(const Json& json) {
    DoubtfulLine line;
    line.line = json["line"].integer();
    line.at = count_of(json["at"]);
    line.text = text_of(json["text"]);
    line.page = json["page"].integer();
    line.box = read_box(json["box"]);
    for (const Json& item : json["characters"].items()) {
        line.characters.push_back({count_of(item["first"]), count_of(item["count"]), item["confidence"].real()});
    }
    if (json["answer"].kind() == Json::Kind::object) line.answer = read_answer(json["answer"]);
    return line;
}

}  // namespace nianbao::parser
