// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/settings_file.h"

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <numeric>

#include "pipeline/batch/setting_list.h"
#include "pipeline/output_plan.h"

namespace nianbao::batch {
namespace {

using Kind = Setting::Kind;

[[noreturn]] void complain(const std::string& file, const toml::source_region& where, const std::string& words) {
    throw UsageError(file + ":" + std::to_string(where.begin.line) + ": " + words);
}

/// Letters to change, add or leave out.
std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (const char letter : a) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (letter == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

std::string nearest(const std::string& key) {
    std::string best;
    std::size_t least = key.size() / 2 + 1;
    for (const Setting& setting : all_settings()) {
        const std::size_t apart = distance(key, setting.key);
        if (apart >= least) continue;
        least = apart;
        best = setting.key;
    }
    return best;
}

std::string wanted_words(Kind kind) {
    switch (kind) {
        case Kind::flag:
            return "true or false";
        case Kind::number:
            return "a number";
        case Kind::text:
            return "a text in quotes";
        case Kind::measure:
            return "a number, or a text such as \"90s\" or \"2G\"";
        case Kind::list:
            break;
    }
    return "a list of texts: [\"…\", \"…\"]";
}

std::string number_text(double value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

/// As the command line would say it; empty when the value is of the wrong kind.
std::vector<std::string> texts_of(const toml::node& node, Kind kind) {
    if (kind == Kind::flag && node.is_boolean()) return {*node.value<bool>() ? "true" : "false"};
    if (kind == Kind::number || kind == Kind::measure) {
        if (node.is_integer()) return {std::to_string(*node.value<std::int64_t>())};
        if (node.is_floating_point()) return {number_text(*node.value<double>())};
    }
    if ((kind == Kind::text || kind == Kind::measure) && node.is_string()) return {*node.value<std::string>()};
    std::vector<std::string> texts;
    if (kind != Kind::list || !node.is_array()) return texts;
    for (const toml::node& item : *node.as_array()) {
        if (!item.is_string()) return {};
        texts.push_back(*item.value<std::string>());
    }
    return texts;
}

void apply(const std::string& file, const std::string& key, const toml::node& node, Settings& settings) {
    const Setting* setting = find_setting(key);
    if (!setting) {
        const std::string other = nearest(key);
        complain(file, node.source(),
                 "there is no setting '" + key + "'" + (other.empty() ? "" : "; is '" + other + "' meant?"));
    }
    const std::vector<std::string> texts = texts_of(node, setting->kind);
    if (texts.empty()) complain(file, node.source(), "'" + key + "' must be " + wanted_words(setting->kind));
    try {
        setting->apply(settings, texts);
    } catch (const UsageError& error) {
        complain(file, node.source(), key + ": " + error.what());
    }
}

}  // namespace

void read_settings_text(const std::string& text, const std::string& name, Settings& settings) {
    try {
        const toml::table table = toml::parse(text);
        for (const auto& [key, node] : table) apply(name, std::string(key.str()), node, settings);
    } catch (const toml::parse_error& error) {
        complain(name, error.source(), "this is not TOML: " + std::string(error.description()));
    }
}

void read_settings_file(const std::filesystem::path& file, Settings& settings) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in) throw UsageError("the settings file " + file.string() + " cannot be read");
    read_settings_text(text, file.string(), settings);
}

}  // namespace nianbao::batch
