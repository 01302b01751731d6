// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "document/failure.h"
#include "document/utf8.h"

namespace nianbao::parser {
namespace {

void write_string(const std::string& text, std::string& out) {
    // Broken bytes would make the whole file unreadable.
    const std::string valid = valid_utf8(text) ? text : to_utf8(to_utf32(text));
    out += '"';
    for (const char c : valid) {
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
                    char escaped[8];
                    std::snprintf(escaped, sizeof escaped, "\\u%04x", c);
                    out += escaped;
                } else {
                    out += c;
                }
        }
    }
    out += '"';
}

/// Builds Json from nlohmann's events; its own tree would turn numbers into doubles.
class Builder : public nlohmann::json_sax<nlohmann::json> {
  public:
    bool null() override { return put({}); }
    bool boolean(bool value) override { return put(Json::boolean(value)); }
    bool number_integer(number_integer_t value) override { return put(Json::number(std::to_string(value))); }
    bool number_unsigned(number_unsigned_t value) override { return put(Json::number(std::to_string(value))); }
    bool number_float(number_float_t, const string_t& literal) override { return put(Json::number(literal)); }
    bool string(string_t& value) override { return put(Json::string(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        keys_.back() = name;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

    Json take() { return std::move(root_); }

  private:
    bool put(Json value) {
        if (stack_.empty()) {
            root_ = std::move(value);
        } else if (stack_.back().kind() == Json::Kind::array) {
            stack_.back().add(std::move(value));
        } else {
            stack_.back().set(keys_.back(), std::move(value));
        }
        return true;
    }
    bool open(Json value) {
        constexpr std::size_t deepest = 64;
        if (stack_.size() >= deepest) return false;
        stack_.push_back(std::move(value));
        keys_.emplace_back();
        return true;
    }
    bool close() {
        Json done = std::move(stack_.back());
        stack_.pop_back();
        keys_.pop_back();
        return put(std::move(done));
    }

    Json root_;
    std::vector<Json> stack_;
    std::vector<std::string> keys_;
};

}  // namespace

Json Json::boolean(bool value) {
    Json json;
    json.kind_ = Kind::boolean;
    json.truth_ = value;
    return json;
}

Json Json::number(std::string literal) {
    Json json;
    json.kind_ = Kind::number;
    json.text_ = std::move(literal);
    return json;
}

Json Json::number(long long value) {
    return number(std::to_string(value));
}

Json Json::rounded(double value, int decimals) {
    if (!std::isfinite(value)) return {};
    const double scale = std::pow(10.0, decimals);
    const double rounded_value = std::round(value * scale) / scale + 0.0;  // + 0.0: never -0
    char text[64];
    const auto end = std::to_chars(text, text + sizeof text, rounded_value, std::chars_format::fixed).ptr;
    return number(std::string(text, end));
}

Json Json::string(std::string value) {
    Json json;
    json.kind_ = Kind::string;
    json.text_ = std::move(value);
    return json;
}

Json Json::array() {
    Json json;
    json.kind_ = Kind::array;
    return json;
}

Json Json::object() {
    Json json;
    json.kind_ = Kind::object;
    return json;
}

const Json& Json::operator[](std::string_view key) const {
    static const Json none;
    const auto found = std::ranges::find_if(members_, [&](const auto& member) { return member.first == key; });
    return found == members_.end() ? none : found->second;
}

double Json::real() const {
    double value = 0;
    if (kind_ == Kind::number) std::from_chars(text_.data(), text_.data() + text_.size(), value);
    return value;
}

int Json::integer() const {
    int value = 0;
    if (kind_ == Kind::number) std::from_chars(text_.data(), text_.data() + text_.size(), value);
    return value;
}

std::string Json::dump(int broken_levels) const {
    std::string out;
    write(out, broken_levels, 0);
    return out;
}

void Json::write(std::string& out, int broken_levels, int depth) const {
    const bool broken = depth < broken_levels;
    const auto separate = [&](bool first) {
        if (!first) out += broken ? "," : ", ";
        if (broken) out += '\n' + std::string(static_cast<std::size_t>(depth) + 1, ' ');
    };
    const auto finish = [&](bool any, char bracket) {
        if (broken && any) out += '\n' + std::string(static_cast<std::size_t>(depth), ' ');
        out += bracket;
    };
    switch (kind_) {
        case Kind::null:
            out += "null";
            break;
        case Kind::boolean:
            out += truth_ ? "true" : "false";
            break;
        case Kind::number:
            out += text_;
            break;
        case Kind::string:
            write_string(text_, out);
            break;
        case Kind::array:
            out += '[';
            for (std::size_t i = 0; i < items_.size(); ++i) {
                separate(i == 0);
                items_[i].write(out, broken_levels, depth + 1);
            }
            finish(!items_.empty(), ']');
            break;
        case Kind::object:
            out += '{';
            for (std::size_t i = 0; i < members_.size(); ++i) {
                separate(i == 0);
                write_string(members_[i].first, out);
                out += ": ";
                members_[i].second.write(out, broken_levels, depth + 1);
            }
            finish(!members_.empty(), '}');
            break;
    }
}

Json Json::parse(std::string_view text) {
    Builder builder;
    if (!nlohmann::json::sax_parse(text, &builder)) {
        throw Failure("input.json", "open", "the file is not JSON", "give a record that this program wrote");
    }
    return builder.take();
}

}  // namespace nianbao::parser
