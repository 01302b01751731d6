// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "pipeline/batch/inputs.h"
#include "pipeline/batch/watch_list.h"
#include "tests/pipeline/batch/fake_converter.h"
#include "tests/temporary_folder.h"

using namespace nianbao::testing;
using namespace nianbao::batch;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> names(const Inputs& inputs) {
    std::vector<std::string> all;
    for (const Candidate& candidate : inputs.files) all.push_back(candidate.path.filename());
    return all;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("folders are searched all the way down, for reports only") {
    const TemporaryFolder folder;
    fs::create_directories(folder / "deep/er");
    write_file(folder / "b.pdf", "x");
    write_file(folder / "A.PDF", "x");
    write_file(folder / "deep/er/c.tiff", "x");
    write_file(folder / "deep/notes.docx", "x");
    write_file(folder / "deep/no-ending", "%PDF-1.4 …");
    write_file(folder / ".hidden.pdf", "x");
    write_file(folder / "half.pdf.part", "x");
    fs::create_directory(folder / "store");
    write_file(folder / "store/own.pdf", "x");
    const Inputs inputs = find_inputs({folder.path().string() + "/"}, {folder / "store", Switch::off, {}});
    CHECK(names(inputs) == Names{"A.PDF", "b.pdf", "c.tiff", "no-ending"});
    CHECK(inputs.others == 1);
    CHECK(inputs.problems.empty());
}

TEST_CASE("names, patterns and repetitions") {
    const TemporaryFolder folder;
    write_file(folder / "a.pdf", "x");
    write_file(folder / "b.pdf", "x");
    write_file(folder / "named.docx", "x");
    write_file(folder / "odd[1].pdf", "x");
    const std::string here = folder.path().string();
    CHECK(names(find_inputs({here + "/*.pdf"}, {})) == Names{"a.pdf", "b.pdf", "odd[1].pdf"});
    CHECK(names(find_inputs({here + "/a.pdf", here + "/./a.pdf", here}, {})) == Names{"a.pdf", "b.pdf", "odd[1].pdf"});
    CHECK(names(find_inputs({here + "/named.docx", here + "/odd[1].pdf"}, {})) == Names{"named.docx", "odd[1].pdf"});
    CHECK(find_inputs({here + "/*.tif"}, {}).unmatched == Names{here + "/*.tif"});
    CHECK(find_inputs({""}, {}).problems.size() == 1);
    const Inputs missing = find_inputs({here + "/none.pdf"}, {});
    REQUIRE(missing.problems.size() == 1);
    CHECK(missing.problems[0].cause == "No such file or directory");
}

TEST_CASE("symbolic links in folders are left out, and said, unless asked for") {
    const TemporaryFolder folder, outside;
    write_file(outside / "secret.pdf", "x");
    write_file(folder / "a.pdf", "x");
    fs::create_symlink(outside / "secret.pdf", folder / "link.pdf");
    fs::create_directory_symlink(outside.path(), folder / "linked");
    fs::create_directory_symlink(folder.path(), folder / "loop");
    const Inputs inputs = find_inputs({folder.path().string()}, {});
    CHECK(names(inputs) == Names{"a.pdf"});
    CHECK(inputs.links.size() == 3);
    CHECK(names(find_inputs({folder.path().string() + "/*.pdf"}, {})) == Names{"a.pdf"});

    const Inputs followed = find_inputs({folder.path().string()}, {{}, Switch::on, {}});
    CHECK(names(followed) == Names{"a.pdf", "link.pdf", "secret.pdf"});
    CHECK(names(find_inputs({(folder / "link.pdf").string()}, {})) == Names{"link.pdf"});  // named by hand
}

TEST_CASE("pipes and what may not be entered are problems or left out, never waited for") {
    const TemporaryFolder folder;
    REQUIRE(mkfifo((folder / "pipe.pdf").c_str(), 0600) == 0);
    write_file(folder / "a.pdf", "x");
    CHECK(names(find_inputs({folder.path().string()}, {})) == Names{"a.pdf"});
    CHECK(find_inputs({(folder / "pipe.pdf").string()}, {}).problems.size() == 1);
}

TEST_CASE("--since goes by the time of the last change") {
    const TemporaryFolder folder;
    write_file(folder / "old.pdf", "x");
    write_file(folder / "new.pdf", "x");
    fs::last_write_time(folder / "old.pdf", fs::file_time_type::clock::now() - std::chrono::hours(48));
    const auto yesterday =
        nianbao::store::stamp_of(folder / "new.pdf")->mtime_ns - std::int64_t{86'400} * 1'000'000'000;
    const Inputs inputs = find_inputs({folder.path().string()}, {{}, Switch::off, yesterday});
    CHECK(names(inputs) == Names{"new.pdf"});
    CHECK(inputs.older == 1);
}

TEST_CASE("lists are split by lines or by NUL") {
    CHECK(split_list("a\nb b\n\nc", '\n') == Names{"a", "b b", "c"});
    CHECK(split_list(std::string("a\nb\0c\0", 6), '\0') == Names{"a\nb", "c"});
    CHECK(split_list("", '\n').empty());
}

TEST_CASE("odd names are converted, stored and found again") {
    const TemporaryFolder folder;
    const Desk desk(folder.path());
    const Names odd = {"two words.txt",
                       "two\nlines.txt",
                       "quote'\"`$(x).txt",
                       "-dash.txt",
                       "gbk \xc4\xea\xb1\xa8.txt",
                       "年报 2023.txt",
                       "back\\slash.txt",
                       "*?[x].txt",
                       std::string(246, 'n') + ".txt"};
    int number = 0;
    for (const std::string& name : odd) desk.add(name, ++number);
    CHECK(desk.run().tally.finished() == static_cast<int>(odd.size()));
    for (const std::string& name : odd) {
        INFO(name);
        CHECK(desk.outcome(name) == "for_review");
    }
    CHECK(desk.run().tally.finished() == 0);
    CHECK(desk.records().size() == odd.size());
    CHECK(desk.number("SELECT count(*) FROM files WHERE name LIKE '%gbk \\xc4%.txt'") == 1);
    CHECK(desk.defects().empty());
}

TEST_CASE("a file is ready when it has stood still, and once") {
    using std::chrono::milliseconds;
    WatchList list(milliseconds(1000));
    const auto start = std::chrono::steady_clock::now();
    const std::int64_t now = std::int64_t{1} << 62;  // far in the future: the file's times do not count as old
    const Candidate growing{"/a", {10, now, now, 1, 1}}, grown{"/a", {20, now + 1, now + 1, 1, 1}};
    CHECK(list.ready({growing}, start).empty());
    CHECK(list.ready({grown}, start + milliseconds(900)).empty());
    CHECK(list.ready({grown}, start + milliseconds(1800)).empty());
    CHECK(list.ready({grown}, start + milliseconds(1901)).size() == 1);
    CHECK(list.ready({grown}, start + milliseconds(9000)).empty());
    const Candidate again{"/a", {20, now + 2, now + 2, 1, 1}};
    CHECK(list.ready({again}, start + milliseconds(9001)).empty());
    CHECK(list.ready({again}, start + milliseconds(10002)).size() == 1);
    const Candidate long_there{"/b", {5, 1, 1, 2, 1}};
    CHECK(list.ready({long_there}, start).size() == 1);
}
