// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <random>

#include "document/failure.h"
#include "document/text_form.h"

using namespace nianbao;

namespace {

const Table& table_at(const Document& document, std::size_t block) {
    return std::get<Table>(document.blocks.at(block));
}
const Paragraph& paragraph_at(const Document& document, std::size_t block) {
    return std::get<Paragraph>(document.blocks.at(block));
}

std::vector<std::vector<std::string>> fields(const Table& table) {
    std::vector<std::vector<std::string>> rows(static_cast<std::size_t>(table.rows));
    for (const TableCell& cell : table.cells) {
        auto& row = rows.at(static_cast<std::size_t>(cell.row));
        row.resize(std::max(row.size(), static_cast<std::size_t>(cell.column) + 1));
        row[static_cast<std::size_t>(cell.column)] = cell.text;
    }
    return rows;
}

}  // namespace

TEST_CASE("a text form is paragraphs, headings and tables") {
    const Document document = read_text_form("\xEF\xBB\xBF\n\n## 标题\r\n\r\n第一段。\n\na\t\t1\n\nb\t2\n\n完。\n");
    REQUIRE(document.blocks.size() == 4);
    CHECK(document.source.kind == SourceKind::text);
    CHECK(paragraph_at(document, 0).markdown_level == 2);
    CHECK(paragraph_at(document, 0).text == "标题");
    CHECK(paragraph_at(document, 1).markdown_level == 0);
    const Table& table = table_at(document, 2);
    CHECK(table.origin == TableOrigin::text);
    CHECK(table.columns == 3);
    CHECK(fields(table) == std::vector<std::vector<std::string>>{{"a", "", "1"}, {"b", "2"}});
}

TEST_CASE("one blank line stays inside a table, two end it") {
    CHECK(read_text_form("a\t1\n\nb\t2\n").blocks.size() == 1);
    CHECK(read_text_form("a\t1\n\fb\t2\n").blocks.size() == 1);
    CHECK(read_text_form("a\t1\n\n\nb\t2\n").blocks.size() == 2);
    CHECK(read_text_form("a\t1\n文字\nb\t2\n").blocks.size() == 3);
}

TEST_CASE("texts without anything, and what is no text") {
    CHECK(read_text_form("").blocks.empty());
    CHECK(read_text_form("\n\n \n").blocks.empty());
    CHECK(read_text_form("\t\t\n").blocks.size() == 1);
    CHECK(std::holds_alternative<Paragraph>(read_text_form("\t缩进的一段话。\n").blocks.at(0)));
    CHECK_THROWS_AS(read_text_form("\xC4\xE3\xBA\xC3"), Failure);
}

TEST_CASE("a ruled table is written with every place, spans at their top left") {
    Document document;
    Table table;
    table.rows = 2;
    table.columns = 3;
    table.cells = {{0, 0, 2, 1, "组", 1, 1, {}, {}, false},
                   {0, 1, 1, 2, "换\n行", 1, 1, {}, {}, false},
                   {1, 1, 1, 1, "", 1, 1, {}, {}, false},
                   {1, 2, 1, 1, "7\t8", 1, 1, {}, {}, false}};
    document.blocks.emplace_back(table);
    CHECK(write_text_form(document) == "组\t换 行\t\n\t\t7 8\n");
}

TEST_CASE("writing and reading again gives the same blocks") {
    std::mt19937 random(3);
    const auto below = [&](int bound) { return static_cast<int>(random() % static_cast<unsigned>(bound)); };
    for (int round = 0; round < 200; ++round) {
        Document document;
        for (int b = below(6); b >= 0; --b) {
            if (below(2) == 0) {
                Paragraph paragraph;
                paragraph.text = "段" + std::to_string(below(100));
                paragraph.markdown_level = below(3);
                document.blocks.emplace_back(paragraph);
                continue;
            }
            Table table;
            table.rows = 1 + below(4);
            table.columns = 1 + below(5);
            for (int r = 0; r < table.rows; ++r) {
                for (int c = 0; c < table.columns; ++c) {
                    TableCell cell;
                    cell.row = r;
                    cell.column = c;
                    // A lone field at the end of a single row would be an indented paragraph, and two columns of which
                    // the second is blank throughout are written like one column.
                    cell.text = below(3) > 0 || c == 0 || (r == 0 && c == 1) ? std::to_string(below(1000)) : "";
                    table.cells.push_back(cell);
                }
            }
            document.blocks.emplace_back(table);
        }
        const std::string text = write_text_form(document);
        INFO(text);
        const Document again = read_text_form(text);
        REQUIRE(again.blocks.size() == document.blocks.size());
        for (std::size_t b = 0; b < document.blocks.size(); ++b) {
            REQUIRE(again.blocks[b].index() == document.blocks[b].index());
            if (const auto* table = std::get_if<Table>(&document.blocks[b])) {
                CHECK(fields(*table) == fields(table_at(again, b)));
                CHECK(table->columns == table_at(again, b).columns);
            } else {
                CHECK(paragraph_at(document, b).text == paragraph_at(again, b).text);
                CHECK(paragraph_at(document, b).markdown_level == paragraph_at(again, b).markdown_level);
            }
        }
        CHECK(write_text_form(again) == text);
    }
}
