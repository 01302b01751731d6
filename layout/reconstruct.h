// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "document/document.h"
#include "document/page_image.h"
#include "document/page_layout.h"
#include "document/span.h"

namespace nianbao::layout {

/// Stage "reconstruct the page": places and texts become paragraphs and tables in reading order. Boxes are taken back
/// to page points. Page numbers are left out; other margin lines become header or footer candidates.
Page reconstruct(const PageLayout& layout, const PageText& text, const CleanPage& page);

/// "- 3 -", "第3页", "3 / 5", "3": what stands alone at the foot (or head) of a page and counts it.
bool is_page_number(const std::string& text);

}  // namespace nianbao::layout
