// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "document/text_form.h"
#include "parser/outline.h"
#include "parser/title.h"
#include "parser/title_vote.h"

using namespace nianbao;
using namespace nianbao::parser;

namespace {

struct Expected {
    std::vector<std::string> lines;
    std::string title, organization;
    int year;
};

void check_titles(const std::vector<Expected>& cases) {
    for (const Expected& expected : cases) {
        INFO(expected.lines.front());
        const Title title = find_title(expected.lines);
        CHECK(title.text == expected.title);
        CHECK(title.organization.value_or("") == expected.organization);
        CHECK(title.year == expected.year);
    }
}

}  // namespace

TEST_CASE("titles on one line or several, with the body where it stands") {
    const std::vector<Expected> cases{
        {{"青石县人民政府2021年政府信息公开工作年度报告"},
         "青石县人民政府2021年政府信息公开工作年度报告",
         "青石县人民政府",
         2021},
        {{"青石县 2 0 2 1 年政府信息公开工作年度报告"}, "青石县2021年政府信息公开工作年度报告", "青石县", 2021},
        {{"青石县人民政府", "2023年政府信息公开工作年度报告"},
         "青石县人民政府2023年政府信息公开工作年度报告",
         "青石县人民政府",
         2023},
        {{"柳河镇人民政府2021年", "政府信息公开工作年度报告"},
         "柳河镇人民政府2021年政府信息公开工作年度报告",
         "柳河镇人民政府",
         2021},
        {{"柳河镇人民政府", "2021年政府信息公开工作", "年度报告"},
         "柳河镇人民政府2021年政府信息公开工作年度报告",
         "柳河镇人民政府",
         2021},
        {{"青石县教育局二〇二一年度政府信息公开工作报告"},
         "青石县教育局二〇二一年度政府信息公开工作报告",
         "青石县教育局",
         2021},
        {{"２０２２年青石县政府信息公开工作年度报告"}, "２０２２年青石县政府信息公开工作年度报告", "青石县", 2022},
        {{"青石县人民政府关于2020年度政府信息公开工作的年度报告"},
         "青石县人民政府关于2020年度政府信息公开工作的年度报告",
         "青石县人民政府",
         2020},
    };
    check_titles(cases);
    CHECK_FALSE(find_title({"2021年政府信息公开工作年度报告"}).organization);
    CHECK(find_title({"目录", "关于印发通知的说明。"}).count == 0);
    CHECK(find_title({}).count == 0);
}

TEST_CASE("the year may stand anywhere in a title, in brackets too") {
    check_titles({
        {{"2021年度青石县教育局政府信息公开工作年度报告"},
         "2021年度青石县教育局政府信息公开工作年度报告",
         "青石县教育局",
         2021},
        {{"青石县教育局关于2022年政府信息公开工作年度报告"},
         "青石县教育局关于2022年政府信息公开工作年度报告",
         "青石县教育局",
         2022},
        {{"青石县政府信息公开2023年度工作报告"}, "青石县政府信息公开2023年度工作报告", "青石县", 2023},
        {{"关于青石县2022年度政府信息公开工作情况的报告"},
         "关于青石县2022年度政府信息公开工作情况的报告",
         "青石县",
         2022},
        {{"青石县人民政府信息公开工作年度报告（2019年）"},
         "青石县人民政府信息公开工作年度报告（2019年）",
         "青石县人民政府",
         2019},
        {{"青石县教育局政府信息公开工作年度报告", "（2023年度）"},
         "青石县教育局政府信息公开工作年度报告（2023年度）",
         "青石县教育局",
         2023},
        {{"2023年度", "青石县教育局", "政府信息公开工作年度报告"},
         "2023年度青石县教育局政府信息公开工作年度报告",
         "青石县教育局",
         2023},
        {{"青石县教育局（本级）2023年政府信息公开工作年度报告"},
         "青石县教育局（本级）2023年政府信息公开工作年度报告",
         "青石县教育局（本级）",
         2023},
        {{"青石县教育局2023年政府信息公开工作年度报告（本级）"},
         "青石县教育局2023年政府信息公开工作年度报告（本级）",
         "青石县教育局",
         2023},
        {{"青石县2023年政府信息公开年报"}, "青石县2023年政府信息公开年报", "青石县", 2023},
    });
}

TEST_CASE("a title broken inside a word or a number") {
    check_titles({
        {{"柳河镇人民政府2021年政府信", "息公开工作年度报告"},
         "柳河镇人民政府2021年政府信息公开工作年度报告",
         "柳河镇人民政府",
         2021},
        {{"柳河镇人民政府20", "21年政府信息公开工作年度报告"},
         "柳河镇人民政府2021年政府信息公开工作年度报告",
         "柳河镇人民政府",
         2021},
        {{"柳河镇人民政府2021年政府信息公开工作年度报", "告"},
         "柳河镇人民政府2021年政府信息公开工作年度报告",
         "柳河镇人民政府",
         2021},
        {{"柳河镇人民", "政府2021年政府信息公开工作年度报告"},
         "柳河镇人民政府2021年政府信息公开工作年度报告",
         "柳河镇人民政府",
         2021},
    });
}

TEST_CASE("what stands around a title is not taken into it") {
    check_titles({
        {{"青石县人民政府文件", "青政发〔2024〕3号", "2023年政府信息公开工作年度报告"},
         "2023年政府信息公开工作年度报告",
         "青石县人民政府",
         2023},
        {{"附件", "青石县教育局2023年政府信息公开工作年度报告"},
         "青石县教育局2023年政府信息公开工作年度报告",
         "青石县教育局",
         2023},
        {{"附件1：青石县教育局2023年政府信息公开工作年度报告"},
         "青石县教育局2023年政府信息公开工作年度报告",
         "青石县教育局",
         2023},
        {{"首页>政务公开>政府信息公开年报", "当前位置：首页>法定主动公开内容>政府信息公开年报",
          "青石县教育局2023年政府信息公开工作年度报告", "发布日期：2024-01-20", "来源：青石县教育局", "字号：大 中 小"},
         "青石县教育局2023年政府信息公开工作年度报告",
         "青石县教育局",
         2023},
        {{"政府信息公开年报", "索引号 012345678/2024-00012", "青石县教育局2023年政府信息公开工作年度报告"},
         "青石县教育局2023年政府信息公开工作年度报告",
         "青石县教育局",
         2023},
        {{"青石县人民政府门户网站", "政府信息公开工作年度报告", "柳河镇2022年政府信息公开工作年度报告"},
         "柳河镇2022年政府信息公开工作年度报告",
         "柳河镇",
         2022},
    });
}

TEST_CASE("dirt around a title is not taken into it") {
    check_titles({
        {{"“柳河镇人民政府2021年政府信息公开工作年度报告."},
         "柳河镇人民政府2021年政府信息公开工作年度报告",
         "柳河镇人民政府",
         2021},
        {{"人", "一", "柳河镇人民政府2021年", "政府信息公开工作年度报告"},
         "柳河镇人民政府2021年政府信息公开工作年度报告",
         "柳河镇人民政府",
         2021},
    });
    CHECK(find_title({"本页说明：我局关于政府信息公开工作，已形成年度报告。"}).count == 0);
}

TEST_CASE("a table of contents opens no sections") {
    const Document document = read_text_form(
        "青石县教育局\n\n2023年政府信息公开工作年度报告\n\n目 录\n\n一、总体情况……………………1\n\n"
        "二、主动公开政府信息情况......3\n\n三、收到和处理政府信息公开申请情况 4\n\n"
        "四、政府信息公开行政复议、行政诉讼情况 5\n\n五、存在的主要问题及改进情况 6\n\n六、其他需要报告的事项 7\n\n"
        "根据条例编制本报告。\n\n一、总体情况\n\n平稳。\n\n六、其他需要报告的事项\n\n无。\n");
    const Outline outline = read_outline(document, national_forms());
    CHECK(outline.title == "青石县教育局2023年政府信息公开工作年度报告");
    CHECK(outline.organization == "青石县教育局");
    REQUIRE(outline.sections.size() == 2);
    CHECK(outline.sections[0].heading == "一、总体情况");
    CHECK(outline.sections[0].text == "平稳。");
    CHECK(outline.sections[1].text == "无。");
    CHECK(outline.preface.find("根据条例编制本报告。") != std::string::npos);
}

TEST_CASE("a misread title is still the title") {
    const Title title = find_title({"青石县人民政府2021年政府信患公开工作年度报吿"});
    CHECK(title.count == 1);
    CHECK(title.organization == "青石县人民政府");
    CHECK(title.year == 2021);
    const Title year = find_title({"青石县人民政府202]年政府信息公开工作年报告"});
    CHECK(year.text == "青石县人民政府2021年政府信息公开工作年报告");
    CHECK(year.organization == "青石县人民政府");
    CHECK(year.year == 2021);
}

TEST_CASE("sections open at their headings, twice or misread or with text behind") {
    const Document document = read_text_form(
        "# 柳河镇2022年政府信息公开工作年度报告\n\n按规定编制本报告。\n\n## 一、总体情况\n\n### "
        "一、总体情况\n\n第一段。\n第二段。\n\n"
        "（一）主动公开情况\n\n1.主动公开政府信息情况\n\n"
        "二、主动公开政府信息惰况\n\n规章\t0\t0\t0\n\n三、行政机关收到和处理政府信息公开申请情况\n\n收到申请见下表。\n"
        "\n"
        "四、政府信息公开行政法复议、行政诉讼情况\n\n五、存在问题及改进情况\n\n（一）主动公开政府信息情况\n\n有待提高。"
        "\n\n"
        "六、其他需要报告的事项 无。\n");
    const Outline outline = read_outline(document, national_forms());
    REQUIRE(outline.sections.size() == 6);
    CHECK(outline.preface == "按规定编制本报告。");
    CHECK(outline.sections[0].heading == "一、总体情况");
    CHECK(outline.sections[0].text == "第一段。\n第二段。\n（一）主动公开情况\n1.主动公开政府信息情况");
    CHECK(outline.sections[1].heading == "二、主动公开政府信息惰况");
    CHECK(outline.sections[2].text == "收到申请见下表。");
    CHECK(outline.sections[4].text == "（一）主动公开政府信息情况\n有待提高。");
    CHECK(outline.sections[5].heading == "六、其他需要报告的事项");
    CHECK(outline.sections[5].text == "无。");
    CHECK(outline.organization == "柳河镇");
}

TEST_CASE("a speck behind a heading, read as a full stop, does not make it a sentence") {
    const Document document = read_text_form(
        "柳河镇2022年政府信息公开工作年度报告\n\n一、总体情况\n\n全年平稳。\n\n"
        "四、政府信息公开行政复议、行政诉讼情况。\n\n未发生。\n\n五、存在的主要问题。\n\n六、以上为总体情况。\n");
    const Outline outline = read_outline(document, national_forms());
    REQUIRE(outline.sections.size() == 3);
    CHECK(outline.sections[1].number == 4);
    CHECK(outline.sections[1].heading == "四、政府信息公开行政复议、行政诉讼情况");
    CHECK(outline.sections[1].text == "未发生。");
}

TEST_CASE("a heading that ran into the paragraph before it still opens its section") {
    const Document document = read_text_form(
        "柳河镇2022年政府信息公开工作年度报告\n\n一、总体情况\n\n全年平稳。二、主动公开政府信息情况\n\n第二十条第（一）"
        "项"
        "\n\n数字如下。\n\n三、收到和处理政府信息公开申请情况\n\n见下表。\n");
    const Outline outline = read_outline(document, national_forms());
    REQUIRE(outline.sections.size() == 3);
    CHECK(outline.sections[0].text == "全年平稳。");
    CHECK(outline.sections[1].number == 2);
    CHECK(outline.sections[1].text == "数字如下。");
}

TEST_CASE("the body may sign at the end") {
    const Document document = read_text_form(
        "2022年政府信息公开工作年度报告\n\n一、总体情况\n\n好。\n\n六、其他需要报告的事项\n\n无。\n\n柳河镇人民政府\n\n"
        "2023年1月10日\n");
    const Outline outline = read_outline(document, national_forms());
    CHECK(outline.organization == "柳河镇人民政府");
    CHECK(outline.year == 2022);
    CHECK_FALSE(
        read_outline(read_text_form("2022年政府信息公开工作年度报告\n\n一、总体情况\n\n好。\n"), national_forms())
            .organization);
}

TEST_CASE("a body's name misread in the title is mended by its other mentions") {
    const auto read = [](const std::string& text, double confidence) {
        Mention mention = mention_of(text);
        mention.confidence.assign(mention.text.size(), confidence);
        return mention;
    };
    const Mention title = read("柏地且人民政府2021年报告", 0.9), prose = read("柏地县人民政府认真落实", 0.9),
                  office = read("由柏地县人民政府办公室编制", 0.9);
    CHECK(organization_by_vote("柏地且人民政府", {title, prose, office}) == "柏地县人民政府");
    CHECK(organization_by_vote("柏地且人民政府", {title, prose}) == "柏地且人民政府");  // a tie stays
    CHECK(organization_by_vote("柏地且人民政府", {}) == "柏地且人民政府");
    CHECK(organization_by_vote("某镇", {read("那镇", 1), read("那镇", 1)}) == "某镇");  // too short to tell
    // The same type misread alike has little more weight than once; the title's is larger.
    Mention large = read("柏地县人民政府", 0.9);
    large.weight = weight_of_title;
    CHECK(organization_by_vote("柏地县人民政府", {large, read("柏地且人民政府", 0.9), read("柏地且人民政府", 0.9)}) ==
          "柏地县人民政府");
    // One mention that was read surely against a title that was not.
    CHECK(organization_by_vote("柏地且人民政府", {read("柏地且人民政府", 0.4), prose}) == "柏地县人民政府");
    // A part of the name: the town without its county.
    const Mention town = read("由砚渡街道党政综合办公室编制", 0.95), own = read("霜渡县砚液街道办事处2019年", 0.5);
    CHECK(organization_by_vote("霜渡县砚液街道办事处", {own, read("砚渡街道办事处", 0.9)}) == "霜渡县砚渡街道办事处");
    CHECK(organization_by_vote("霜渡县砚液街道办事处", {own, read("霜渡县砚液街道党政综合办公室", 1)}) ==
          "霜渡县砚液街道办事处");  // another word, not a misread one
    CHECK(organization_by_vote("霜渡县砚液街道办事处", {own, town}) == "霜渡县砚液街道办事处");  // too little in common
    // Another town's office has only the words in common that all offices have.
    CHECK(organization_by_vote("霜渡县砚液街道办事处", {own, read("和北街街道办事处", 1)}) == "霜渡县砚液街道办事处");
}

TEST_CASE("the fixed words and the year of a title read from a picture") {
    CHECK(title_in_form("某县人民政府2923年政府信息公开王作年度报告", 2023) ==
          "某县人民政府2023年政府信息公开工作年度报告");
    CHECK(title_in_form("某县人民政府2021年政府信息公开年度报告", 2021) == "某县人民政府2021年政府信息公开年度报告");
    CHECK(title_in_form("某县1999年鉴", 2021) == "某县1999年鉴");
    CHECK(title_in_form("某县2021年政府信息公开工作年度报", 2021) == "某县2021年政府信息公开工作年度报告");
}
