// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "document/debug_sink.h"
#include "document/document.h"
#include "layout/lent_columns.h"
#include "ocr/source.h"
#include "parser/record.h"
#include "pipeline/page_selection.h"
#include "pipeline/progress.h"
#include "pipeline/stage_times.h"
#include "pipeline/workshop.h"

// The way through: one report in, one record out. Every stage is a call in read_page() or make_record(), in order.
namespace nianbao {

struct ConvertOptions {
    double dpi = 300;      ///< that pages are rendered at; 72 to 1200
    PageSelection pages;   ///< empty: every page
    std::string password;  ///< of an encrypted PDF
    std::string language = "chi_sim";
    DebugSink* debug = nullptr;    ///< gets a picture after each stage, those of a second look last; may be null
    Progress* progress = nullptr;  ///< may be null
    StageTimes* times = nullptr;   ///< may be null
};

struct Conversion {
    Document document;
    parser::Record record;
};

/// The whole recipe in this process: opens the files, reads page after page, makes the record. Worker processes take
/// the same steps one at a time (report.h).
/// @param inputs the files of one report, in order: one PDF, image or text; or several images
/// @throws Failure when nothing of it can be read. A page that cannot is a warning "page.unreadable".
Conversion convert(const std::vector<std::filesystem::path>& inputs, const ConvertOptions& options);

/// The recipe of a page. @throws Failure, with the page where it is the page's fault
/// @param lent  of a second look: what other pages tell of this one
Page read_page(Source& source, int number, const Stages& stages, Workshop& workshop, const ConvertOptions& options,
               const std::vector<layout::LentColumns>& lent = {});

/// The recipe of the document. @param pages in order, numbered as the report counts
Conversion make_record(std::vector<Page> pages, SourceInfo source, const Stages& stages);
/// The same of a text, which has no pages.
Conversion make_record(Document text, const Stages& stages);

}  // namespace nianbao
