// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// JSON with numbers kept as they are written: a printed 13.7950 must come out as 13.7950, which no double remembers.
namespace nianbao::parser {

class Json {
  public:
    enum class Kind { null, boolean, number, string, array, object };

    Json() = default;
    static Json boolean(bool value);
    /// @param literal  a valid JSON number, kept as it is
    static Json number(std::string literal);
    static Json number(long long value);
    /// Rounded to `decimals`, without trailing zeros; not finite gives null.
    static Json rounded(double value, int decimals);
    static Json string(std::string value);
    static Json array();
    static Json object();

    Kind kind() const { return kind_; }
    bool is_null() const { return kind_ == Kind::null; }
    bool truth() const { return truth_; }
    const std::string& text() const { return text_; }  ///< of a string, or a number's literal
    const std::vector<Json>& items() const { return items_; }
    const std::vector<std::pair<std::string, Json>>& members() const { return members_; }
    /// Member of an object; a null value when there is none.
    const Json& operator[](std::string_view key) const;
    double real() const;  ///< 0 when it is no number
    int integer() const;

    void add(Json item) { items_.push_back(std::move(item)); }
    void set(std::string key, Json value) { members_.emplace_back(std::move(key), std::move(value)); }

    /// Compact, but arrays and objects down to `broken_levels` put each item on a line of its own.
    std::string dump(int broken_levels = 0) const;
    /// @throws Failure "input.json" when the text is not JSON.
    static Json parse(std::string_view text);

  private:
    void write(std::string& out, int broken_levels, int depth) const;

    Kind kind_ = Kind::null;
    bool truth_ = false;
    std::string text_;
    std::vector<Json> items_;
    std::vector<std::pair<std::string, Json>> members_;
};

}  // namespace nianbao::parser
