// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <string>

#include "document/raster.h"

namespace nianbao::bench {

/// Whether Tesseract is to find out how a page is turned. Left to itself it does not.
enum class PageTurn { upright, find_out };

/// Tesseract as it comes, on whole pages: what nianbao's prose is measured against.
class PlainTesseract {
  public:
    /// @throws Failure "install.tessdata_missing"
    PlainTesseract(const std::string& language, PageTurn turn);
    ~PlainTesseract();
    PlainTesseract(const PlainTesseract&) = delete;
    PlainTesseract& operator=(const PlainTesseract&) = delete;

    /// @param page  as rendered, untouched
    std::string read(const Raster& page, double dpi);

  private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace nianbao::bench
