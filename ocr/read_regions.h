// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/debug_sink.h"
#include "document/page_image.h"
#include "document/span.h"

// The reading stage: what stands in each line that layout/ found, read from the page's image.
namespace nianbao {

/// One line as one reader sees it.
struct LineReading {
    Reading reading;
    std::vector<double> character_confidence;  ///< one for each character of reading.text, or empty
};

/// One way of reading one line. Not thread-safe; reading the same line twice gives the same answer, unless the reader
/// learnt a print between.
class LineReader {
  public:
    virtual ~LineReader() = default;
    /// Never throws because of what the image shows: a line that cannot be read is an empty text of no confidence.
    /// @param page  grey image with the rules erased (PageLayout::reading)
    virtual LineReading read(const Raster& page, const LayoutLine& line) = 0;
    /// From a line of which the text is proven: how this page prints its characters, for lines of the same page that
    /// are read after it. Readers that do not adapt take no note.
    /// @return whether the reader knows enough of the page by now to read lines otherwise
    virtual bool learn_print(const Raster& /*page*/, const LayoutLine& /*line*/, std::string_view /*text*/) {
        return false;
    }
    /// The page is done: its print says nothing of another's.
    virtual void forget_print() {}
};

/// Who reads. `text` reads any line; the readers in `numeric` look at lines that may be numbers, each on its own, and
/// should fail on different lines; the first is to be quick and to answer "" to text.
struct Readers {
    std::unique_ptr<LineReader> text;
    std::vector<std::unique_ptr<LineReader>> numeric;
};

struct ReaderOptions {
    std::string language = "chi_sim";      ///< Tesseract's name of the language of text lines
    std::string numeric_language = "eng";  ///< smaller alphabet, half the time and fewer slips on numbers
};

/// Tesseract for text; Tesseract and our glyph reader for numbers. Takes some 200 ms: once for each worker.
/// @throws Failure "install.tessdata_missing", "install.data_missing"
Readers open_readers(const ReaderOptions& options = {});

struct ReadOptions {
    /// What a reading under a seal is still worth: its confidences are multiplied by this. The seal's removal leaves
    /// strokes thinner or thicker than the readers were calibrated on.
    double seal_trust = 0.97;
};

/// Reads every line of the layout. Lines without ink come back with an empty text.
/// The result is indexed like the layout: cells[table][cell][line], blocks[block][line].
PageText read_regions(const CleanPage& page, const PageLayout& layout, Readers& readers,
                      const ReadOptions& options = {}, DebugSink* debug = nullptr);

}  // namespace nianbao
