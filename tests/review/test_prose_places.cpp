// SPDX-License-Identifier: GPL-3.0-or-later
// Answers about lines of prose, in records in which lines have moved.
#include <algorithm>
#include <catch2/catch.hpp>

#include "pipeline/store/answers.h"
#include "pipeline/store/reviewed_record.h"

using namespace nianbao;
using store::AnswerKind;
using store::AnswerRow;

namespace {

const std::string words = "全县按时公开。";
constexpr double height = 14, width = 300;

Rect box_at(double top) {
    return {80, top, 80 + width, top + height};
}

/// A section of lines that were all read alike. @param tops  of the lines, in points; none: lines without boxes
parser::Record lines(const std::vector<std::optional<double>>& tops, int first = 1) {
    parser::Section section;
    section.number = 1;
    for (const auto& top : tops) {
        parser::DoubtfulLine line;
        line.line = first++;
        line.at = section.doubtful.size() * 7;
        line.text = words;
        line.page = 1;
        if (top) line.box = box_at(*top);
        line.characters.push_back({0, 1, 0.5});
        section.doubtful.push_back(line);
        section.text += words;
    }
    parser::Record record;
    record.sections.push_back(section);
    return record;
}

AnswerRow answer(std::int64_t id, int line, std::optional<double> top, const std::string& text) {
    AnswerRow row;
    row.id = id;
    row.place = store::line_place(1, line);
    row.kind = AnswerKind::typed;
    row.printed = text;
    row.machine_printed = words;
    row.reviewer = "wang";
    row.page = 1;
    if (top) row.box = box_at(*top);
    return row;
}

std::string said(const parser::Record& record, std::size_t line) {
    const auto& answered = record.sections.at(0).doubtful.at(line).answer;
    return answered ? answered->printed : "";
}

bool lost(const parser::Record& record) {
    return std::ranges::count(record.warnings, "review.lost", &Warning::code) > 0;
}

}  // namespace

TEST_CASE("of two answers about one line, given under two numbers, the newer one holds") {
    const AnswerRow older = answer(1, 1, 100, "older"), newer = answer(2, 2, 100, "newer");
    for (const int number : {1, 2, 3}) {
        INFO("the line is number " << number);
        const parser::Record record = store::reviewed(lines({100}, number), {older, newer});
        CHECK(said(record, 0) == "newer");
        CHECK(record.sections[0].text == "newer");
        CHECK_FALSE(lost(record));
    }
}

TEST_CASE("an answer follows its line on the page, and is never put on another that was read alike") {
    // A line was won before it: its number is another line's now.
    const parser::Record moved = store::reviewed(lines({100, 130}), {answer(1, 1, 130, "mine")});
    CHECK(said(moved, 0).empty());
    CHECK(said(moved, 1) == "mine");
    CHECK(moved.sections[0].text == words + "mine");
    const parser::Record gone = store::reviewed(lines({100, 160}), {answer(1, 1, 130, "mine")});
    CHECK(said(gone, 0).empty());
    CHECK(said(gone, 1).empty());
    CHECK(lost(gone));
}

TEST_CASE("where no places are known, the number tells apart what was read alike") {
    const auto none = std::optional<double>();
    const parser::Record two =
        store::reviewed(lines({none, none}), {answer(1, 1, none, "one"), answer(2, 2, none, "two")});
    CHECK(said(two, 0) == "one");
    CHECK(said(two, 1) == "two");
    const parser::Record left = store::reviewed(lines({none}), {answer(1, 1, none, "one"), answer(2, 2, none, "two")});
    CHECK(said(left, 0) == "one");
    CHECK(lost(left));
}
