// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "parser/decimal.h"
#include "parser/value.h"

using namespace nianbao::parser;
using Kind = CellValue::Kind;

namespace {

std::string number(const std::string& text, TextSource source = TextSource::printed,
                   Quantity quantity = Quantity::count) {
    const CellValue value = parse_value(text, source, quantity);
    return value.value ? value.value->text() : value.kind == Kind::unreadable ? "unreadable" : "none";
}

std::string amount(const std::string& text) {
    return number(text, TextSource::printed, Quantity::amount);
}

}  // namespace

TEST_CASE("decimals keep the digits that were printed") {
    CHECK(Decimal::parse("13.7950")->text() == "13.7950");
    CHECK(Decimal::parse("24252.311082")->text() == "24252.311082");
    CHECK(Decimal::parse("0.05")->text() == "0.05");
    CHECK(Decimal::parse("-0.50")->text() == "-0.50");
    CHECK(Decimal::parse("007")->text() == "7");
    CHECK(*Decimal::parse("1.0") == *Decimal::parse("1"));
    CHECK_FALSE(*Decimal::parse("1.01") == *Decimal::parse("1"));
    for (const char* bad : {"", "-", ".", "1.", ".5", "1,2", "1e5", "1 2", "12345678901234567890"})
        CHECK_FALSE(Decimal::parse(bad));
}

TEST_CASE("integers, separators, signs and decimals are read exactly") {
    CHECK(number("0") == "0");
    CHECK(number("1,113") == "1113");
    CHECK(number("1，113，000") == "1113000");
    CHECK(number("+4") == "4");
    CHECK(number("＋4") == "4");
    for (const char* minus : {"-417", "－417", "−417", "–417"}) CHECK(number(minus) == "-417");
    CHECK(number("２０２３") == "2023");
    CHECK(number("7730.28") == "7730.28");
    CHECK(number("13.7950") == "13.7950");
    CHECK(number(" 41 19") == "4119");
    CHECK(number("41\n19") == "4119");
    CHECK(number("　5") == "5");
}

TEST_CASE("units and notes inside a cell") {
    CHECK(amount("470.31万元") == "470.31");
    CHECK(amount("70487元") == "7.0487");
    CHECK(amount("75394432.52元") == "7539.443252");
    CHECK(amount("0元") == "0");
    CHECK(amount("2亿元") == "20000");
    CHECK(parse_value("70487元", TextSource::printed, Quantity::amount).converted);
    CHECK_FALSE(parse_value("470.31万元", TextSource::printed, Quantity::amount).converted);
    const CellValue noted = parse_value("22（其中修订16件）", TextSource::printed);
    CHECK(noted.value->text() == "22");
    CHECK(noted.note == "其中修订16件");
    CHECK(number("12件") == "12");
    CHECK(number("12万元") == "unreadable");  // money where pieces are counted
}

TEST_CASE("a dash before a zero is of another cell") {
    for (const char* text : {"-0", "—0", "—0.00"}) {
        INFO(text);
        CHECK(number(text) == "unreadable");
    }
    CHECK(number("-28") == "-28");
    CHECK(number("-0.5") == "-0.5");
}

TEST_CASE("blanks and dashes are no zeros") {
    CHECK(parse_value("", TextSource::printed).kind == Kind::blank);
    CHECK(parse_value(" 　\n", TextSource::printed).kind == Kind::blank);
    for (const char* dash : {"-", "—", "——", "/", "／", "－", "--"}) {
        INFO(dash);
        CHECK(parse_value(dash, TextSource::printed).kind == Kind::dash);
        CHECK(number(dash) == "none");
    }
}

TEST_CASE("letters are digits in pictures only") {
    CHECK(number("1O", TextSource::image) == "10");
    CHECK(number("〇", TextSource::image) == "0");
    CHECK(number("l2", TextSource::image) == "12");
    CHECK(number("1O") == "unreadable");
    CHECK(number("〇") == "unreadable");
    CHECK(parse_value("一", TextSource::image).kind == Kind::dash);
    CHECK(number("一") == "unreadable");
}

TEST_CASE("what is no number is not made one") {
    for (const char* text : {"无", "口", "1,13", "1,1134", "12.3.4", "0 0", "00", "012", "1/2", "3、4", "约5", "5（",
                             "99999999999999999999", "1.5.", "²", "若干件"}) {
        INFO(text);
        CHECK(number(text) == "unreadable");
    }
}

TEST_CASE("in a picture, a point before three digits of a count is a separator") {
    CHECK(with_separators("68.753", Quantity::count) == "68,753");
    CHECK(with_separators("-1.234.567", Quantity::count) == "-1,234,567");
    CHECK(with_separators("2,007.140", Quantity::count) == "2,007,140");
    for (const char* other : {"68.75", "0.123", "1234.567", "68.753", "12.345.67", ".123"}) {
        if (std::string_view(other) != "68.753") CHECK(with_separators(other, Quantity::count) == other);
        CHECK(with_separators(other, Quantity::amount) == other);
    }
    CHECK(separator_or_point("68.753", Quantity::amount));
    CHECK_FALSE(separator_or_point("68.75", Quantity::amount));
    CHECK_FALSE(separator_or_point("68.753", Quantity::count));
}
