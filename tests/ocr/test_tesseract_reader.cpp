// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "document/failure.h"
#include "ocr/read_tesseract.h"
#include "ocr/tesseract_reader.h"
#include "read_lines.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

LineReader& text_reader() {
    static const auto made = tesseract_text_reader("chi_sim", {});
    return *made;
}
LineReader& numeric_reader() {
    static const auto made = tesseract_numeric_reader("eng", {});
    return *made;
}

}  // namespace

TEST_CASE("a missing language names its Debian package") {
    try {
        Tesseract none("xyz_abc");
        FAIL("no failure");
    } catch (const Failure& failure) {
        CHECK(failure.code() == "install.tessdata_missing");
        CHECK(failure.remedy().find("tesseract-ocr-xyz-abc") != std::string::npos);
    }
}

TEST_CASE("lone digits and long numbers come back whole") {
    for (const auto* face : {&song(), &serif(), &sans(), &latin()}) {
        for (const char* text : {"0", "4", "9", "21", "550", "75394432", "7730.28"}) {
            const Drawn d = drawn(*face, text);
            INFO(face->name() << " " << text);
            CHECK(numeric_reader().read(d.page, d.line).reading.text == text);
        }
    }
}

TEST_CASE("a line of prose has Chinese punctuation, no spaces, and a score for each character") {
    for (const auto* face : {&song(), &serif(), &sans()}) {
        const Drawn d = drawn(*face, "报告期内，共受理政府信息公开申请21件（含上年结转3件）。");
        const LineReading reading = text_reader().read(d.page, d.line);
        CHECK(reading.reading.text == "报告期内，共受理政府信息公开申请21件（含上年结转3件）。");
        CHECK(reading.character_confidence.size() == 29);
    }
}

TEST_CASE("a vertical label is read from top to bottom") {
    const Drawn d = drawn_vertically(serif(), "三、本年度办理结果");
    const std::string text = text_reader().read(d.page, d.line).reading.text;
    INFO(text);
    CHECK(text.find("本年度办理结果") != std::string::npos);
    CHECK(numeric_reader().read(d.page, d.line).reading.text.empty());
}

TEST_CASE("a blank line and one beyond the page are nothing") {
    Drawn d = drawn(serif(), "0");
    d.line.box = {-300, -300, -200, -280};
    CHECK(text_reader().read(d.page, d.line).reading.text.empty());
    CHECK(numeric_reader().read(d.page, d.line).reading.text.empty());
    std::fill(d.page.pixels.begin(), d.page.pixels.end(), std::uint8_t{250});
    d.line.box = {20, 20, 60, 60};
    CHECK(text_reader().read(d.page, d.line).reading.confidence == 0);
    CHECK(numeric_reader().read(d.page, d.line).reading.confidence == 0);
}
