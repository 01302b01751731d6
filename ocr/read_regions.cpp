// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/read_regions.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"
#include "ocr/numeric_line.h"
#include "ocr/read_tesseract.h"

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

class PageReader {
  public:
    PageReader(const Raster& page, Readers& readers, const ReadOptions& options)
        : page_(page), readers_(readers), options_(options) {}

    ReadLine prose(const LayoutLine& line) { return read_line(line.box, readers_.text->read(page_, line)); }

    ReadLine cell(const LayoutLine& line, bool under_seal) {
        ReadLine out = may_be_number(view(page_), line) ? number(line) : ReadLine{};
        if (!is_number(out.text)) out = text_in_cell(line, out);
        if (under_seal) lower(out);
        return out;
    }

  private:
    ReadLine number(const LayoutLine& line) {
        ReadLine out;
        out.box = line.box;
        for (const auto& reader : readers_.numeric) {
            LineReading reading = reader->read(page_, line);
            if (!reading.reading.text.empty()) out.readings.push_back(std::move(reading.reading));
        }
        const Verdict verdict = fused(out.readings);
        out.text = verdict.text;
        out.confidence = verdict.confidence;
        return out;
    }

    /// A line in a cell whose shape, or whose numeric readers, say that it is no number; the text reader may still find
    /// one (100万元 is as wide as text), and then the numeric readers are asked.
    ReadLine text_in_cell(const LayoutLine& line, const ReadLine& asked) {
        ReadLine out = prose(line);
        const std::string normal = normal_number(out.text);
        if (!is_number(normal)) return out.text.empty() ? asked : out;
        ReadLine again = asked.readings.empty() ? number(line) : asked;
        if (is_number(again.text)) return again;
        out.text = normal;
        out.character_confidence.clear();
        for (Reading& reading : out.readings) reading.text = normal;
        return out;
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

}  // namespace

PageText read_regions(const CleanPage& page, const PageLayout& layout, Readers& readers, const ReadOptions& options,
                      DebugSink* debug) {
    const Raster& pixels = layout.reading.empty() ? page.grey : layout.reading;
    PageReader reader(pixels, readers, options);
    PageText text;
    for (const LayoutTable& table : layout.tables) {
        auto& cells = text.cells.emplace_back();
        for (const LayoutCell& cell : table.cells) {
            auto& lines = cells.emplace_back();
            for (const LayoutLine& line : cell.lines) lines.push_back(reader.cell(line, cell.under_seal));
        }
    }
    for (const LayoutBlock& block : layout.blocks) {
        auto& lines = text.blocks.emplace_back();
        for (const LayoutLine& line : block.lines) lines.push_back(reader.prose(line));
    }
    if (debug != nullptr) debug->picture(page.page, "reading", confidence_picture(pixels, text));
    return text;
}

}  // namespace nianbao
