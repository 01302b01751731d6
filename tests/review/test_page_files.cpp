// SPDX-License-Identifier: GPL-3.0-or-later
// The page's files keep to the page's rules, which no compiler checks.
#include <catch2/catch.hpp>
#include <map>
#include <regex>
#include <set>

#include "parser/placement.h"
#include "review/server/page_files.h"

using namespace nianbao;
using namespace nianbao::review;

namespace {

std::string content(const std::string& path) {
    for (const PageFile& file : page_files()) {
        if (file.path == path) return std::string(file.content);
    }
    FAIL("no such file: " + path);
    return {};
}

std::set<std::string> found(const std::string& text, const std::regex& form) {
    std::set<std::string> all;
    for (std::sregex_iterator match(text.begin(), text.end(), form), end; match != end; ++match)
        all.insert((*match)[1]);
    return all;
}

/// The texts of one language.
std::map<std::string, std::string> texts(const std::string& path) {
    static const std::regex entry(R"(\n +'([a-zA-Z_.-]+)':\s+'([^']*)',)");
    const std::string text = content(path);
    std::map<std::string, std::string> all;
    for (std::sregex_iterator match(text.begin(), text.end(), entry), end; match != end; ++match) {
        CHECK(all.emplace((*match)[1], (*match)[2]).second);
    }
    return all;
}

}  // namespace

TEST_CASE("both languages have every text, with the same places to fill in") {
    const auto english = texts("/texts_en.js"), chinese = texts("/texts_zh.js");
    CHECK(english.size() > 200);
    CHECK(english.size() == chinese.size());
    const std::regex place("\\{(\\w+)\\}");
    for (const auto& [key, text] : english) {
        INFO(key);
        REQUIRE(chinese.count(key) == 1);
        CHECK_FALSE(text.empty());
        CHECK_FALSE(chinese.at(key).empty());
        CHECK(found(text, place) == found(chinese.at(key), place));
    }
}

TEST_CASE("every text that a view asks for is there") {
    const auto all = texts("/texts_en.js");
    const std::regex asked("\\bt\\('([a-z_.]+)'");
    for (const PageFile& file : page_files()) {
        for (const std::string& key : found(std::string(file.content), asked)) {
            INFO(file.path << " " << key);
            CHECK(all.count(key) == 1);
        }
    }
}

TEST_CASE("every reason for which a place is doubted has its words") {
    const auto all = texts("/texts_en.js");
    for (const parser::Doubt doubt : parser::all_doubts) {
        INFO(parser::name(doubt));
        CHECK(all.count("reason." + std::string(parser::name(doubt))) == 1);
    }
}

TEST_CASE("text never becomes markup or code, and nothing comes from elsewhere") {
    const std::regex forbidden(
        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|\\beval\\(|new Function|setTimeout\\('|"
        "javascript:|srcdoc|createContextualFragment");
    const std::regex elsewhere("(?:https?:)?//[a-z0-9]+[.:][a-z0-9]", std::regex::icase);
    CHECK(page_files().size() > 20);
    for (const PageFile& file : page_files()) {
        INFO(file.path);
        const std::string text(file.content);
        CHECK_FALSE(std::regex_search(text, forbidden));
        if (file.path != "/icon.svg" && file.path != "/dom.js") CHECK_FALSE(std::regex_search(text, elsewhere));
        CHECK(text.find("style=\"") == std::string::npos);  // the policy forbids it: it would do nothing
        CHECK(text.find(" onclick=\"") == std::string::npos);
    }
}

TEST_CASE("every module is fetched at once, not one after the other has been read") {
    const std::string page = content("/index.html");
    for (const PageFile& file : page_files()) {
        INFO(file.path);
        if (file.path.ends_with(".js"))
            CHECK(page.find("{{files}}" + std::string(file.path) + '"') != std::string::npos);
    }
}

TEST_CASE("what a file of the page names is there, and each has its type and tag") {
    std::set<std::string> paths;
    for (const PageFile& file : page_files()) {
        paths.insert(std::string(file.path));
        CHECK(file.type.find("charset=utf-8") != std::string::npos);
    }
    CHECK(page_files_tag().size() == 32);
    const std::regex named("(?:from '\\.|\\{\\{files\\}\\})(/[a-z_]+\\.[a-z]+)['\"]");
    for (const PageFile& file : page_files()) {
        for (const std::string& path : found(std::string(file.content), named)) {
            INFO(file.path << " " << path);
            CHECK(paths.count(path) == 1);
        }
    }
}
