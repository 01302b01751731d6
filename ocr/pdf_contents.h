// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "document/geometry.h"

// What a page's content stream draws, as far as the trust in its text layer depends on it. By qpdf: poppler-cpp tells
// nothing of images, and poppler-glib's image mapping takes the wrong sides on turned and cropped pages.
namespace nianbao {

struct PdfImage {
    Rect box;        ///< page points as displayed, clipped as drawn
    double dpi = 0;  ///< of its own pixels; 0 where unknown
};

struct PdfContents {
    bool known = false;  ///< false: the page could not be examined
    std::vector<PdfImage> images;
    long shown_codes = 0;      ///< bytes of all strings shown
    long invisible_codes = 0;  ///< of these, in an invisible rendering mode (3 or 7)
};

/// Examines the pages of one file. Never throws for what is wrong with the file: `known` is false then.
class PdfExaminer {
  public:
    PdfExaminer(const std::filesystem::path& path, const std::string& password);
    ~PdfExaminer();
    /// @param page counts from 1
    /// @param page_count as Poppler sees it: where qpdf sees another number, the two may mean different pages
    PdfContents examine(int page, int page_count);
    /// What qpdf had to repair when it opened the file; empty for a sound one. Poppler rebuilds an index silently.
    std::string repairs() const;

  private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// Share of a page's area that images cover together, 0..1.
double covered_share(const std::vector<PdfImage>& images, double width_points, double height_points);

/// Resolution of what covers the page: of its largest images; 0 without any.
double covering_dpi(const std::vector<PdfImage>& images, double width_points, double height_points);

}  // namespace nianbao
