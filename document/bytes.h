// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

// Values as bytes, for the way between processes of one program on one machine: exact (doubles as their bits), compact,
// and in no format that anything else may rely on. A type takes part by a function
//     template <class Archive> void fields(Archive& archive, Type& value)
// beside it that hands every member to `archive`; written with a structured binding, so that a member that is added and
// forgotten there does not compile. Bytes that are read may come from anywhere: whatever they hold, the worst is a
// Failure.
namespace nianbao {

/// The last enumerator of an enum that travels; what is read must not lie beyond it.
template <class Enum>
inline constexpr int last_enumerator = -1;

class ByteWriter {
  public:
    static constexpr bool reading = false;

    template <class... Values>
    void operator()(const Values&... values) {
        (put(values), ...);
    }
    std::string take() { return std::move(out_); }

  private:
    template <class Number>
    void raw(Number value) {
        char bytes[sizeof value];
        std::memcpy(bytes, &value, sizeof value);
        out_.append(bytes, sizeof value);
    }
    template <class Value>
    void put(const Value& value) {
        if constexpr (std::is_enum_v<Value>) {
            raw(static_cast<std::uint8_t>(value));
        } else if constexpr (std::is_same_v<Value, bool>) {
            raw(static_cast<std::uint8_t>(value ? 1 : 0));
        } else if constexpr (std::is_arithmetic_v<Value>) {
            raw(value);
        } else {
            fields(*this, const_cast<Value&>(value));  // the same function reads and writes; this archive only looks
        }
    }
    void put(const std::string& text) {
        raw(static_cast<std::uint64_t>(text.size()));
        out_ += text;
    }
    template <class Element>
    void put(const std::vector<Element>& elements) {
        raw(static_cast<std::uint64_t>(elements.size()));
        for (const Element& element : elements) put(element);
    }
    template <class Value>
    void put(const std::optional<Value>& value) {
        put(value.has_value());
        if (value) put(*value);
    }
    template <class... Kinds>
    void put(const std::variant<Kinds...>& value) {
        raw(static_cast<std::uint8_t>(value.index()));
        std::visit([this](const auto& held) { put(held); }, value);
    }
    std::string out_;
};

class ByteReader {
  public:
    static constexpr bool reading = true;

    /// The bytes must outlive the reader.
    explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

    /// @throws Failure "bytes.damaged" when they do not hold such values
    template <class... Values>
    void operator()(Values&... values) {
        (get(values), ...);
    }
    /// @throws Failure "bytes.damaged" when something is left
    void finish() const {
        if (!rest_.empty()) refuse("bytes are left over");
    }
    /// @throws Failure "bytes.damaged"
    [[noreturn]] static void refuse(const char* why);

  private:
    std::string_view next(std::uint64_t count) {
        if (count > rest_.size()) refuse("they end too early");
        const std::string_view bytes = rest_.substr(0, static_cast<std::size_t>(count));
        rest_.remove_prefix(static_cast<std::size_t>(count));
        return bytes;
    }
    template <class Number>
    Number raw() {
        Number value;
        std::memcpy(&value, next(sizeof value).data(), sizeof value);
        return value;
    }
    template <class Value>
    void get(Value& value) {
        if constexpr (std::is_enum_v<Value>) {
            static_assert(last_enumerator<Value> >= 0, "say where this enum ends");
            const int number = raw<std::uint8_t>();
            if (number > last_enumerator<Value>) refuse("an enumerator does not exist");
            value = static_cast<Value>(number);
        } else if constexpr (std::is_same_v<Value, bool>) {
            const int number = raw<std::uint8_t>();
            if (number > 1) refuse("a truth value is neither");
            value = number == 1;
        } else if constexpr (std::is_arithmetic_v<Value>) {
            value = raw<Value>();
        } else {
            fields(*this, value);
        }
    }
    void get(std::string& text) { text = next(raw<std::uint64_t>()); }
    template <class Element>
    void get(std::vector<Element>& elements) {
        const auto count = raw<std::uint64_t>();
        // Every element takes at least a byte. Nothing is reserved: a lie about the count must not cost memory.
        if (count > rest_.size()) refuse("a list is longer than what is left");
        elements.clear();
        for (std::uint64_t i = 0; i < count; ++i) get(elements.emplace_back());
    }
    template <class Value>
    void get(std::optional<Value>& value) {
        bool there = false;
        get(there);
        value.reset();
        if (there) get(value.emplace());
    }
    template <class... Kinds>
    void get(std::variant<Kinds...>& value) {
        const std::size_t index = raw<std::uint8_t>();
        if (index >= sizeof...(Kinds)) refuse("a kind does not exist");
        get_kind(value, index, std::index_sequence_for<Kinds...>());
    }
    template <class Variant, std::size_t... Index>
    void get_kind(Variant& value, std::size_t wanted, std::index_sequence<Index...>) {
        ((Index == wanted ? get(value.template emplace<Index>()) : void()), ...);
    }
    std::string_view rest_;
};

template <class Value>
std::string to_bytes(const Value& value) {
    ByteWriter writer;
    writer(value);
    return writer.take();
}

/// @throws Failure "bytes.damaged"
template <class Value>
Value from_bytes(std::string_view bytes) {
    Value value;
    ByteReader reader(bytes);
    reader(value);
    reader.finish();
    return value;
}

}  // namespace nianbao
