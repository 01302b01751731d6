// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "document/failure.h"
#include "parser/form.h"
#include "parser/label_text.h"

using namespace nianbao;
using namespace nianbao::parser;

TEST_CASE("the form files list just the cells of the contract, in its order", "[contract]") {
    std::ifstream contract(NIANBAO_SOURCE_DIR "/../shared/contract/cells.tsv");
    if (!contract) {
        WARN("../shared/contract/cells.tsv is not there: skipped");
        return;
    }
    const auto& cells = national_forms().cells;
    std::string line;
    std::getline(contract, line);
    std::size_t i = 0;
    for (; std::getline(contract, line); ++i) {
        std::istringstream fields(line);
        std::string id, form;
        std::getline(fields, id, '\t');
        std::getline(fields, form, '\t');
        REQUIRE(i < cells.size());
        CHECK(cells[i].id == id);
        CHECK(name(cells[i].form) == form);
    }
    CHECK(i == cells.size());
}

TEST_CASE("ids are unique and every relation speaks of rows and columns that exist") {
    const FormBook& book = national_forms();
    std::set<std::string> ids;
    for (const FormCell& cell : book.cells) CHECK(ids.insert(cell.id).second);
    for (const FormRelation& relation : book.applications.relations) {
        for (const auto* side : {&relation.plus, &relation.minus}) {
            for (const std::string& id : *side) {
                const std::string cell = relation.over == FormRelation::Over::rows ? "applications." + id + ".total"
                                                                                   : "applications.new_received." + id;
                CHECK(ids.contains(cell));
            }
        }
        CHECK(relation.own_error > 0);
    }
}

TEST_CASE("a broken form file is a failure in words") {
    const auto folder = std::filesystem::temp_directory_path() / "nianbao_broken_forms";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "disclosure.toml") << "table = \n";
    CHECK_THROWS_AS(load_forms(folder.string()), Failure);
    std::ofstream(folder / "disclosure.toml") << "table = \"disclosure\"\n[[article]]\nlabels = []\n";
    CHECK_THROWS_AS(load_forms(folder.string()), Failure);
    std::filesystem::remove_all(folder);
}

TEST_CASE("labels match through widths, spaces, notes, slips and lost lines") {
    const Label upheld({"结果维持"});
    CHECK(upheld.match("结果 维持") == 1);
    CHECK(upheld.match("结果\n维持") == 1);
    const Label part({"（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"});
    CHECK(part.match("(二) 部分公开 (区分处理的, 只计这一情形, 不计其他情形)") == 1);
    CHECK(part.match("（二）部分公开") == 1);
    CHECK(part.match("（二）部分公开（含往年）") > 0.9);
    const Label law({"2.其他法律行政法规禁止公开"});
    CHECK(law.match("2.其他法律行政止公开") > 0.7);
    CHECK(law.match("2、其他法律法规禁止公开") > 0.8);
    CHECK(law.match("2.其地法津行政法规禁止公开") > 0.8);
    const Label made({"本年新制作数量"});
    CHECK(made.match("本年新") > 0.7);
    CHECK(Label({"其他对外管理服务事项"}).match("其他主动公开文件") < 0.5);
    CHECK(Label({"行政许可"}).match("行政处罚") < 0.55);
    CHECK(Label({"规章"}).match("") == 0);
}
