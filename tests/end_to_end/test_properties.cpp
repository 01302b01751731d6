// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <set>

#include "document/failure.h"
#include "document/opencv_view.h"
#include "document/text_form.h"
#include "ocr/source.h"
#include "pipeline/recipe.h"
#include "tests/end_to_end/judged.h"

using namespace nianbao;
namespace fs = std::filesystem;
using nianbao::test::fixture;
using nianbao::test::printed_cells;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("nianbao-end-to-end-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
};

/// The pages of a fixture as PNG files, turned.
std::vector<fs::path> pages_as_images(const std::string& name, const fs::path& folder, int first, int last, int turn) {
    const auto source = open_source(fixture(name));
    std::vector<fs::path> files;
    for (int page = first; page <= last; ++page) {
        RenderedPage rendered = source->render(page, 300);
        cv::Mat picture = view(rendered.pixels);
        if (turn >= 0) cv::rotate(picture, picture, turn);
        files.push_back(folder / ("page" + std::to_string(page) + ".png"));
        cv::imwrite(files.back().string(), picture);
    }
    return files;
}

}  // namespace

TEST_CASE("text form out and in again is the same record") {
    const Folder folder;
    for (const char* name : {"digital-2021.pdf", "digital-2019.pdf", "page-breaks.pdf"}) {
        const Conversion first = convert({fixture(name)}, {});
        const fs::path text = folder.path / "again.txt";
        std::ofstream(text) << write_text_form(first.document);
        const Conversion second = convert({text}, {});
        INFO(name);
        CHECK(printed_cells(second.record) == printed_cells(first.record));
        CHECK(second.record.title == first.record.title);
        CHECK(second.record.form == first.record.form);
        REQUIRE(second.record.sections.size() == first.record.sections.size());
        for (std::size_t i = 0; i < first.record.sections.size(); ++i) {
            CHECK(second.record.sections[i].text == first.record.sections[i].text);
        }
    }
}

TEST_CASE("turning a scanned page changes nothing") {
    const Folder folder;
    const auto upright = convert(pages_as_images("sample-scan.pdf", folder.path, 2, 2, -1), {}).record;
    REQUIRE(upright.cells.size() > 50);
    for (const int turn : {cv::ROTATE_180, cv::ROTATE_90_CLOCKWISE}) {
        const auto turned = convert(pages_as_images("sample-scan.pdf", folder.path, 2, 2, turn), {}).record;
        CHECK(printed_cells(turned) == printed_cells(upright));
    }
}

namespace {

/// The first two pages of page-breaks.pdf with numbers of table 3, as images. On the second one two columns are wiped
/// out, the rule between them with them if `rule` says so.
std::vector<fs::path> with_wiped_columns(const fs::path& folder, const parser::Record& record, bool rule) {
    const auto wiped = [](const parser::RecordCell& cell) {
        return cell.id.starts_with("applications.") && cell.box &&
               (cell.id.ends_with(".nonprofit") || cell.id.ends_with(".legal_service"));
    };
    std::set<int> pages;
    for (const parser::RecordCell& cell : record.cells) {
        if (wiped(cell)) pages.insert(cell.page);
    }
    REQUIRE(pages.size() >= 2);
    const int page = *std::next(pages.begin());
    const auto files = pages_as_images("page-breaks.pdf", folder, *pages.begin(), page, -1);
    const std::string file = files.back().string();
    cv::Mat picture = cv::imread(file);
    constexpr double scale = 300.0 / 72, rule_points = 3;
    for (const parser::RecordCell& cell : record.cells) {
        if (!wiped(cell) || cell.page != page) continue;
        Rect box = cell.box->inflated(-1, -1);
        if (rule)
            (cell.id.ends_with(".nonprofit") ? box.x1 : box.x0) +=
                cell.id.ends_with(".nonprofit") ? rule_points : -rule_points;
        cv::rectangle(picture, cv::Point2d(box.x0 * scale, box.y0 * scale), cv::Point2d(box.x1 * scale, box.y1 * scale),
                      cv::Scalar(255, 255, 255), cv::FILLED);
    }
    cv::imwrite(file, picture);
    return files;
}

}  // namespace

TEST_CASE("a rule between two columns that one page lost is known from the others") {
    const Folder folder;
    const auto whole = convert({fixture("page-breaks.pdf")}, {}).record;
    const auto blank = convert(with_wiped_columns(folder.path, whole, false), {}).record;
    const auto lost = convert(with_wiped_columns(folder.path, whole, true), {}).record;
    CHECK(printed_cells(lost) == printed_cells(blank));
    CHECK(printed_cells(lost).size() > 50);
}

TEST_CASE("two conversions of one file give one record") {
    const auto a = convert({fixture("seal-scan.pdf")}, {}).record, b = convert({fixture("seal-scan.pdf")}, {}).record;
    REQUIRE(a.cells.size() == b.cells.size());
    for (std::size_t i = 0; i < a.cells.size(); ++i) CHECK(a.cells[i].confidence == b.cells[i].confidence);
}

TEST_CASE("a blank page and a page of noise hold no numbers") {
    const Folder folder;
    cv::Mat blank(3508, 2480, CV_8U, cv::Scalar(250)), noise(3508, 2480, CV_8U);
    cv::setRNGSeed(5);
    cv::randn(noise, 180, 60);
    for (const auto& [name, picture] : {std::pair{"blank.png", blank}, std::pair{"noise.png", noise}}) {
        const fs::path file = folder.path / name;
        cv::imwrite(file.string(), picture);
        const parser::Record record = convert({file}, {}).record;
        CHECK(record.cells.empty());
        CHECK_FALSE(record.form.has_value());
        CHECK(std::ranges::any_of(record.warnings, [](const Warning& w) { return w.code == "report.none"; }));
    }
}

TEST_CASE("boxes stand on the cells: at the truth's place on a born-digital page") {
    const parser::Record record = convert({fixture("digital-2021.pdf")}, {}).record;
    for (const parser::RecordCell& cell : record.cells) {
        REQUIRE(cell.box.has_value());
        CHECK(cell.box->width() > 5);
        CHECK(cell.box->x1 < 596);
        CHECK(cell.box->y1 < 842);
        CHECK(cell.page >= 1);
    }
}
