// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "document/table.h"

// A whole document: what layout/ stitches together and parser/ gives a meaning.
namespace nianbao {

struct Warning {
    std::string stage;  ///< room or stage, e.g. "ocr", "layout", "parser"
    std::string code;   ///< dotted, stable: "page.unreadable", "table.missing", "row.value_count"
    int page = 0;       ///< 0 where no page is meant
    std::string message;
};

/// Where a line of a paragraph stands.
struct LinePlace {
    std::size_t first = 0;  ///< its first character, counted in the paragraph's text
    int page = 0;
    Rect box;  ///< page points
};

struct Paragraph {
    std::string text;
    int page = 0;             ///< on which it begins; 0 for the text form
    std::optional<Rect> box;  ///< page points of its part on that page
    double confidence = 1;
    bool centred = false;
    int markdown_level = 0;                    ///< number of '#' before it in a text source
    std::vector<double> character_confidence;  ///< one for each character of `text`, or empty
    std::vector<LinePlace> lines;              ///< as printed, in order; none of the text form
};

using Block = std::variant<Paragraph, Table>;

/// One page, reconstructed, before stitching.
struct Page {
    int number = 1;
    PageText::Source source = PageText::Source::image;
    double width_points = 0, height_points = 0;
    int turned_degrees = 0;
    double dpi = 0;
    std::vector<Block> blocks;  ///< reading order, page numbers left out
    /// Lines alone in the page's upper and lower margin: running headers when other pages repeat them, else text.
    std::vector<Paragraph> header_candidates, footer_candidates;
    bool starts_mid_paragraph = false;  ///< the first paragraph continues the previous page's last
    bool ends_mid_paragraph = false;
    std::vector<Warning> warnings;
};

enum class SourceKind { digital, scan, mixed, text };
std::string_view name(SourceKind kind);

/// One of several files that are one report.
struct SourceFile {
    std::string file, sha256;  ///< as in SourceInfo
    int pages = 0;
};

struct SourceInfo {
    std::string file;    ///< as given; of several files the first one
    std::string sha256;  ///< lower-case hex of the bytes
    std::string media_type;
    int pages = 0;
    SourceKind kind = SourceKind::scan;
    std::vector<SourceFile> files = {};  ///< in the order of their pages; empty where there is one file
};

struct PageInfo {
    int number = 1;
    double width_points = 0, height_points = 0;
    int turned_degrees = 0;
    double dpi = 0;
    PageText::Source source = PageText::Source::image;
};

struct Document {
    SourceInfo source;
    std::vector<PageInfo> pages;
    std::vector<Block> blocks;              ///< reading order over all pages, cut tables and paragraphs joined
    std::vector<std::string> margin_texts;  ///< running headers and footers, one for each page that prints them
    std::vector<Warning> warnings;
};

}  // namespace nianbao
