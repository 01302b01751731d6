// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/pdf_text.h"

#include <poppler/GfxFont.h>
#include <poppler/PDFDoc.h>
#include <poppler/TextOutputDev.h>
#include <poppler/goo/GooString.h>

#include <optional>
#include <utility>

#include "document/utf8.h"

namespace nianbao {
namespace {

/// Poppler ignores that a vertical font hangs its glyphs from the middle of their top edge (PDF 1.7, 9.7.4.3): its box
/// stands one glyph too early along the writing and half a glyph to the right of it.
Rect hung_from_top(const Rect& box, int rotation) {
    const bool downwards = rotation % 2 == 1;
    const double length = downwards ? box.height() : box.width(), breadth = downwards ? box.width() : box.height();
    switch (rotation) {
        case 1:
            return {box.x0 - breadth / 2, box.y0 + length, box.x1 - breadth / 2, box.y1 + length};
        case 2:
            return {box.x0 - length, box.y0 - breadth / 2, box.x1 - length, box.y1 - breadth / 2};
        case 3:
            return {box.x0 + breadth / 2, box.y0 - length, box.x1 + breadth / 2, box.y1 - length};
        default:
            return {box.x0 + length, box.y0 + breadth / 2, box.x1 + length, box.y1 + breadth / 2};
    }
}

constexpr double points_per_inch = 72;

/// Fonts without metrics give boxes from ascent to descent that are higher than the em; hanzi are as wide as it.
double size_of(const TextWord& word, const Rect& box, int rotation) {
    if (word.getFontSize() > 0) return word.getFontSize();
    return rotation % 2 == 0 ? box.height() : box.width();
}

Rect box_of(const TextWord& word, int index) {
    Rect box;
    word.getCharBBox(index, &box.x0, &box.y0, &box.x1, &box.y1);
    return box;
}

void add_word(const TextWord& word, std::vector<LayerGlyph>& glyphs) {
    const int rotation = ((word.getRotation() % 4) + 4) % 4;
    for (int i = 0; i < word.getLength(); ++i) {
        const char32_t character = *word.getChar(i);
        const bool valid = character < 0xd800 || (character >= 0xe000 && character <= 0x10ffff);
        const TextFontInfo* font = word.getFontInfo(i);
        LayerGlyph glyph;
        glyph.text = to_utf8(valid ? character : U'\ufffd');
        glyph.box = box_of(word, i);
        glyph.vertical = font != nullptr && font->getWMode() == 1;
        if (glyph.vertical) glyph.box = hung_from_top(glyph.box, rotation);
        glyph.font_size = size_of(word, glyph.box, rotation);
        // Poppler counts vertical writing as a quarter turn more; its glyphs stand upright.
        glyph.rotation_degrees = 90 * ((rotation + (glyph.vertical ? 3 : 0)) % 4);
        glyphs.push_back(std::move(glyph));
    }
}

std::optional<GooString> given(const std::string& password) {
    if (password.empty()) return std::nullopt;
    return GooString(password);
}

}  // namespace

struct PdfText::Opened {
    Opened(const std::filesystem::path& path, const std::string& password)
        : file(std::make_unique<GooString>(path.string()), given(password), given(password)) {}
    PDFDoc file;
};

PdfText::PdfText(std::filesystem::path path, std::string password)
    : path_(std::move(path)), password_(std::move(password)) {}

PdfText::~PdfText() = default;

std::vector<LayerGlyph> PdfText::glyphs(int number, int page_count) {
    if (!opened_) opened_ = std::make_unique<Opened>(path_, password_);
    std::vector<LayerGlyph> glyphs;
    if (!opened_->file.isOk() || opened_->file.getNumPages() != page_count) return glyphs;
    TextOutputDev device(nullptr, /*physLayoutA=*/false, /*fixedPitchA=*/0, /*rawOrderA=*/true, /*append=*/false);
    opened_->file.displayPage(&device, number, points_per_inch, points_per_inch, /*rotate=*/0, /*useMediaBox=*/false,
                              /*crop=*/false, /*printing=*/false);
    const std::unique_ptr<TextWordList> words = device.makeWordList();
    for (int i = 0; words && i < words->getLength(); ++i) add_word(*words->get(i), glyphs);
    return glyphs;
}

}  // namespace nianbao
