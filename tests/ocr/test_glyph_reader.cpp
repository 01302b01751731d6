// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "document/data_files.h"
#include "document/failure.h"
#include "document/opencv_view.h"
#include "ocr/glyph_features.h"
#include "ocr/glyph_reader.h"
#include "read_lines.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

LineReader& reader() {
    static const auto made = glyph_reader(GlyphNet::load(data_file("ocr/models/glyphs.net")),
                                          Calibration(data_file("ocr/models/calibration.txt")));
    return *made;
}

Reading read(const Drawn& drawn) {
    return reader().read(drawn.page, drawn.line).reading;
}

/// Share of the texts, each drawn in every half pixel's size of em from `from` to `to`, that is read right; none may be
/// misread without doubt.
double share_read(const std::vector<const char*>& texts, double from, double to, const train::Harm& harm) {
    int right = 0, all = 0;
    for (double em = from; em < to; em += 0.5) {
        for (const char* text : texts) {
            const Reading reading = read(drawn(song(), text, em, harm));
            INFO(em << ": " << text << " read as " << reading.text << ", " << reading.confidence);
            right += reading.text == text ? 1 : 0;
            CHECK((reading.text == text || reading.confidence < 0.9));
            ++all;
        }
    }
    return static_cast<double>(right) / all;
}

}  // namespace

TEST_CASE("clean numbers are read in fonts never seen") {
    for (const auto* face : {&song(), &kai(), &serif(), &sans(), &latin()}) {
        for (const char* text : {"0", "1", "7", "9", "21", "1136", "75394432", "7730.28", "24252.311082", "1,113", "+4",
                                 "-417", "-", "/", "3.5%"}) {
            const Reading reading = read(drawn(*face, text));
            INFO(face->name() << " " << text << " " << reading.confidence);
            CHECK(reading.text == text);
            CHECK(reading.confidence > 0.5);
        }
    }
}

TEST_CASE("units are read with the number") {
    for (const auto* face : {&song(), &serif(), &sans()}) {
        CHECK(read(drawn(*face, "470.31万元")).text == "470.31万元");
        CHECK(read(drawn(*face, "16件")).text == "16件");
    }
    CHECK(read(drawn(serif(), "—")).text == "—");
}

TEST_CASE("a bar as tall as the digits and as near as they are is no dirt") {
    for (const auto* face : {&song(), &serif(), &sans()}) {
        Drawn number = drawn(*face, "960");
        const Rect& ink = number.line.box;
        const int width = 4, x = static_cast<int>(ink.x0) - width - 9;
        cv::rectangle(view(number.page),
                      cv::Rect(x, static_cast<int>(ink.y0) + 1, width, static_cast<int>(ink.height()) - 2),
                      cv::Scalar(0), cv::FILLED);
        number.line.box.x0 = x - 1;
        const Reading reading = read(number);
        INFO(face->name() << " read as " << reading.text << ", " << reading.confidence);
        CHECK((reading.text != "960" || reading.confidence < 0.5));
    }
}

TEST_CASE("a speck beside a dash is dirt, though no lower than the dash") {
    for (const auto* face : {&song(), &serif(), &sans()}) {
        Drawn number = drawn(*face, "—");
        const Rect& ink = number.line.box;
        cv::circle(view(number.page), {static_cast<int>(ink.x1) + 8, static_cast<int>(ink.center().y) + 9}, 2,
                   cv::Scalar(0), cv::FILLED);
        number.line.box.x1 += 11;
        number.line.box.y1 = std::max(number.line.box.y1, ink.center().y + 12);
        const Reading reading = read(number);
        INFO(face->name() << " read as " << reading.text << ", " << reading.confidence);
        CHECK(reading.text == "—");
        CHECK(reading.confidence > 0.5);
    }
}

TEST_CASE("fine strokes that blur made pale are seen") {
    train::Harm harm;
    harm.blur = 2.2;
    harm.ink = 30;
    harm.paper = 245;
    CHECK(share_read({"4", "47", "441", "4694", "14", "74"}, 20, 27, harm) >= 0.8);
}

TEST_CASE("strokes that a copier wore to crumbs are put together") {
    train::Harm harm;
    harm.blur = 1.1;
    harm.ink = 20;
    harm.noise = 12;
    harm.threshold = 0.48;
    harm.grain = 0.05;
    harm.softening = 0.6;
    CHECK(share_read({"36260", "882", "945", "3040", "351", "499", "4907", "0"}, 40, 46, harm) >= 0.75);
}

TEST_CASE("hanzi are no numbers") {
    for (const char* text : {"规章", "行政许可", "其他", "无", "总计", "自然人"}) {
        const Reading reading = read(drawn(serif(), text));
        INFO(text << " read as " << reading.text);
        CHECK((reading.text.empty() || reading.confidence < 0.5));
    }
}

TEST_CASE("a blank and noise are read as nothing, or without confidence") {
    Drawn blank = drawn(serif(), "0");
    std::fill(blank.page.pixels.begin(), blank.page.pixels.end(), std::uint8_t{255});
    CHECK(read(blank).text.empty());
    CHECK(read(blank).confidence == 0);
    for (unsigned seed = 1; seed < 6; ++seed) CHECK(read(noise(120, 50, seed)).confidence < 0.5);
}

TEST_CASE("what a rule leaves beside a number is not read") {
    for (const char* text : {"0", "21", "1136"}) {
        Drawn d = drawn(serif(), text);
        cv::Mat page = view(d.page);
        const int x = static_cast<int>(d.line.box.x0) - 14, y = static_cast<int>(d.line.box.y0) - 10;
        cv::line(page, {x, y}, {x, y + 48}, cv::Scalar(40), 2);
        d.line.box.x0 = x;
        INFO(text);
        CHECK(read(d).text == text);
    }
}

TEST_CASE("probabilities of the answer and its alternatives add up to at most one") {
    for (const double em : {14.0, 18.0, 24.0, 36.0}) {
        const Reading reading = read(drawn(kai(), "386", em, {1.0, 20, 60, 240, 10, 40, 0, 0.05, 2, 1}));
        double sum = reading.confidence;
        for (const Alternative& a : reading.alternatives) {
            CHECK(a.text != reading.text);
            sum += a.probability;
        }
        CHECK(sum <= 1 + 1e-9);
    }
}

TEST_CASE("touching digits are parted") {
    train::DrawStyle style;
    style.em = 40;
    style.spacing = -0.05;
    const train::DrawnLine line = serif().draw(U"2805", style);
    LayoutLine layout{line.ink, 40, Direction::horizontal};
    CHECK(reader().read(to_raster(line.grey), layout).reading.text == "2805");
}

TEST_CASE("absurd lines do no harm") {
    const Drawn d = drawn(serif(), "12");
    for (const LayoutLine& line :
         {LayoutLine{{0, 0, 0, 0}, 0, Direction::horizontal},
          LayoutLine{{-500, -500, -400, -450}, 30, Direction::horizontal},
          LayoutLine{{0, 0, 1e6, 20}, 30, Direction::horizontal}, LayoutLine{d.line.box, 1, Direction::horizontal}}) {
        CHECK(reader().read(d.page, line).reading.text.empty());
    }
}

TEST_CASE("a model that is none is refused in words") {
    const auto file = std::filesystem::temp_directory_path() / "nianbao_no_model.net";
    std::ofstream(file) << "not a model at all";
    CHECK_THROWS_AS(GlyphNet::load(file), Failure);
    std::filesystem::remove(file);
    CHECK_THROWS_AS(GlyphNet::load("/nowhere/at/all"), Failure);
}

TEST_CASE("a model is the same after saving") {
    const GlyphNet net = GlyphNet::load(data_file("ocr/models/glyphs.net"));
    const auto file = std::filesystem::temp_directory_path() / "nianbao_model_test.net";
    net.save(file);
    const GlyphNet again = GlyphNet::load(file);
    std::filesystem::remove(file);
    std::vector<float> features(feature_count, 0.5F);
    const auto a = net.classify(features), b = again.classify(features);
    CHECK(std::accumulate(a.begin(), a.end(), 0.0) == Approx(1));
    for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i] == Approx(b[i]).margin(1e-4));
}

TEST_CASE("a line of a broken number is read as such, whatever its groups") {
    for (const auto* face : {&song(), &serif(), &latin()}) {
        for (const char* text : {"1,816,30", "11,", "12,34"}) {
            Drawn part = drawn(*face, text);
            part.line.wrapped = true;
            const Reading reading = read(part);
            INFO(face->name() << " " << text << " read as " << reading.text << " " << reading.confidence);
            CHECK(reading.text == text);
        }
    }
}
