// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/fields.h"

#include <charconv>
#include <cmath>

namespace nianbao::review {
namespace {

constexpr std::size_t longest_text = 8192;  ///< bytes; a line of prose has some 200

template <class Number>
Number read_number(const std::string& name, const std::string& text) {
    Number number{};
    const auto end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || error != std::errc() || stopped != end) {
        throw BadRequest("request.field", name + " must be a number");
    }
    return number;
}

template <class Number>
Number within(const std::string& name, Number number, Number least, Number most) {
    if (!(number >= least && number <= most)) throw BadRequest("request.field", name + " is out of range");
    return number;
}

template <class Number>
Number there(const std::string& name, const std::optional<Number>& value) {
    if (!value) throw BadRequest("request.field", name + " is missing");
    return *value;
}

std::string text_of(const nlohmann::json& value, const std::string& name) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number()) return value.dump();
    throw BadRequest("request.field", name + " must be a text or a number");
}

}  // namespace

nlohmann::json parse_strictly(std::string_view text, int depth) {
    bool too_deep = false;
    const auto watch = [&](int level, nlohmann::json::parse_event_t, nlohmann::json&) {
        too_deep = too_deep || level > depth;
        return !too_deep;
    };
    auto parsed = nlohmann::json::parse(text.begin(), text.end(), watch, false);
    if (too_deep) throw BadRequest("request.json", "the JSON is too deep");
    if (parsed.is_discarded()) throw BadRequest("request.json", "this is no JSON in UTF-8");
    return parsed;
}

Fields Fields::of(const Request& request) {
    Fields fields;
    fields.values_ = request.query;
    if (request.method == Request::Method::post) {
        if (!request.query.empty()) throw BadRequest("request.field", "the address takes nothing besides the body");
        const auto body = parse_strictly(request.body, 1);
        if (!body.is_object()) throw BadRequest("request.json", "the body must be one JSON object");
        for (const auto& [name, value] : body.items()) fields.values_.emplace(name, text_of(value, name));
    }
    for (const auto& [name, value] : fields.values_) {
        if (value.size() > longest_text) throw BadRequest("request.field", "a text is too long");
    }
    return fields;
}

std::optional<std::string> Fields::text(const std::string& name) {
    taken_.insert(name);
    const auto found = values_.find(name);
    return found == values_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::int64_t> Fields::integer(const std::string& name, std::int64_t least, std::int64_t most) {
    const auto value = text(name);
    if (!value) return std::nullopt;
    return within(name, read_number<std::int64_t>(name, *value), least, most);
}

std::optional<double> Fields::number(const std::string& name, double least, double most) {
    const auto value = text(name);
    if (!value) return std::nullopt;
    return within(name, read_number<double>(name, *value), least, most);
}

std::string Fields::required_text(const std::string& name) {
    return there(name, text(name));
}

std::int64_t Fields::required_integer(const std::string& name, std::int64_t least, std::int64_t most) {
    return there(name, integer(name, least, most));
}

double Fields::required_number(const std::string& name, double least, double most) {
    return there(name, number(name, least, most));
}

void Fields::check_all_taken() const {
    for (const auto& [name, value] : values_) {
        if (!taken_.count(name)) throw BadRequest("request.field", "nothing takes this: " + name);
    }
}

}  // namespace nianbao::review
