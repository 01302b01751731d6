// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "document/document.h"
#include "document/page_image.h"
#include "ocr/source_sniff.h"

namespace nianbao {

struct SourceOptions {
    std::string password;                   ///< for an encrypted PDF; the empty one is tried first
    int max_pages = 2000;                   ///< a report has five to twenty; more is refused before any work
    std::uintmax_t max_bytes = 1ull << 31;  ///< of the file
    double max_megapixels = 60;             ///< of one rendered page: A2 at 300 dpi is 35, A0 at 200 dpi is 62
    double max_decoded_megapixels = 160;    ///< of one image before it is scaled down: A3 at 600 dpi is 70
    double lowest_dpi = 100;                ///< a page that is too large at this resolution is refused
};

/// A document as a row of pages to be rendered. Holds one page at a time. Not to be shared between threads.
class Source {
  public:
    virtual ~Source() = default;
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;

    int pages() const { return info_.pages; }
    /// `kind` is not known before the pages were looked at and stays at its default.
    const SourceInfo& info() const { return info_; }

    /// @param page  counts from 1
    /// @param dpi   wanted resolution; a large page may come with less, an image keeps its own when that is lower
    /// @throws Failure with the page: "page.unreadable", "page.too_large", "page.too_small", "install.font_missing",
    ///         "install.poppler_data_missing". The other pages can still be rendered.
    virtual RenderedPage render(int page, double dpi) = 0;
    /// What may be asked for; more or less is taken for the nearest of these.
    static constexpr double lowest_wanted_dpi = 36, highest_wanted_dpi = 1200;

    /// Warnings since the last call, e.g. of a file that had to be repaired.
    std::vector<Warning> take_warnings() { return std::exchange(warnings_, {}); }

  protected:
    Source() = default;
    SourceInfo info_;
    std::vector<Warning> warnings_;
};

/// Opens a PDF, PNG, JPEG or TIFF file; which one it is, its content says.
/// @throws Failure "input.missing", "input.directory", "input.unreadable", "input.empty", "input.not_supported",
///         "input.truncated", "input.damaged", "input.encrypted", "input.no_pages", "input.too_large".
///         Texts are not pages: "input.not_supported"; see sniff_media_type and read_text_source.
std::unique_ptr<Source> open_source(const std::filesystem::path& path, const SourceOptions& options = {});

}  // namespace nianbao
