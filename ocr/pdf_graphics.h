// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <poppler-document.h>

#include <filesystem>
#include <memory>
#include <string>

// A PDF without its text: where only rules, shades and pictures are drawn, no stroke of a character can be taken for a
// rule, and no rule for a dash.
namespace nianbao {

/// The same file with every text-showing operator left out (PDF 1.7, 9.4.3), in pages and in the forms that they draw.
class PdfGraphics {
  public:
    /// @param password  that opens the file; "" where none is needed
    PdfGraphics(std::filesystem::path path, std::string password)
        : path_(std::move(path)), password_(std::move(password)) {}

    /// Page `number` (from 1) without its text. Null where such a file cannot be made, for whatever reason: then the
    /// page has to do with its text.
    /// @param page_count  as Poppler sees the file: where it sees another number here, pages may mean different ones
    std::unique_ptr<poppler::page> page(int number, int page_count);

  private:
    std::filesystem::path path_;
    std::string password_;
    bool tried_ = false;
    std::string bytes_;  ///< of the file; Poppler reads from them
    std::unique_ptr<poppler::document> document_;
};

}  // namespace nianbao
