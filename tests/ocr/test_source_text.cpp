// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "document/failure.h"
#include "ocr/text_source.h"
#include "tests/ocr/source_files.h"

using namespace nianbao;
using namespace nianbao::source_tests;
using namespace std::string_literals;

namespace {

const std::string report = "一、总体情况\n本年新收\t21\t0\n";
// The same in GBK.
const std::string report_gbk =
    "\xd2\xbb\xa1\xa2\xd7\xdc\xcc\xe5\xc7\xe9\xbf\xf6\n\xb1\xbe\xc4\xea\xd0\xc2\xca\xd5\t21\t0\n";

std::string failure_of(const std::filesystem::path& path) {
    try {
        read_text_source(path);
    } catch (const Failure& failure) {
        return failure.code();
    }
    return "read";
}

}  // namespace

TEST_CASE("texts of every usual encoding come out as UTF-8", "[source]") {
    CHECK(decode_text(report) == report);
    CHECK(decode_text("\xef\xbb\xbf" + report) == report);
    CHECK(decode_text(report_gbk) == report);
    CHECK(decode_text("\xff\xfe\x00\x4e\x01\x30\x41\x00"s) == "一、A");
    CHECK(decode_text("\xfe\xff\x4e\x00\x30\x01\x00\x41"s) == "一、A");
    CHECK(decode_text("a\r\nb\rc\n\x1a") == "a\nb\nc\n");
    // A hanzi beyond GBK, by four bytes of GB18030, among ordinary text.
    CHECK(decode_text(report_gbk + "\x81\x39\xef\x31") == report + "㐂");
}

TEST_CASE("what is in no encoding known is refused", "[source]") {
    CHECK_FALSE(
        decode_text("\xe9t\xe9 \xe0 la mairie, d\xe9j\xe0 \xe9"
                    "crit"));  // Latin-1
    CHECK_FALSE(decode_text(report_gbk + "\xff\xff\xff\xff\xff\xff"));
    CHECK_FALSE(decode_text("\xff\xfe\x00"s));  // half a character
    CHECK_FALSE(decode_text("text with\0 a zero"s));
}

TEST_CASE("text files fail in words", "[source]") {
    const Folder folder;
    CHECK(read_text_source(folder.write("gbk.txt", report_gbk)) == report);
    CHECK(failure_of(folder.write("latin.txt", "\xe9t\xe9 \xe0 la mairie, d\xe9j\xe0")) == "input.encoding");
    CHECK(failure_of(folder.write("binary.txt", "\x01\x02\0\x03"s)) == "input.not_supported");
    CHECK(failure_of(folder.write("empty.txt", "")) == "input.empty");
    CHECK(failure_of(folder / "absent.txt") == "input.missing");
    CHECK(failure_of(folder.path()) == "input.directory");
}
