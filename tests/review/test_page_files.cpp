// SPDX-License-Identifier: GPL-3.0-or-later
// The page's files keep to the page's rules, which no compiler checks.
#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "review/server/page_files.h"

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

const std::regex entry("\n  '([^']+)': ");

}  // namespace

TEST_CASE("both languages have every text, with the same places to fill in") {
    const std::string english = content("/texts_en.js"), chinese = content("/texts_zh.js");
    const auto keys = found(english, entry);
    CHECK(keys.size() > 200);
    CHECK(keys == found(chinese, entry));
    for (const std::string& key : keys) {
        const auto line = [&](const std::string& text) {
            const std::size_t at = text.find("'" + key + "': ") + key.size() + 4;
            return text.substr(at, text.find('\n', at) - at);
        };
        INFO(key);
        const std::regex place("\\{(\\w+)\\}");
        CHECK(found(line(english), place) == found(line(chinese), place));
        CHECK(line(english).size() > 3);
        CHECK(line(chinese).size() > 3);
    }
}

TEST_CASE("every text that a view asks for is there") {
    const auto keys = found(content("/texts_en.js"), entry);
    const std::regex asked("\\bt\\('([a-z_.]+)'");
    for (const PageFile& file : page_files()) {
        for (const std::string& key : found(std::string(file.content), asked)) {
            INFO(file.path << " " << key);
            CHECK(keys.count(key) == 1);
        }
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
