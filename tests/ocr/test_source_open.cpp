// SPDX-License-Identifier: GPL-3.0-or-later
// What cannot be opened says so in words, by a code that scripts can rely on.
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>

#include "document/failure.h"
#include "ocr/sha256.h"
#include "ocr/source.h"
#include "tests/ocr/source_files.h"

using namespace nianbao;
using namespace nianbao::source_tests;

namespace {

std::string failure_of_opening(const std::filesystem::path& path, const SourceOptions& options = {}) {
    try {
        open_source(path, options);
    } catch (const Failure& failure) {
        CHECK_FALSE(failure.cause().empty());
        CHECK_FALSE(failure.remedy().empty());
        return failure.code();
    }
    return "opened";
}

std::string failure_of_page(Source& source, int page) {
    try {
        source.render(page, 300);
    } catch (const Failure& failure) {
        return failure.code();
    }
    return "rendered";
}

const PdfPage plain_page{text_at(40, 300, 24, "Hello 123"), 300, 500, 0, ""};

}  // namespace

TEST_CASE("what is no document is refused", "[source]") {
    const Folder folder;
    CHECK(failure_of_opening(folder / "absent.pdf") == "input.missing");
    CHECK(failure_of_opening(folder.path()) == "input.directory");
    CHECK(failure_of_opening(folder.write("empty.pdf", "")) == "input.empty");
    CHECK(failure_of_opening(folder.write("noise.pdf", std::string("\x01\x02\x03\0\x05noise", 10))) ==
          "input.not_supported");
    CHECK(failure_of_opening(folder.write("sheet.pdf", "PK\x03\x04 and more")) == "input.not_supported");
    CHECK(failure_of_opening(folder.write("page.pdf", "\n<!DOCTYPE html><html></html>")) == "input.not_supported");
    CHECK(failure_of_opening(folder.write("text.pdf", "just text")) == "input.not_supported");
}

TEST_CASE("a pipe is refused and not waited for", "[source]") {
    const Folder folder;
    REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK(failure_of_opening(folder / "pipe") == "input.unreadable");
}

TEST_CASE("a file without permission is refused", "[source]") {
    if (geteuid() == 0) {
        WARN("skipped: root may read everything");
        return;
    }
    const Folder folder;
    const auto path = folder.write("secret.pdf", pdf({{plain_page}, {}, -1, 0}));
    std::filesystem::permissions(path, std::filesystem::perms::none);
    CHECK(failure_of_opening(path) == "input.unreadable");
}

TEST_CASE("the content says what a file is, not its name", "[source]") {
    const Folder folder;
    const auto source = open_source(folder.write("report.png", pdf({{plain_page}, {}, -1, 0})));
    CHECK(source->info().media_type == "application/pdf");
    CHECK(source->pages() == 1);
    CHECK(sniff("\xef\xbb\xbf一、总体情况").content == Content::text);
    CHECK(sniff("junk before\n%PDF-1.4").content == Content::pdf);
    CHECK(sniff(std::string_view("II*\0\x08\0\0\0", 8)).content == Content::tiff);
}

TEST_CASE("a PDF that was cut off is refused", "[source]") {
    const Folder folder;
    const std::string whole = pdf({{plain_page, plain_page}, {}, -1, 0});
    for (const double share : {0.05, 0.3, 0.6, 0.9}) {
        const auto part = whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size())));
        CHECK(failure_of_opening(folder.write("part.pdf", part)) == "input.truncated");
    }
    CHECK(failure_of_opening(folder.write("appended.pdf", whole + std::string(3000, '\n'))) == "opened");
}

TEST_CASE("a PDF of garbage between header and end is refused", "[source]") {
    const Folder folder;
    const auto code = failure_of_opening(folder.write("bad.pdf", "%PDF-1.4\ngarbage\nstartxref\n5\n%%EOF\n"));
    CHECK((code == "input.damaged" || code == "input.no_pages"));
}

TEST_CASE("a PDF with a wrong index is repaired with a warning", "[source]") {
    const Folder folder;
    std::string bytes = pdf({{plain_page}, {}, -1, 0});
    const auto at = bytes.rfind("startxref\n") + 10;
    bytes.replace(at, 3, "777");
    const auto source = open_source(folder.write("shifted.pdf", bytes));
    CHECK(source->pages() == 1);
    CHECK_FALSE(source->take_warnings().empty());
    CHECK(source->render(1, 100).pixels.width > 0);
}

TEST_CASE("encrypted PDFs open with their password or not at all", "[source]") {
    const Folder folder;
    const auto plain = folder.write("plain.pdf", pdf({{plain_page}, {}, -1, 0}));
    const auto encrypt = [&](const std::string& user, const std::string& name) {
        const std::string command = "qpdf --encrypt '" + user + "' owner 256 -- '" + plain.string() + "' '" +
                                    (folder / name).string() + "' 2>/dev/null";
        return std::system(command.c_str()) == 0;
    };
    if (!encrypt("", "open.pdf") || !encrypt("geheim", "locked.pdf")) {
        WARN("skipped: qpdf is not installed");
        return;
    }
    const auto open = open_source(folder / "open.pdf");
    CHECK(open->render(1, 72).text_layer.has_value());
    CHECK(open->render(1, 72).text_layer->distrust.empty());

    CHECK(failure_of_opening(folder / "locked.pdf") == "input.encrypted");
    SourceOptions options;
    options.password = "wrong";
    CHECK(failure_of_opening(folder / "locked.pdf", options) == "input.encrypted");
    options.password = "geheim";
    const auto unlocked = open_source(folder / "locked.pdf", options);
    const auto page = unlocked->render(1, 72);
    REQUIRE(page.text_layer);
    CHECK(page.text_layer->distrust.empty());  // its contents were examined, too
}

TEST_CASE("page counts are checked before any work", "[source]") {
    const Folder folder;
    CHECK(failure_of_opening(folder.write("zero.pdf", pdf({{}, {}, -1, 0}))) == "input.no_pages");
    CHECK(failure_of_opening(folder.write("million.pdf", pdf({{plain_page}, {}, 1000000, 0}))) == "input.damaged");
    CHECK(failure_of_opening(folder.write("many.pdf", pdf({{plain_page}, {}, 3000, 4000}))) == "input.too_large");

    const auto lying = open_source(folder.write("lying.pdf", pdf({{plain_page, plain_page}, {}, 900, 1000})));
    CHECK(lying->pages() == 2);
    const auto warnings = lying->take_warnings();
    REQUIRE_FALSE(warnings.empty());
    CHECK(warnings.front().code == "input.page_count");
    CHECK(lying->take_warnings().empty());
}

TEST_CASE("pages of absurd sizes fail alone", "[source]") {
    const Folder folder;
    PdfPage huge = plain_page, tiny = plain_page, poster = plain_page;
    huge.width = huge.height = 14400;
    tiny.width = tiny.height = 1;
    poster.width = 2384, poster.height = 3370;  // A0
    const auto source =
        open_source(folder.write("sizes.pdf", pdf({{plain_page, huge, tiny, plain_page, poster}, {}, -1, 0})));
    REQUIRE(source->pages() == 5);
    CHECK(failure_of_page(*source, 2) == "page.too_large");
    CHECK(failure_of_page(*source, 3) == "page.too_small");
    CHECK(failure_of_page(*source, 4) == "rendered");
    CHECK(failure_of_page(*source, 0) == "page.missing");
    CHECK(failure_of_page(*source, 6) == "page.missing");
    const auto large = source->render(5, 300);
    CHECK(large.dpi < 250);
    CHECK(large.dpi > 150);
    CHECK(large.pixels.width == Approx(2384 / 72.0 * large.dpi).margin(2));
}

TEST_CASE("SHA-256 is the known one", "[source]") {
    CHECK(sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const Folder folder;
    const std::string bytes(200000, 'x');
    CHECK(sha256_of_file(folder.write("x", bytes)) == sha256_of(bytes));
}
