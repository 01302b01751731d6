// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <opencv2/imgproc.hpp>

#include "document/failure.h"
#include "document/opencv_view.h"
#include "ocr/calibration.h"
#include "ocr/minus_sign.h"
#include "ocr/numeric_dirt.h"
#include "ocr/numeric_line.h"
#include "read_lines.h"

using namespace nianbao;
using namespace nianbao::test;

TEST_CASE("numbers are told from text") {
    for (const char* text : {"0", "12345678", "1,113", "+4", "-417", "24252.311082", "470.31万元", "70487元", "3.5%",
                             "-", "—", "/", "22件"}) {
        CHECK(is_number(text));
    }
    for (const char* text : {"", "无", "万元", "件", "规章", "1.属于", "22（其中修订16件）", "4-17", "A1", "1..2",
                             "1.2.3", "1.2,3", "0.", ",5", "1/2"}) {
        CHECK_FALSE(is_number(text));
    }
}

TEST_CASE("thousands separators stand where they should") {
    for (const char* text : {"1,113", "12,345,678.9", "-1,000", "470.31万元", "1,000元", "0", "12345", "1.2345"}) {
        INFO(text);
        CHECK(has_even_groups(text));
    }
    for (const char* text : {"1,13", "1234,567", "1,2345", "1,11,111", "1,13元"}) {
        INFO(text);
        CHECK_FALSE(has_even_groups(text));
    }
}

TEST_CASE("a full stop before three digits may be a comma") {
    for (const char* text : {"668.375", "37,630.532", "1.000万元", "-1.234"}) CHECK(may_be_thousands(text));
    for (const char* text : {"7730.282", "668.37", "668.3756", "668,375", "0", ".375", "."})
        CHECK_FALSE(may_be_thousands(text));
}

TEST_CASE("specks around a number are wiped, its own dots are not") {
    for (const char* text : {"0", "10", "7730.28", "-5", "1,113"}) {
        Drawn d = drawn(serif(), text);
        const LayoutLine line = d.line;
        const Raster plain = without_dirt(d.page, line).page;
        cv::Mat page = view(d.page);
        const auto speck = [&](double x, double y) {
            cv::circle(page, {static_cast<int>(x), static_cast<int>(y)}, 3, cv::Scalar(0), cv::FILLED);
            d.line.box = united(d.line.box, {x - 3, y - 3, x + 4, y + 4});
        };
        speck(line.box.x1 + 12, line.box.y1 - 3);
        speck(line.box.x0 - 15, line.box.center().y);
        speck(line.box.center().x, line.box.y0 - 12);
        const CleanedLine cleaned = without_dirt(d.page, d.line);
        INFO(text);
        CHECK(cleaned.line.box.width() == Approx(line.box.width()).margin(3));
        CHECK(cleaned.line.box.height() == Approx(line.box.height()).margin(3));
        CHECK(cv::countNonZero(view(cleaned.page) < 128) == cv::countNonZero(view(plain) < 128));
    }
}

TEST_CASE("a line of specks alone is left as it is") {
    Drawn d = drawn(serif(), ".");
    const CleanedLine cleaned = without_dirt(d.page, d.line);
    CHECK(cleaned.only_dirt);
    CHECK_FALSE(without_dirt(drawn(serif(), "-").page, drawn(serif(), "-").line).only_dirt);
    CHECK(cleaned.line.box.width() == d.line.box.width());
    CHECK(cv::countNonZero(view(cleaned.page) < 128) > 0);
    d.line.box = {-500, -500, -400, -400};
    CHECK(without_dirt(d.page, d.line).page.empty());
}

TEST_CASE("look-alikes in numbers come to one form") {
    CHECK(normal_number("O") == "0");
    CHECK(normal_number("〇") == "0");
    CHECK(normal_number("l0") == "10");
    CHECK(normal_number("1I7") == "117");
    CHECK(normal_number("－417") == "-417");
    CHECK(normal_number("—3") == "-3");
    CHECK(normal_number("—") == "—");
    CHECK(normal_number("１，１１３") == "1,113");
    CHECK(normal_number("7 730.28") == "7730.28");
    CHECK(normal_number("其他") == "其他");
}

TEST_CASE("normalising twice changes nothing") {
    for (const char* text : {"l1O", "－1，000", "12。5", "——", "Ol|", "无", "22（其中修订16件）"}) {
        CHECK(normal_number(normal_number(text)) == normal_number(text));
    }
}

TEST_CASE("readers that agree are surer together, those that differ are less sure") {
    const Reading a{Witness::glyphs, "21", 0.98, {}}, b{Witness::tesseract, "21", 0.95, {}};
    const Reading c{Witness::tesseract, "27", 0.9, {}};
    CHECK(fused({a, b}).text == "21");
    CHECK(fused({a, b}).confidence > 0.98);
    CHECK(fused({a, b}).confidence < 1);
    CHECK(fused({a, c}).text == "21");
    CHECK(fused({a, c}).confidence < 0.98);
    CHECK(fused({}).text.empty());
    CHECK(fused({}).confidence == 0);
    // Letters are no answer to a number.
    CHECK(fused({{Witness::glyphs, "5", 0.6, {}}, {Witness::tesseract, "Se", 0.8, {}}}).text == "5");
}

TEST_CASE("isotonic curves rise and never promise certainty") {
    std::vector<std::pair<double, bool>> scored;
    for (int i = 0; i < 1000; ++i) scored.emplace_back(i / 1000.0, (i * 7919) % 1000 < i);
    const auto knots = isotonic(scored);
    REQUIRE(knots.size() > 3);
    for (std::size_t i = 1; i < knots.size(); ++i) {
        CHECK(knots[i].score >= knots[i - 1].score);
        CHECK(knots[i].probability >= knots[i - 1].probability);
    }
    CHECK(knots.back().probability < 1);
    CHECK(isotonic({}).empty());
    const auto all_right = isotonic(std::vector<std::pair<double, bool>>(200, {0.9, true}));
    CHECK(all_right.back().probability > 0.99);
    CHECK(all_right.back().probability < 1);
}

TEST_CASE("a calibration is the same after saving, and lies between its sizes") {
    Calibration calibration;
    calibration.add("r", {20, {{0, 0.1}, {1, 0.9}}});
    calibration.add("r", {40, {{0, 0.3}, {1, 0.99}}});
    const auto file = std::filesystem::temp_directory_path() / "nianbao_calibration_test.txt";
    calibration.save(file);
    const Calibration again(file);
    std::filesystem::remove(file);
    for (const double em : {10.0, 20.0, 30.0, 99.0}) {
        CHECK(again.probability("r", em, 0.5) == Approx(calibration.probability("r", em, 0.5)));
    }
    CHECK(again.probability("r", 30, 1) == Approx(0.945));
    CHECK(again.probability("nobody", 30, 0.4) == 0.4);
}

TEST_CASE("a calibration file that is none is refused in words") {
    const auto file = std::filesystem::temp_directory_path() / "nianbao_no_calibration.txt";
    std::ofstream(file) << "x\n";
    CHECK_THROWS_AS(Calibration(file), Failure);
    std::filesystem::remove(file);
    CHECK_THROWS_AS(Calibration("/nowhere/at/all"), Failure);
}

TEST_CASE("a short hyphen before a digit is no dirt, a round speck there is") {
    const auto drawn = [](cv::Size mark) {
        cv::Mat picture(120, 160, CV_8U, cv::Scalar(255));
        cv::rectangle(picture, cv::Rect(80, 40, 8, 32), cv::Scalar(0), cv::FILLED);
        cv::rectangle(picture, cv::Rect({62, 55}, mark), cv::Scalar(0), cv::FILLED);
        LayoutLine line;
        line.box = {62, 40, 88, 72};
        line.em = 55;
        return without_dirt(to_raster(picture), line).line.box.width();
    };
    CHECK(drawn({10, 3}) > 20);
    CHECK(drawn({4, 4}) < 12);
}

TEST_CASE("the pieces of a pale digit at a number's end are no dirt, specks far from each other are") {
    const auto width_with = [](const std::vector<cv::Point>& pieces) {
        cv::Mat picture(120, 240, CV_8U, cv::Scalar(255));
        cv::rectangle(picture, cv::Rect(120, 40, 22, 34), cv::Scalar(0), 5);
        LayoutLine line;
        line.box = {118, 38, 144, 76};
        line.em = 48;
        for (const cv::Point& at : pieces) {
            cv::rectangle(picture, cv::Rect(at.x, at.y, 6, 6), cv::Scalar(0), cv::FILLED);
            line.box = united(line.box, {at.x - 1.0, at.y - 1.0, at.x + 7.0, at.y + 7.0});
        }
        return without_dirt(to_raster(picture), line).line.box.width();
    };
    const double alone = width_with({});
    CHECK(width_with({{90, 40}, {98, 44}, {100, 54}, {94, 62}, {88, 69}}) > alone + 20);  // as a 2 falls apart
    CHECK(width_with({{90, 40}, {90, 69}}) < alone + 4);
    CHECK(width_with({{90, 52}}) < alone + 4);
}

TEST_CASE("specks that stand beside a number as a digit in dots would are told, others are not") {
    const auto lost_digit = [](const std::vector<cv::Point>& specks) {
        cv::Mat picture(120, 240, CV_8U, cv::Scalar(255));
        cv::rectangle(picture, cv::Rect(100, 40, 6, 32), cv::Scalar(0), cv::FILLED);
        LayoutLine line;
        line.box = {100, 40, 106, 72};
        line.em = 40;
        for (const cv::Point& at : specks) {
            cv::rectangle(picture, cv::Rect(at.x, at.y, 3, 3), cv::Scalar(0), cv::FILLED);
            line.box = united(line.box, {at.x + 0.0, at.y + 0.0, at.x + 3.0, at.y + 3.0});
        }
        return without_dirt(to_raster(picture), line).lost_digit;
    };
    // A 2 of which hardly more than the corners are left; the same before the number; too far; only one speck, or a
    // row.
    CHECK(lost_digit({{120, 44}, {134, 40}, {136, 54}, {118, 68}, {134, 69}}));
    CHECK(lost_digit({{74, 44}, {88, 40}, {90, 54}, {72, 68}, {88, 69}}));
    CHECK_FALSE(lost_digit({{160, 44}, {174, 40}, {176, 54}, {158, 68}, {174, 69}}));
    CHECK_FALSE(lost_digit({{120, 44}}));
    CHECK_FALSE(lost_digit({{116, 68}, {124, 68}, {132, 68}, {140, 68}}));
    CHECK_FALSE(lost_digit({}));
}

TEST_CASE("the tips of a digit whose hairlines are gone are no dirt") {
    const auto width_with = [](const cv::Point& tip) {
        cv::Mat picture(120, 240, CV_8U, cv::Scalar(255));
        cv::rectangle(picture, cv::Rect(120, 40, 20, 34), cv::Scalar(0), 5);
        cv::rectangle(picture, cv::Rect(tip.x, tip.y, 5, 5), cv::Scalar(0), cv::FILLED);
        LayoutLine line;
        line.box = {std::min(118.0, tip.x - 1.0), std::min(38.0, tip.y - 1.0), 144, 76};
        line.em = 48;
        return without_dirt(to_raster(picture), line).line.box.width();
    };
    CHECK(width_with({109, 42}) > 32);
    CHECK(width_with({109, 66}) > 32);
    CHECK(width_with({96, 42}) < 29);   // too far
    CHECK(width_with({110, 26}) < 29);  // too high
}

TEST_CASE("a minus sign is told by its shape and its place") {
    const auto end = [](cv::Rect mark) {
        cv::Mat picture(120, 200, CV_8U, cv::Scalar(255));
        cv::rectangle(picture, cv::Rect(100, 40, 22, 34), cv::Scalar(0), 5);
        cv::rectangle(picture, mark, cv::Scalar(0), cv::FILLED);
        LayoutLine line;
        line.box = {static_cast<double>(mark.x), 38, 124, 76};
        line.em = 48;
        return end_of_minus(picture, line);
    };
    REQUIRE(end({80, 55, 14, 4}).has_value());
    CHECK(*end({80, 55, 14, 4}) == Approx(94).margin(1.5));
    CHECK(end({74, 57, 9, 3}).has_value());          // a hyphen
    CHECK_FALSE(end({85, 56, 4, 4}).has_value());    // a speck
    CHECK_FALSE(end({80, 74, 14, 2}).has_value());   // what is left of a rule below
    CHECK_FALSE(end({88, 40, 4, 34}).has_value());   // a one
    CHECK_FALSE(end({40, 55, 14, 4}).has_value());   // too far away
    CHECK_FALSE(end({102, 55, 14, 4}).has_value());  // within the digit
}
