// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"
#include "ocr/numeric_line.h"
#include "ocr/read_regions.h"
#include "read_lines.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

/// Says always the same.
class Parrot : public LineReader {
  public:
    Parrot(Witness witness, std::string text, double confidence) : reading_{witness, std::move(text), confidence, {}} {}
    LineReading read(const Raster&, const LayoutLine&) override {
        ++calls;
        return {reading_, {}};
    }
    bool learn_print(const Raster&, const LayoutLine&, std::string_view text) override {
        learnt.emplace_back(text);
        return true;
    }
    void forget_print() override { ++forgotten; }
    int calls = 0, forgotten = 0;
    std::vector<std::string> learnt;

  private:
    Reading reading_;
};

/// Says one thing after another, and the last for good.
class Reciter : public LineReader {
  public:
    explicit Reciter(std::vector<Reading> readings) : readings_(std::move(readings)) {}
    LineReading read(const Raster&, const LayoutLine&) override {
        return {readings_[std::min(said_++, readings_.size() - 1)], {}};
    }

  private:
    std::vector<Reading> readings_;
    std::size_t said_ = 0;
};

struct Flock {
    Readers readers;
    Parrot *text, *first, *second;
};

Flock flock(const Reading& text, const Reading& first, const Reading& second) {
    Flock f;
    auto t = std::make_unique<Parrot>(text.witness, text.text, text.confidence);
    auto a = std::make_unique<Parrot>(first.witness, first.text, first.confidence);
    auto b = std::make_unique<Parrot>(second.witness, second.text, second.confidence);
    f.text = t.get();
    f.first = a.get();
    f.second = b.get();
    f.readers.text = std::move(t);
    f.readers.numeric.push_back(std::move(a));
    f.readers.numeric.push_back(std::move(b));
    return f;
}

PageLayout one_cell(const Drawn& d, bool under_seal = false) {
    PageLayout layout;
    layout.reading = d.page;
    LayoutTable table;
    table.rows = table.columns = 1;
    LayoutCell cell;
    cell.under_seal = under_seal;
    cell.lines.push_back(d.line);
    table.cells.push_back(cell);
    layout.tables.push_back(table);
    return layout;
}

ReadLine read_cell(const Drawn& d, Readers& readers, bool under_seal = false) {
    return read_regions(CleanPage{}, one_cell(d, under_seal), readers).cells.at(0).at(0).at(0);
}

const Reading none{Witness::tesseract, "", 0, {}};

}  // namespace

TEST_CASE("both readers' answers to a number are kept, and agree to more than each") {
    Flock f = flock(none, {Witness::glyphs, "21", 0.98, {}}, {Witness::tesseract, "21", 0.97, {}});
    const ReadLine line = read_cell(drawn(serif(), "21"), f.readers);
    CHECK(line.text == "21");
    CHECK(line.confidence > 0.98);
    REQUIRE(line.readings.size() == 2);
    CHECK(line.readings[0].witness == Witness::glyphs);
    CHECK(line.readings[1].witness == Witness::tesseract);
    CHECK(f.text->calls == 0);
}

TEST_CASE("digits far apart are no number that one may be sure of, whatever the readers say") {
    const auto confidence_of = [](const char* shown) {
        Flock f = flock(none, {Witness::glyphs, "40", 0.99, {}}, {Witness::tesseract, "40", 0.98, {}});
        const ReadLine line = read_cell(drawn(serif(), shown), f.readers);
        REQUIRE(line.readings.size() == 2);
        return std::max(line.readings[0].confidence, line.readings[1].confidence);
    };
    CHECK(confidence_of("4        0") <= 0.3);
    CHECK(confidence_of("4 0") == 0.99);
    CHECK(confidence_of("４０") == 0.99);
    CHECK(confidence_of("40 万元") == 0.99);
}

TEST_CASE("what is proven on a page teaches its print, and only what is doubtful is read again by it") {
    const Drawn d = drawn(serif(), "21");
    Flock f = flock(none, none, {Witness::tesseract, "21", 0.95, {}});
    // The first cell is proven, of the second the readers disagree at first, the third lies under a seal.
    const Reading sure{Witness::glyphs, "21", 0.99, {}}, other{Witness::glyphs, "27", 0.99, {}};
    f.readers.numeric[0] = std::make_unique<Reciter>(std::vector<Reading>{sure, other, sure, sure});
    PageLayout layout = one_cell(d);
    layout.tables[0].cells.push_back(layout.tables[0].cells[0]);
    layout.tables[0].cells.push_back(layout.tables[0].cells[0]);
    layout.tables[0].cells[2].under_seal = true;
    const PageText text = read_regions(CleanPage{}, layout, f.readers, {.seal_trust = 1});
    CHECK(f.second->learnt == std::vector<std::string>{"21"});
    CHECK(f.second->forgotten == 2);  // another page's, and this one's
    CHECK(f.second->calls == 4);
    for (const auto& cell : text.cells.at(0)) CHECK(cell.at(0).text == "21");
}

TEST_CASE("digits far apart stay doubtful when they are read again") {
    Flock f = flock(none, none, {Witness::tesseract, "40", 0.98, {}});
    f.readers.numeric[0] = std::make_unique<Parrot>(Witness::glyphs, "40", 0.99);
    PageLayout layout = one_cell(drawn(serif(), "40"));
    const Drawn wide = drawn(serif(), "4        0");
    layout.tables[0].cells.push_back(one_cell(wide).tables[0].cells[0]);
    layout.reading = wide.page;  // the first cell's line lies on its 4, which is no matter to parrots
    const PageText text = read_regions(CleanPage{}, layout, f.readers);
    REQUIRE(f.second->calls == 3);
    for (const Reading& reading : text.cells[0][1][0].readings) CHECK(reading.confidence <= 0.3);
}

TEST_CASE("a page without doubt is read once") {
    Flock f = flock(none, {Witness::glyphs, "21", 0.98, {}}, {Witness::tesseract, "21", 0.97, {}});
    read_cell(drawn(serif(), "21"), f.readers);
    CHECK(f.first->calls == 1);
    CHECK(f.first->learnt.empty());
}

TEST_CASE("where they differ the text reader has a third look, and doubt remains") {
    Flock f = flock({Witness::tesseract, "27", 0.9, {}}, {Witness::glyphs, "21", 0.8, {}},
                    {Witness::tesseract, "27", 0.8, {}});
    const ReadLine line = read_cell(drawn(serif(), "21"), f.readers);
    CHECK(line.text == "27");
    CHECK(line.readings.size() == 2);
    CHECK(line.confidence < 0.99);
    CHECK(f.text->calls == 1);
}

TEST_CASE("text that the first reader of numbers rejects goes to the text reader") {
    Flock f = flock({Witness::tesseract, "规章", 0.95, {}}, {Witness::glyphs, "", 0, {}},
                    {Witness::tesseract, "11", 0.9, {}});
    const ReadLine line = read_cell(drawn(serif(), "规章"), f.readers);
    CHECK(line.text == "规章");
    CHECK(f.second->calls == 0);
}

TEST_CASE("no reader sees anything: an empty line without confidence") {
    Flock f = flock(none, none, none);
    const ReadLine line = read_cell(drawn(serif(), "0"), f.readers);
    CHECK(line.text.empty());
    CHECK(line.confidence == 0);
    CHECK(line.readings.empty());
}

TEST_CASE("under a seal every confidence is lower") {
    const Reading a{Witness::glyphs, "21", 0.98, {}}, b{Witness::tesseract, "21", 0.97, {}};
    Flock f = flock(none, a, b), g = flock(none, a, b);
    const Drawn d = drawn(serif(), "21");
    const ReadLine open = read_cell(d, f.readers), sealed = read_cell(d, g.readers, true);
    CHECK(sealed.confidence < open.confidence);
    CHECK(sealed.readings[0].confidence < open.readings[0].confidence);
}

TEST_CASE("a page of real readers: cells, notes, labels and prose") {
    Readers readers = open_readers();
    for (const char* text : {"0", "1", "9", "75394432", "24252.311082", "1,113", "+4", "-417", "470.31万元"}) {
        const ReadLine line = read_cell(drawn(serif(), text), readers);
        INFO(text << ": " << line.text << " " << line.confidence);
        CHECK(line.text == text);
        CHECK(line.readings.size() == 2);
    }
    CHECK(read_cell(drawn(serif(), "22（其中修订16件）"), readers).text == "22（其中修订16件）");
    CHECK(read_cell(drawn(serif(), "行政规范性文件"), readers).text == "行政规范性文件");
    CHECK(read_cell(drawn(song(), "无"), readers).text == "无");
    for (unsigned seed = 1; seed < 4; ++seed) {
        const ReadLine line = read_cell(noise(100, 60, seed), readers);
        INFO("noise " << seed << " read as " << line.text << " " << line.confidence);
        CHECK((!is_number(line.text) || line.confidence < 0.7));
    }
}

TEST_CASE("the result is indexed like the layout, lines without ink included") {
    Readers readers = open_readers();
    const Drawn d = drawn(serif(), "主动公开政府信息情况");
    PageLayout layout = one_cell(d);
    layout.tables[0].cells.push_back({});
    LayoutBlock block;
    LayoutLine beyond = d.line;
    beyond.box = {-100, -100, -50, -60};
    block.lines = {d.line, beyond};
    layout.blocks.push_back(block);
    const PageText text = read_regions(CleanPage{}, layout, readers);
    REQUIRE(text.cells.size() == 1);
    REQUIRE(text.cells[0].size() == 2);
    CHECK(text.cells[0][1].empty());
    REQUIRE(text.blocks.at(0).size() == 2);
    CHECK(text.blocks[0][0].text == "主动公开政府信息情况");
    CHECK(text.blocks[0][1].text.empty());
    CHECK(text.blocks[0][1].confidence == 0);
}

TEST_CASE("a reading does not depend on what was read before") {
    Readers readers = open_readers();
    const Drawn a = drawn(kai(), "1136"), b = drawn(sans(), "0.5");
    const ReadLine first = read_cell(a, readers);
    read_cell(b, readers);
    const ReadLine again = read_cell(a, readers);
    CHECK(first.text == again.text);
    CHECK(first.confidence == again.confidence);
}
