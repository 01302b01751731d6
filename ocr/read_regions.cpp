// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/read_regions.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"
#include "document/utf8.h"
#include "ocr/numeric_dirt.h"
#include "ocr/numeric_line.h"
#include "ocr/read_tesseract.h"
#include "ocr/second_reading.h"

namespace nianbao {
namespace {

/// The page with each line's box, from green (sure) to red (unsure).
Raster confidence_picture(const Raster& page, const PageText& text) {
    cv::Mat picture;
    cv::cvtColor(view(page), picture, cv::COLOR_GRAY2BGR);
    const auto mark = [&](const ReadLine& line) {
        const cv::Point from(static_cast<int>(line.box.x0) - 1, static_cast<int>(line.box.y0) - 1);
        const cv::Point to(static_cast<int>(line.box.x1) + 1, static_cast<int>(line.box.y1) + 1);
        cv::rectangle(picture, from, to, cv::Scalar(0, 200 * line.confidence, 230 * (1 - line.confidence)), 2);
    };
    for (const auto& table : text.cells) {
        for (const auto& cell : table) std::for_each(cell.begin(), cell.end(), mark);
    }
    for (const auto& block : text.blocks) std::for_each(block.begin(), block.end(), mark);
    return to_raster(picture);
}

/// The line's readings so far, the best of them on top.
ReadLine read_line(const Rect& box, const LineReading& text) {
    ReadLine line;
    line.box = box;
    line.text = text.reading.text;
    line.confidence = text.reading.confidence;
    line.character_confidence = text.character_confidence;
    if (!line.text.empty()) line.readings.push_back(text.reading);
    return line;
}

/// Without the quotation marks, stops and strokes that specks around a number are taken for.
std::string without_marks(const std::string& text) {
    static constexpr std::u32string_view marks = U"“”‘’\"'`´.。、，,;；:：·…|_~°^*";
    const std::u32string all = to_utf32(text);
    std::size_t from = 0, to = all.size();
    while (from < to && marks.find(all[from]) != std::u32string_view::npos) ++from;
    while (to > from && marks.find(all[to - 1]) != std::u32string_view::npos) --to;
    return to_utf8(all.substr(from, to - from));
}

// Below this the first reader's number is checked against the text reader before the line counts as a number.
constexpr double surely_number = 0.5;
// A text reading below this may be a number that the text reader cannot read.
constexpr double surely_text = 0.3;

// It might be all that is left of a dash.
constexpr double sure_of_dirt = 0.97;
/// Ems of paper between digits, beyond which they are no single number; in a worn copy, one digit of it may be gone.
constexpr double one_number = 1.0, one_worn_number = 0.6;

double widest_in(const LayoutTable& table) {
    return table.worn ? one_worn_number : one_number;
}

class PageReader {
  public:
    PageReader(const Raster& page, Readers& readers, const ReadOptions& options)
        : page_(page), readers_(readers), options_(options) {}

    ReadLine prose(const LayoutLine& line) {
        if (is_no_text(line)) return unread(line.box);
        return read_line(line.box, readers_.text->read(page_, line));
    }

    /// @param widest  ems of paper between two digits of one number
    ReadLine cell(const LayoutLine& line, bool under_seal, double widest) {
        if (is_no_text(line)) return unread(line.box);
        ReadLine out = readers_.numeric.empty() ? prose(line) : line_in_cell(line, widest);
        if (under_seal) lower(out);
        return out;
    }

    /// @return whether any reader knows enough by now to read lines otherwise
    bool learn_print(const LayoutLine& line, const std::string& proven) {
        const CleanedLine cleaned = without_dirt(page_, line);
        bool enough = false;
        for (auto& reader : readers_.numeric) {
            enough = reader->learn_print(cleaned.page, cleaned.line, proven) || enough;
        }
        return enough;
    }
    void forget_print() {
        for (auto& reader : readers_.numeric) reader->forget_print();
    }

  private:
    /// Numbers are told from text by the first reader of numbers, which is quick and rejects hanzi; where it sees none,
    /// the text reader may still find one, and then all are asked.
    ReadLine line_in_cell(const LayoutLine& line, double widest) {
        const CleanedLine cleaned = without_dirt(page_, line);
        if (cleaned.only_dirt && !line.dash) return dirt(line.box);
        std::vector<Reading> readings;
        if (may_be_number(view(cleaned.page), cleaned.line)) {
            readings.push_back(readers_.numeric.front()->read(cleaned.page, cleaned.line).reading);
        }
        const bool sure =
            !readings.empty() && holds_number(readings[0].text, line) && readings[0].confidence >= surely_number;
        if (sure) return number(cleaned, line.box, std::move(readings), nullptr, widest);
        const LineReading text = readers_.text->read(page_, line);
        // Specks beside a number read as marks of punctuation.
        const std::string normal = without_marks(normal_number(text.reading.text));
        if (!is_number(normal) && text.reading.confidence >= surely_text) return read_line(line.box, text);
        ReadLine out = number(cleaned, line.box, std::move(readings), &text.reading, widest);
        if (is_number(out.text) || text.reading.text.empty()) return out;
        if (!is_number(normal)) return read_line(line.box, text);
        LineReading bare = text;
        strip_marks(bare.reading);
        bare.character_confidence.clear();
        return read_line(line.box, bare);
    }

    /// Longer than the finest print across a sheet: crumbs of a rule. A net that reads from left to right would take
    /// seconds over it.
    static bool is_no_text(const LayoutLine& line) {
        constexpr double most_characters = 130;
        return std::max(line.box.width(), line.box.height()) > most_characters * line.em;
    }

    /// A broken number's line may end, or the next begin, at a comma.
    static bool holds_number(const std::string& text, const LayoutLine& line) {
        return is_number(text) || (line.wrapped && is_part_of_number(text));
    }

    static ReadLine unread(const Rect& box) {
        ReadLine out;
        out.box = box;
        out.confidence = 0.5;
        return out;
    }

    /// A line of specks in a cell says nothing: no cell holds a lone full stop.
    static ReadLine dirt(const Rect& box) {
        ReadLine out;
        out.box = box;
        out.confidence = sure_of_dirt;
        return out;
    }

    /// All readers of numbers on one line. `readings` holds the first one's if it was asked already.
    /// @param text  what the text reader said, if it was asked
    ReadLine number(const CleanedLine& cleaned, const Rect& box, std::vector<Reading> readings, const Reading* text,
                    double widest) {
        for (std::size_t i = readings.size(); i < readers_.numeric.size(); ++i) {
            readings.push_back(readers_.numeric[i]->read(cleaned.page, cleaned.line).reading);
        }
        ReadLine out;
        out.box = box;
        for (Reading& reading : readings) {
            if (!holds_number(reading.text, cleaned.line)) strip_marks(reading);
            if (!reading.text.empty()) out.readings.push_back(reading);
        }
        if (cleaned.lost_digit || widest_gap(view(cleaned.page), cleaned.line) > widest) doubt(out.readings);
        const Verdict verdict = fused(with_third_look(cleaned, out.readings, text));
        out.text = verdict.text;
        out.confidence = verdict.confidence;
        return out;
    }

    /// Two numbers whose boundary was lost, or one that lost a digit, are read with full confidence: readers do not
    /// measure the gaps.
    static void doubt(std::vector<Reading>& readings) {
        constexpr double at_most = 0.3;
        for (Reading& reading : readings) reading.confidence = std::min(reading.confidence, at_most);
    }

    /// A number with specks beside it is less sure than one that stands alone.
    static void strip_marks(Reading& reading) {
        constexpr double trust = 0.9;
        const std::string stripped = without_marks(reading.text);
        if (!is_number(stripped)) return;
        reading.text = stripped;
        reading.confidence *= trust;
    }

    /// Where the readers of numbers differ, the text reader's net is a third that was trained on other pages.
    std::vector<Reading> with_third_look(const CleanedLine& cleaned, std::vector<Reading> readings,
                                         const Reading* text) {
        const bool agree = std::all_of(readings.begin(), readings.end(),
                                       [&](const Reading& r) { return r.text == readings.front().text; });
        if (agree && readings.size() > 1) return readings;
        Reading third = text != nullptr ? *text : readers_.text->read(cleaned.page, cleaned.line).reading;
        third.text = without_marks(normal_number(third.text));
        if (is_number(third.text)) readings.push_back(std::move(third));
        return readings;
    }

    void lower(ReadLine& line) const {
        line.confidence *= options_.seal_trust;
        for (Reading& reading : line.readings) reading.confidence *= options_.seal_trust;
        for (double& confidence : line.character_confidence) confidence *= options_.seal_trust;
    }

    const Raster& page_;
    Readers& readers_;
    const ReadOptions& options_;
};

/// Calls `visit` with each line of the page's cells, where it stands, and what was read.
template <typename Visit>
void each_line(const PageLayout& layout, PageText& text, const Visit& visit) {
    for (std::size_t t = 0; t < layout.tables.size(); ++t) {
        const LayoutTable& table = layout.tables[t];
        for (std::size_t c = 0; c < table.cells.size(); ++c) {
            const LayoutCell& cell = table.cells[c];
            for (std::size_t l = 0; l < cell.lines.size(); ++l) visit(table, cell, cell.lines[l], text.cells[t][c][l]);
        }
    }
}

/// What the readers know of all fonts may leave doubts that the page's own digits, where they are proven, remove.
void read_doubtful_again(const PageLayout& layout, PageReader& reader, PageText& text) {
    bool any = false;
    each_line(layout, text, [&](const LayoutTable&, const LayoutCell&, const LayoutLine&, const ReadLine& read) {
        any = any || wants_another_reading(read);
    });
    if (!any) return;
    bool enough = false;
    each_line(layout, text, [&](const LayoutTable&, const LayoutCell& cell, const LayoutLine& line, ReadLine& read) {
        if (!cell.under_seal && is_proven(read)) enough = reader.learn_print(line, read.text) || enough;
    });
    if (!enough) return;
    each_line(layout, text,
              [&](const LayoutTable& table, const LayoutCell& cell, const LayoutLine& line, ReadLine& read) {
                  if (!wants_another_reading(read)) return;
                  ReadLine again = reader.cell(line, cell.under_seal, widest_in(table));
                  if (is_number(again.text)) read = std::move(again);
              });
    reader.forget_print();
}

}  // namespace

PageText read_regions(const CleanPage& page, const PageLayout& layout, Readers& readers, const ReadOptions& options,
                      DebugSink* debug) {
    const Raster& pixels = layout.reading.empty() ? page.grey : layout.reading;
    PageReader reader(pixels, readers, options);
    reader.forget_print();
    PageText text;
    for (const LayoutTable& table : layout.tables) {
        auto& cells = text.cells.emplace_back();
        for (const LayoutCell& cell : table.cells) {
            auto& lines = cells.emplace_back();
            for (const LayoutLine& line : cell.lines) {
                lines.push_back(reader.cell(line, cell.under_seal, widest_in(table)));
            }
        }
    }
    read_doubtful_again(layout, reader, text);
    for (const LayoutBlock& block : layout.blocks) {
        auto& lines = text.blocks.emplace_back();
        for (const LayoutLine& line : block.lines) lines.push_back(reader.prose(line));
    }
    if (debug != nullptr) debug->picture(page.page, "reading", confidence_picture(pixels, text));
    return text;
}

}  // namespace nianbao
