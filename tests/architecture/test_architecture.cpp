// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the house (CONTRIBUTING.md), checked by reading every source.
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "tests/architecture/source_tree.h"

using namespace nianbao::architecture;

namespace {

using Names = std::set<std::string>;

/// Which rooms a room may include headers of, beyond its own.
const std::map<std::string, Names> may_know = {
    {"document", {}},
    {"ocr", {"document"}},
    {"layout", {"document"}},
    {"parser", {"document"}},
    {"pipeline", {"document", "ocr", "layout", "parser"}},
    {"review", {"document", "parser", "pipeline"}},
    {"main.cpp", {"pipeline", "review"}},
    {"fixtures", {"document", "parser"}},
    {"bench", {"document", "ocr", "layout", "parser", "pipeline", "review", "fixtures", "tests"}},
    {"tests", {"document", "ocr", "layout", "parser", "pipeline", "review", "fixtures", "bench"}},
};

struct Library {
    const char* name;
    std::regex header;
    Names rooms;  ///< that may include it (tests may include anything)
    Names files;  ///< single files that may, too
};

/// Every third-party library there is, and who may include it: a new one is added here knowingly.
const std::vector<Library>& libraries() {
    static const std::vector<Library> list = {
        {"Poppler", std::regex("^(poppler|cpp/poppler|glib/poppler).*"), {"ocr"}, {"fixtures/print.cpp"}},
        {"QPDF", std::regex("^qpdf/.*"), {"ocr"}, {}},
        {"Tesseract", std::regex("^tesseract/.*"), {"ocr"}, {"bench/plain_tesseract.cpp"}},
        {"Leptonica", std::regex("^(leptonica/.*|allheaders\\.h)"), {"ocr"}, {"fixtures/image_codec.cpp"}},
        {"OpenCV",
         std::regex("^opencv2?/.*"),
         {"ocr", "layout", "pipeline", "fixtures", "bench"},
         {"document/opencv_view.h"}},
        {"JSON", std::regex("^nlohmann/.*"), {"parser", "pipeline", "review", "fixtures", "bench"}, {}},
        {"toml++", std::regex("^toml\\+\\+/.*"), {"parser", "pipeline"}, {}},
        {"OpenSSL", std::regex("^openssl/.*"), {"ocr", "pipeline"}, {}},
        {"CLI11", std::regex("^CLI/.*"), {"pipeline", "review", "fixtures", "bench", "ocr"}, {}},
        {"spdlog", std::regex("^spdlog/.*"), {"pipeline", "review"}, {}},
        {"SQLite", std::regex("^(SQLiteCpp/.*|sqlite3\\.h)"), {}, {"pipeline/store/database.cpp"}},
        {"libxlsxwriter", std::regex("^xlsxwriter.*\\.h$"), {}, {"pipeline/exports/workbook.cpp"}},
        {"Boost", std::regex("^boost/.*"), {"review"}, {}},
        {"fontconfig", std::regex("^fontconfig/.*"), {"pipeline", "fixtures", "ocr"}, {}},
        {"libseccomp", std::regex("^seccomp\\.h$"), {}, {"pipeline/sandbox/seccomp.cpp"}},
        {"FreeType", std::regex("^(ft2build|freetype/.*)\\.h$"), {"fixtures"}, {"ocr/train/typeface.cpp"}},
        {"GLib and Pango", std::regex("^(glib|gio|pango|pango/.*|glib-object)(\\.h)?$"), {"ocr", "fixtures"}, {}},
        {"Cairo", std::regex("^(cairo/)?cairo.*\\.h$"), {"ocr", "fixtures"}, {}},
        {"Google Benchmark", std::regex("^benchmark/.*"), {"bench"}, {}},
        {"Catch2", std::regex("^catch2/.*"), {}, {}},
    };
    return list;
}

/// The standard library has no dots or slashes, except C's headers; POSIX and Linux are named.
bool is_system(const std::string& header) {
    static const std::regex posix(
        "^(sys|linux|arpa|netinet)/.*|^(unistd|fcntl|signal|poll|sched|dirent|errno|stdlib|string|"
        "stdint|stddef|locale|time|pwd|spawn|malloc|iconv|glob|ifaddrs)\\.h$");
    return header.find_first_of("./") == std::string::npos || std::regex_match(header, posix);
}

/// Tests may name the helpers beside them without their folder.
bool is_test_neighbour(const SourceFile& source, const Include& include) {
    return source.room == "tests" && include.path.find('/') == std::string::npos;
}

/// Empty when the include keeps to the rules; else what is wrong.
std::string complaint(const SourceFile& source, const Include& include) {
    if (include.quoted) {
        if (is_test_neighbour(source, include)) return {};
        const std::string room = include.path.substr(0, include.path.find('/'));
        if (!may_know.count(room)) return "is not written from the top of the tree";
        if (room == source.room || may_know.at(source.room).count(room)) return {};
        return source.room + " must not know " + room;
    }
    if (is_system(include.path)) return {};
    for (const Library& library : libraries()) {
        if (!std::regex_match(include.path, library.header)) continue;
        if (source.room == "tests" || library.rooms.count(source.room) || library.files.count(source.path)) return {};
        return std::string(library.name) + " is not for " + source.room;
    }
    return "belongs to no library that the house knows";
}

std::vector<std::string> complaints(const SourceFile& source) {
    std::vector<std::string> found;
    for (const Include& include : source.includes) {
        const std::string text = complaint(source, include);
        if (text.empty()) continue;
        found.push_back(source.path + ":" + std::to_string(include.line) + ": " + include.path + " " + text);
    }
    return found;
}

const std::vector<SourceFile>& tree() {
    static const std::vector<SourceFile> sources = read_tree(NIANBAO_SOURCE_DIR);
    return sources;
}

SourceFile imagined(const std::string& path, const std::string& header, bool quoted) {
    SourceFile source;
    source.path = path;
    source.room = path.substr(0, path.find('/'));
    source.includes = {{header, quoted, 1}};
    return source;
}

}  // namespace

TEST_CASE("rooms know only the rooms they may know, and their own libraries") {
    REQUIRE(tree().size() > 10);
    for (const SourceFile& source : tree()) {
        for (const std::string& text : complaints(source)) FAIL_CHECK(text);
    }
}

TEST_CASE("included files of ours exist") {
    for (const SourceFile& source : tree()) {
        for (const Include& include : source.includes) {
            if (!include.quoted) continue;
            INFO(source.path << " includes " << include.path);
            const std::filesystem::path top = NIANBAO_SOURCE_DIR;
            const auto from = is_test_neighbour(source, include) ? (top / source.path).parent_path() : top;
            CHECK(std::filesystem::exists(from / include.path));
        }
    }
}

TEST_CASE("every source begins with its licence") {
    for (const SourceFile& source : tree()) {
        INFO(source.path);
        CHECK(source.first_line == "// SPDX-License-Identifier: GPL-3.0-or-later");
    }
}

TEST_CASE("no source is longer than 400 lines") {
    for (const SourceFile& source : tree()) {
        INFO(source.path);
        CHECK(source.lines <= 400);
    }
}

TEST_CASE("the rules can be broken: each kind of breach is noticed") {
    CHECK(complaints(imagined("document/a.h", "ocr/b.h", true)).size() == 1);
    CHECK(complaints(imagined("layout/a.cpp", "ocr/b.h", true)).size() == 1);
    CHECK(complaints(imagined("parser/a.cpp", "pipeline/b.h", true)).size() == 1);
    CHECK(complaints(imagined("ocr/a.cpp", "neighbour.h", true)).size() == 1);
    CHECK(complaints(imagined("layout/a.cpp", "poppler-document.h", false)).size() == 1);
    CHECK(complaints(imagined("pipeline/a.cpp", "tesseract/baseapi.h", false)).size() == 1);
    CHECK(complaints(imagined("document/raster.h", "opencv2/core.hpp", false)).size() == 1);
    CHECK(complaints(imagined("parser/a.cpp", "unheard/of.hpp", false)).size() == 1);

    CHECK(complaints(imagined("pipeline/a.cpp", "layout/b.h", true)).empty());
    CHECK(complaints(imagined("document/opencv_view.h", "opencv2/core.hpp", false)).empty());
    CHECK(complaints(imagined("ocr/a.cpp", "sys/mman.h", false)).empty());
}

TEST_CASE("include lines are found, and comments are not") {
    const auto file = std::filesystem::temp_directory_path() / "nianbao_include_forms.cpp";
    {
        std::ofstream out(file);
        out << "#include <vector>\n  #  include \"ocr/a.h\"  // why\n// #include <nothing>\nint x;\n";
    }
    const SourceFile source = read_source(file, "ocr/x.cpp");
    std::filesystem::remove(file);
    REQUIRE(source.includes.size() == 2);
    CHECK(source.includes[0].path == "vector");
    CHECK(source.includes[1].path == "ocr/a.h");
    CHECK(source.includes[1].quoted);
    CHECK(source.lines == 4);
}
