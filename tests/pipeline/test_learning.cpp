// SPDX-License-Identifier: GPL-3.0-or-later
// The glyph reader learns on: what is learnt from, what is refused.
#include <catch2/catch.hpp>
#include <fstream>
#include <opencv2/imgproc.hpp>

#include "document/failure.h"
#include "document/opencv_view.h"
#include "ocr/glyph_reader.h"
#include "ocr/learning/glyph_alignment.h"
#include "ocr/learning/glyph_learning.h"
#include "pipeline/learning/learn_glyphs.h"
#include "pipeline/learning/recalibrate.h"
#include "tests/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::learning;
using nianbao::testing::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

const fs::path models = fs::path(NIANBAO_SOURCE_DIR) / "ocr" / "models";

/// A cell as a page shows it: rules all around, digits in its middle.
cv::Mat drawn_page(const std::string& text, int rule_grey = 30, double size = 0.8) {
    cv::Mat page(120, 260, CV_8UC1, cv::Scalar(235));
    cv::rectangle(page, {40, 30}, {220, 90}, cv::Scalar(rule_grey), 2);
    cv::putText(page, text, {70, 70}, cv::FONT_HERSHEY_DUPLEX, size, cv::Scalar(40), 2, cv::LINE_AA);
    return page;
}
const Rect drawn_cell{40, 30, 220, 90};

KnownCell known(const std::string& text, bool answered, bool apart) {
    return {text, answered, apart, *cell_line(to_raster(drawn_page(text)), drawn_cell)};
}

std::vector<KnownCell> many_cells() {
    std::vector<KnownCell> cells;
    for (int i = 0; i < 90; ++i) cells.push_back(known(std::to_string(17 + i * 37), i % 2 == 0, i % 3 == 0));
    return cells;
}

struct Folder {
    Folder() {
        for (const char* name : {"glyphs.net", "calibration.txt", "glyphs.standing", "glyphs.reminder"})
            fs::copy_file(models / name, folder / name);
    }
    TemporaryFolder folder;
};

}  // namespace

TEST_CASE("a cell's digits are found between its rules, and nothing is made of what is no line") {
    const auto line = cell_line(to_raster(drawn_page("1132")), drawn_cell);
    REQUIRE(line);
    CHECK(line->line.box.width() > 50);
    CHECK(line->line.box.height() < 35);
    CHECK(line->line.em > line->line.box.height());
    const cv::Mat grey = view(line->grey);
    CHECK(grey.at<uchar>(2, grey.cols / 2) == 255);  // the rule is gone
    CHECK_FALSE(cell_line(to_raster(drawn_page("")), drawn_cell));
    CHECK_FALSE(cell_line(to_raster(cv::Mat(120, 260, CV_8UC1, cv::Scalar(255))), drawn_cell));
    CHECK_FALSE(cell_line(to_raster(drawn_page("12")), Rect{500, 500, 600, 600}));
    cv::Mat two_lines = drawn_page("12", 30, 0.5);
    cv::putText(two_lines, "34", {70, 86}, cv::FONT_HERSHEY_DUPLEX, 0.4, cv::Scalar(40), 1);
    CHECK_FALSE(cell_line(to_raster(two_lines), drawn_cell));
}

TEST_CASE("glyphs are found by the text that is known, whatever the net reads") {
    const GlyphNet net = GlyphNet::load(models / "glyphs.net");
    std::mt19937 random(1);
    const auto line = *cell_line(to_raster(drawn_page("1132")), drawn_cell);
    const GlyphLine pieces = pieces_of(view(line.grey), line.line);
    const auto wanted = [&](std::u32string_view text) {
        std::vector<int> digits;
        for (const GlyphExample& example : aligned_examples(pieces, text, net, random)) {
            if (example.wanted < GlyphClasses::noise) digits.push_back(example.wanted);
        }
        return digits;
    };
    CHECK(wanted(U"1132") == std::vector<int>{1, 1, 3, 2});
    CHECK(wanted(U"1137").size() == 4);  // one glyph otherwise: that is what is to be learnt
    CHECK(wanted(U"11329955").empty());  // there are not as many
    CHECK(wanted(U"年").empty());
    CHECK(wanted(U"").empty());
}

TEST_CASE("examples come back from their file; rubbish does not") {
    const TemporaryFolder folder;
    std::vector<GlyphExample> examples(3);
    examples[1].features[5] = 0.5F;
    examples[2].wanted = 7;
    save_examples(examples, folder / "examples");
    const auto again = load_examples(folder / "examples");
    REQUIRE(again.size() == 3);
    CHECK(again[0].features[5] == 0);
    CHECK(again[1].features[5] == Approx(0.5).margin(0.02));
    CHECK(again[2].wanted == 7);
    std::ofstream(folder / "examples", std::ios::app) << "x";
    CHECK_THROWS_AS(load_examples(folder / "examples"), Failure);
    std::ofstream(folder / "rubbish") << "rubbish";
    CHECK_THROWS_AS(load_examples(folder / "rubbish"), Failure);
    CHECK_THROWS_AS(load_examples(folder / "absent"), Failure);
}

TEST_CASE("learning on keeps what was known: the standing set is read as well as before") {
    const GlyphNet net = GlyphNet::load(models / "glyphs.net");
    const auto standing = load_examples(models / "glyphs.standing");
    REQUIRE(standing.size() > 2000);
    const double before = error_rate(net, standing);
    CHECK(before < 0.04);
    LearnOptions options;
    options.epochs = 2;
    options.rate = 3e-4;
    options.decay = 1;
    const GlyphNet after = learn_on(net, load_examples(models / "glyphs.reminder"), options);
    CHECK(error_rate(after, standing) < before + 0.01);
}

TEST_CASE("too few answers teach nothing, and a model that is worse is refused") {
    const Folder made;
    std::vector<KnownCell> few = many_cells();
    few.resize(15);
    const LearnResult nothing = learn_glyphs(few, made.folder.path(), {});
    CHECK_FALSE(nothing.better);
    CHECK(nothing.why.find("answered cells") != std::string::npos);
    // People who answer rubbish: the model would learn it.
    std::vector<KnownCell> wrong = many_cells();
    for (KnownCell& cell : wrong) {
        if (!cell.apart) cell.text = std::string(cell.text.size(), '8');
    }
    LearnSettings eager;
    eager.epochs = 8;
    eager.answered_weight = 40;
    const LearnResult spoilt = learn_glyphs(wrong, made.folder.path(), eager);
    CHECK_FALSE(spoilt.better);
    CHECK_FALSE(spoilt.why.empty());
}

TEST_CASE("what counts as worse") {
    Figures before{100, 90, 40, 32, 0.3, 0.02, 3000};
    Figures after = before;
    CHECK_FALSE(what_got_worse(before, after).empty());  // no better
    after.right = 92;
    after.answered_right = 34;
    CHECK(what_got_worse(before, after).empty());
    after.standing_error = 0.03;
    CHECK_FALSE(what_got_worse(before, after).empty());
    after.standing_error = 0.021;
    CHECK(what_got_worse(before, after).empty());
    after.log_loss = 0.4;
    CHECK_FALSE(what_got_worse(before, after).empty());
    after.log_loss = 0.2;
    after.answered_right = 31;
    CHECK_FALSE(what_got_worse(before, after).empty());
}

TEST_CASE("a model is put in place of the old one, which stays beside it") {
    const Folder made;
    Model model = load_model(made.folder.path());
    model.net.layers[0].biases[0] += 1;
    const std::string old = nianbao::testing::content_of(made.folder / "glyphs.net");
    install_model(model, made.folder.path());
    CHECK(nianbao::testing::content_of(made.folder / "glyphs.net.before") == old);
    CHECK(nianbao::testing::content_of(made.folder / "glyphs.net") != old);
    CHECK(load_model(made.folder.path()).net.layers[0].biases[0] == model.net.layers[0].biases[0]);
    CHECK_THROWS_AS(install_model(model, made.folder / "nowhere"), Failure);
}

TEST_CASE("curves with what a store's cells came to: rising, and promising no more than before") {
    const Model model = load_model(models);
    std::vector<KnownCell> right = many_cells(), wrong = many_cells();
    for (KnownCell& cell : wrong) cell.text += "5";
    const auto check_rising = [](const Calibration& calibration) {
        for (const auto& curve : calibration.curves("glyphs")) {
            for (std::size_t i = 1; i < curve.knots.size(); ++i) {
                CHECK(curve.knots[i].score >= curve.knots[i - 1].score);
                CHECK(curve.knots[i].probability >= curve.knots[i - 1].probability);
            }
        }
    };
    const Calibration praised = recalibrated(model.calibration, model.net, right);
    const Calibration blamed = recalibrated(model.calibration, model.net, wrong);
    check_rising(praised);
    check_rising(blamed);
    const double em = right.front().picture.line.em;
    const auto at = [em](const Calibration& calibration, double score) {
        return calibration.probability("glyphs", em, score);
    };
    CHECK(at(praised, 1) <= at(model.calibration, 1) + 1e-9);
    CHECK(at(blamed, 1) < at(model.calibration, 1) - 0.01);
    // Other readers' curves are theirs.
    CHECK(blamed.probability("tesseract.number", em, 0.5) ==
          model.calibration.probability("tesseract.number", em, 0.5));
}
