// SPDX-License-Identifier: GPL-3.0-or-later
// `nianbao explain`, as a person and as a script see it.
#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"
#include "pipeline/explain/base64.h"
#include "pipeline/explain/braille.h"
#include "pipeline/explain/cell_crop.h"
#include "pipeline/explain/cell_selection.h"
#include "pipeline/explain/visible.h"
#include "tests/pipeline/bad_inputs.h"
#include "tests/pipeline/run_program.h"
#include "tests/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::testing;
namespace fs = std::filesystem;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// A folder with a report, its record, and the program run in it.
struct Desk {
    explicit Desk(const std::string& report = "good.txt") {
        if (report == "good.txt") {
            write_file(folder / report, small_report);
        } else {
            fs::copy_file(fs::path(NIANBAO_SOURCE_DIR "/fixtures") / report, folder / report);
        }
        REQUIRE(run({"convert", "-q", report, "-o", "record.json"}).exit_code == 0);
    }
    ProgramRun run(const std::vector<std::string>& arguments) const { return run_program(arguments, folder.path()); }
    TemporaryFolder folder;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// Darkest pixel, and share of the paper, to tell that a picture shows print.
void check_shows_print(const std::string& png) {
    const cv::Mat grey = cv::imdecode(std::vector<unsigned char>(png.begin(), png.end()), cv::IMREAD_GRAYSCALE);
    REQUIRE_FALSE(grey.empty());
    double darkest = 255;
    cv::minMaxLoc(grey, &darkest, nullptr);
    CHECK(darkest < 140);
    CHECK(cv::mean(grey)[0] > 120);
}

}  // namespace

TEST_CASE("an explanation has the labels, the readers, the sums and the verdict") {
    const Desk desk;
    const ProgramRun ran = desk.run({"explain", "record.json", "review.total"});
    INFO(ran.out << ran.error);
    CHECK(ran.exit_code == 0);
    CHECK(ran.error.empty());
    for (const char* part :
         {"review.total\n", "总计", "printed     3", "verdict     proven: the sum that it stands in holds",
          "text-layer  3 ", "1 + 0 + 0 + 2 = [3], holds"}) {
        INFO(part);
        CHECK(has(ran.out, part));
    }
    const ProgramRun row = desk.run({"explain", "record.json", "review.*", "--format", "json"});
    const auto json = nlohmann::json::parse(row.out);
    CHECK(json["schema"] == "nianbao.explanation/1");
    CHECK(json["cells"].size() == 5);
    CHECK(json["cells"][0]["sums"][0]["written"] == "[1] + 0 + 0 + 2 = 3");
    CHECK(desk.run({"explain", "record.json", "review.*", "review.total"}).exit_code == 0);
}

TEST_CASE("a sum that fails is written out, with what would mend it") {
    const Desk desk;
    write_file(desk.folder / "bad.txt", replaced(small_report, "1\t0\t0\t2\t3\t", "1\t0\t0\t2\t4\t"));
    REQUIRE(desk.run({"convert", "-q", "bad.txt", "-o", "record.json"}).exit_code == 0);
    const ProgramRun ran = desk.run({"explain", "record.json", "--review"});
    INFO(ran.out);
    CHECK(ran.exit_code == 0);
    for (const char* part :
         {"review.total", "does not add up: review.sum is off by -1", "1 + 0 + 0 + 2 = 3, printed total [4]: off by -1",
          "3 instead of 4: no reader had it", "mends review.sum"}) {
        INFO(part);
        CHECK(has(ran.out, part));
    }
}

TEST_CASE("who asks for a cell that is not there is told what is near") {
    const Desk desk;
    const ProgramRun slip = desk.run({"explain", "record.json", "review.totl"});
    CHECK(slip.exit_code == 2);
    CHECK(line_count(slip.error) == 1);
    CHECK(has(slip.error, "review.total"));
    CHECK(has(desk.run({"explain", "record.json", "applications.granted.total"}).error, "not found in this report"));
    for (const auto& wrong :
         std::vector<std::vector<std::string>>{{"explain"},
                                               {"explain", "record.json"},
                                               {"explain", "record.json", "nothing.*"},
                                               {"explain", "record.json", "review.total", "-f", "xml"},
                                               {"explain", "record.json", "review.total", "-o", "record.json"},
                                               {"explain", "record.json", "review.total", "--crop", "good.txt"}}) {
        const ProgramRun ran = desk.run(wrong);
        INFO(::Catch::Detail::stringify(wrong) << ran.error);
        CHECK(ran.exit_code == 2);
        CHECK(ran.out.empty());
        CHECK_FALSE(ran.error.empty());
    }
    CHECK(content_of(desk.folder / "good.txt") == small_report);
    const ProgramRun help = desk.run({"explain", "--help"});
    CHECK(help.exit_code == 0);
    CHECK(has(help.out, "Examples:"));
}

TEST_CASE("what is no record gives one line and exit code 3") {
    const Desk desk;
    write_file(desk.folder / "broken.json", "{\"schema\": ");
    write_file(desk.folder / "other.json", "{\"schema\": \"other/1\"}");
    write_file(desk.folder / "empty.json", "");
    for (const char* name : {"broken.json", "other.json", "empty.json", "missing.json", ".", "good.txt"}) {
        const ProgramRun ran = desk.run({"explain", name, "review.total"});
        INFO(name << ": " << ran.error);
        CHECK(ran.exit_code == 3);
        CHECK(line_count(ran.error) == 1);
        CHECK(ran.error.rfind(std::string(name) + ": ", 0) == 0);
        CHECK(ran.out.empty());
    }
}

TEST_CASE("a scan's cells are shown as they stand on the page") {
    const Desk desk("sample-scan.pdf");
    const std::string cell = "applications.new_received.total";
    const ProgramRun ran = desk.run({"explain", "record.json", cell, "--crop", "cell.png"});
    INFO(ran.out << ran.error);
    CHECK(ran.exit_code == 0);
    CHECK(has(ran.out, "glyphs"));
    CHECK(has(ran.out, "tesseract"));
    CHECK(has(ran.out, "together"));
    check_shows_print(content_of(desk.folder / "cell.png"));

    const ProgramRun drawn = desk.run({"explain", "record.json", cell, "--crop", "-"});
    CHECK(drawn.exit_code == 0);
    CHECK(has(drawn.out, "\xE2\xA0\x80"));  // the empty braille sign

    CHECK(desk.run({"explain", "record.json", "review.*", "-o", "cells.html"}).exit_code == 0);
    const std::string html = content_of(desk.folder / "cells.html");
    CHECK(has(html, "src=\"data:image/png;base64,iVBOR"));
    CHECK_FALSE(has(html, "http"));

    // The record finds the report beside it, wherever it is asked from. Of several cells each has its picture.
    fs::create_directory(desk.folder / "sub");
    const ProgramRun elsewhere =
        run_program({"explain", "../record.json", "review.*", "--crop", "c.png"}, desk.folder / "sub");
    INFO(elsewhere.error);
    CHECK(elsewhere.exit_code == 0);
    CHECK(fs::exists(desk.folder / "sub/c.review.total.png"));
    CHECK(std::distance(fs::directory_iterator(desk.folder / "sub"), {}) == 5);

    // Another file in its place is not shown.
    fs::rename(desk.folder / "sample-scan.pdf", desk.folder / "moved.pdf");
    fs::copy_file(NIANBAO_SOURCE_DIR "/fixtures/notice.pdf", desk.folder / "sample-scan.pdf");
    fs::remove(desk.folder / "cell.png");
    const ProgramRun changed = desk.run({"explain", "record.json", cell, "--crop", "cell.png"});
    CHECK(changed.exit_code == 3);
    CHECK(line_count(changed.error) == 1);
    CHECK(has(changed.error, "not the file that the record was made of"));
    CHECK(has(changed.out, "verdict"));
    CHECK_FALSE(fs::exists(desk.folder / "cell.png"));
    CHECK(desk.run({"explain", "record.json", cell, "--crop", "cell.png", "--report", "moved.pdf"}).exit_code == 0);
    CHECK(fs::exists(desk.folder / "cell.png"));
}

TEST_CASE("every file of a report of several is known, and its pages count on") {
    const Desk desk;
    const cv::Mat paper(1200, 900, CV_8U, cv::Scalar(255));
    for (int page = 1; page <= 2; ++page) {
        cv::Mat drawn = paper.clone();
        cv::putText(drawn, "page " + std::to_string(page), {100, 200 * page}, cv::FONT_HERSHEY_SIMPLEX, 2, 0, 4);
        cv::imwrite((desk.folder / (std::to_string(page) + ".png")).string(), drawn);
    }
    REQUIRE(desk.run({"convert", "-q", "1.png", "2.png", "--as-one", "-o", "two.json"}).exit_code == 0);
    const auto source = nlohmann::json::parse(content_of(desk.folder / "two.json"))["source"];
    REQUIRE(source["files"].size() == 2);
    CHECK(source["files"][1]["file"] == "2.png");
    CHECK(source["files"][1]["pages"] == 1);
    CHECK(source["files"][0]["sha256"] == source["sha256"]);
    CHECK(source["files"][1]["sha256"] != source["sha256"]);

    parser::Record record;
    record.source.file = "1.png";
    record.source.pages = 2;
    for (const auto& file : source["files"])
        record.source.files.push_back({file["file"], file["sha256"], file["pages"]});
    record.pages = {{1, 0, 0, 0, 0, {}}, {2, 0, 0, 0, 0, {}}};
    parser::RecordCell cell;
    cell.id = "on.page.two";
    cell.page = 2;
    cell.box = Rect{20, 80, 120, 110};
    record.cells = {cell};
    const Crops crops = crops_of(record, desk.folder / "two.json", {&record.cells.front()}, {});
    CHECK(crops.complaints.empty());
    CHECK(crops.png.count("on.page.two") == 1);
    fs::remove(desk.folder / "2.png");
    CHECK(crops_of(record, desk.folder / "two.json", {&record.cells.front()}, {}).complaints.size() == 1);
}

TEST_CASE("a cell of a page that lies on its side comes out upright") {
    // An upright page, 200 x 100 points at 2 pixels a point, with a mark in its upper left corner, as it is scanned
    // when the sheet lies on its side or its head.
    cv::Mat upright(200, 400, CV_8U, cv::Scalar(255));
    upright(cv::Rect(40, 20, 60, 20)).setTo(0);
    const Rect mark{20, 10, 50, 20};
    const std::vector<std::pair<int, int>> turns = {
        {0, -1}, {90, cv::ROTATE_90_COUNTERCLOCKWISE}, {180, cv::ROTATE_180}, {270, cv::ROTATE_90_CLOCKWISE}};
    for (const auto& [degrees, code] : turns) {
        INFO(degrees);
        cv::Mat lying = upright.clone();
        if (code >= 0) cv::rotate(upright, lying, code);
        RenderedPage page;
        page.pixels = to_raster(lying);
        page.width_points = lying.cols / 2.0;
        page.height_points = lying.rows / 2.0;
        const Raster crop = cut_out(page, mark, degrees);
        CHECK(crop.width == 60 + 16);  // a margin of 4 points on each side
        CHECK(crop.height == 20 + 16);
        const cv::Mat seen = view(crop);
        CHECK(cv::countNonZero(seen == 0) == 60 * 20);
        CHECK(seen.at<unsigned char>(8, 8) == 0);
        CHECK(seen.at<unsigned char>(7, 7) == 255);
    }
    RenderedPage page;
    page.pixels = to_raster(upright);
    page.width_points = 200, page.height_points = 100;
    CHECK(cut_out(page, {500, 500, 600, 600}, 0).empty());
    CHECK(cut_out(page, {NAN, 0, 10, 10}, 0).empty());
    CHECK(cut_out(page, {-1e300, -1e300, 1e300, 1e300}, 90).width == 200);
}

TEST_CASE("patterns, base64, braille and what a terminal is shown") {
    CHECK(matches("*", ""));
    CHECK(matches("a*c", "a.b.c"));
    CHECK(matches("*.total", "review.total"));
    CHECK(matches("revie?.total", "review.total"));
    CHECK_FALSE(matches("review", "review.total"));
    CHECK_FALSE(matches("*a", "b"));
    for (const char* text : {"", "a", "ab", "abc", "\xFF\x80 abcd"}) CHECK(from_base64(base64(text)) == text);
    CHECK(base64("ab") == "YWI=");
    CHECK(visible("a\x1b[2J\n") == "a?[2J?");
    CHECK(percent_text(0.9997) == "99.97 %");
    CHECK(percent_text(0.99999) == "99.99 %");
    CHECK(percent_text(0.000001) == "< 0.01 %");
    CHECK(percent_text(1) == "100.00 %");
    CHECK(columns_of("总计a") == 5);
    cv::Mat dot(4, 4, CV_8U, cv::Scalar(255));
    dot.at<unsigned char>(0, 0) = 0;
    std::vector<unsigned char> png;
    cv::imencode(".png", dot, png);
    CHECK(braille({png.begin(), png.end()}, 10, 10) == "\u2801\u2800\n");
    CHECK(braille("nonsense", 10, 10).empty());
}
