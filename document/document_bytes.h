// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "document/bytes.h"
#include "document/document.h"
#include "document/failure.h"

// Pages and documents on their way between processes (bytes.h). Every binding names every member: one that is added to
// a type must be added here, or this does not compile.
namespace nianbao {

template <>
inline constexpr int last_enumerator<Witness> = static_cast<int>(Witness::reviewer);
template <>
inline constexpr int last_enumerator<TableOrigin> = static_cast<int>(TableOrigin::text);
template <>
inline constexpr int last_enumerator<PageText::Source> = static_cast<int>(PageText::Source::image);
template <>
inline constexpr int last_enumerator<SourceKind> = static_cast<int>(SourceKind::text);

template <class Archive>
void fields(Archive& archive, Rect& value) {
    auto& [x0, y0, x1, y1] = value;
    archive(x0, y0, x1, y1);
}

template <class Archive>
void fields(Archive& archive, Alternative& value) {
    auto& [text, probability] = value;
    archive(text, probability);
}

template <class Archive>
void fields(Archive& archive, Reading& value) {
    auto& [witness, text, confidence, alternatives] = value;
    archive(witness, text, confidence, alternatives);
}

template <class Archive>
void fields(Archive& archive, TableCell& value) {
    auto& [row, column, row_span, column_span, text, confidence, page, box, readings, under_seal] = value;
    archive(row, column, row_span, column_span, text, confidence, page, box, readings, under_seal);
}

template <class Archive>
void fields(Archive& archive, Table& value) {
    auto& [title, rows, columns, cells, origin, open_top, open_bottom, grid_confidence, page_starts] = value;
    archive(title, rows, columns, cells, origin, open_top, open_bottom, grid_confidence, page_starts);
}

template <class Archive>
void fields(Archive& archive, Warning& value) {
    auto& [stage, code, page, message] = value;
    archive(stage, code, page, message);
}

template <class Archive>
void fields(Archive& archive, LinePlace& value) {
    auto& [first, page, box] = value;
    archive(first, page, box);
}

template <class Archive>
void fields(Archive& archive, Paragraph& value) {
    auto& [text, page, box, confidence, centred, markdown_level, character_confidence, lines] = value;
    archive(text, page, box, confidence, centred, markdown_level, character_confidence, lines);
}

template <class Archive>
void fields(Archive& archive, Page& value) {
    auto& [number, source, width_points, height_points, turned_degrees, dpi, blocks, header_candidates,
           footer_candidates, starts_mid_paragraph, ends_mid_paragraph, warnings] = value;
    archive(number, source, width_points, height_points, turned_degrees, dpi, blocks, header_candidates,
            footer_candidates, starts_mid_paragraph, ends_mid_paragraph, warnings);
}

template <class Archive>
void fields(Archive& archive, SourceFile& value) {
    auto& [file, sha256, pages] = value;
    archive(file, sha256, pages);
}

template <class Archive>
void fields(Archive& archive, SourceInfo& value) {
    auto& [file, sha256, media_type, pages, kind, files] = value;
    archive(file, sha256, media_type, pages, kind, files);
}

template <class Archive>
void fields(Archive& archive, PageInfo& value) {
    auto& [number, width_points, height_points, turned_degrees, dpi, source] = value;
    archive(number, width_points, height_points, turned_degrees, dpi, source);
}

template <class Archive>
void fields(Archive& archive, Document& value) {
    auto& [source, pages, blocks, margin_texts, warnings] = value;
    archive(source, pages, blocks, margin_texts, warnings);
}

template <class Archive>
void fields(Archive& archive, Failure& value) {
    std::string code = value.code(), stage = value.stage(), cause = value.cause(), remedy = value.remedy();
    int page = value.page();
    archive(code, stage, cause, remedy, page);
    if constexpr (Archive::reading) value = Failure(code, stage, cause, remedy, page);
}

}  // namespace nianbao
