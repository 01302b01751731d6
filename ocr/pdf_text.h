// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "document/page_image.h"

namespace nianbao {

/// The text of a PDF, glyph by glyph.
///
/// Poppler's list of words in reading order (poppler::page::text_list) is not used: where a number broken over two
/// lines stands beside one of a single line, it takes all three for one line and runs the halves together (37,53 over 2
/// becomes one word whose boxes cover both lines, that of the 3 being empty). Only its library's own interface gives
/// the words in the order of the content stream, as they are drawn. Debian keeps that interface the same within a
/// release.
class PdfText {
  public:
    /// @param password  that opens the file; "" where none is needed
    PdfText(std::filesystem::path path, std::string password);
    ~PdfText();
    PdfText(const PdfText&) = delete;
    PdfText& operator=(const PdfText&) = delete;

    /// The glyphs of page `number` (from 1) as they are: not normalised, not judged. Boxes are the em boxes that the
    /// fonts declare (ascent to descent), in page points as displayed. None where the file is not seen as having
    /// `page_count` pages: pages may mean different ones then.
    /// Poppler must be in use while this is: a poppler::document sets up what its library needs.
    std::vector<LayerGlyph> glyphs(int number, int page_count);

  private:
    struct Opened;
    std::filesystem::path path_;
    std::string password_;
    std::unique_ptr<Opened> opened_;
};

}  // namespace nianbao
