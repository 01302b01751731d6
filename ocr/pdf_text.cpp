// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/pdf_text.h"

#include <poppler-page.h>

#include <algorithm>
#include <string>

#include "document/utf8.h"

namespace nianbao {
namespace {

Rect to_rect(const poppler::rectf& r) {
    return {r.left(), r.top(), r.right(), r.bottom()};
}

/// poppler's own conversion stops at characters beyond the basic plane.
std::u32string to_utf32(const poppler::ustring& text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char32_t unit = text[i];
        const bool high = unit >= 0xd800 && unit < 0xdc00;
        if (high && i + 1 < text.size() && text[i + 1] >= 0xdc00 && text[i + 1] < 0xe000) {
            out += 0x10000 + ((unit - 0xd800) << 10) + (text[++i] - 0xdc00);
        } else {
            out += unit >= 0xd800 && unit < 0xe000 ? U'\ufffd' : unit;
        }
    }
    return out;
}

/// Share `index` of `count` of a word's box, along its direction. For words whose characters and boxes do not pair up.
Rect share_of(const Rect& word, int rotation, std::size_t index, std::size_t count) {
    const double from = static_cast<double>(index) / count, to = static_cast<double>(index + 1) / count;
    const auto at = [](double a, double b, double t) { return a + (b - a) * t; };
    switch (rotation) {
        case 1:
            return {word.x0, at(word.y0, word.y1, from), word.x1, at(word.y0, word.y1, to)};
        case 2:
            return {at(word.x1, word.x0, to), word.y0, at(word.x1, word.x0, from), word.y1};
        case 3:
            return {word.x0, at(word.y1, word.y0, to), word.x1, at(word.y1, word.y0, from)};
        default:
            return {at(word.x0, word.x1, from), word.y0, at(word.x0, word.x1, to), word.y1};
    }
}

/// Fonts without metrics give boxes from ascent to descent that are higher than the em; hanzi are as wide as it.
double size_of(const poppler::text_box& word, const Rect& box, int rotation) {
    if (word.has_font_info() && word.get_font_size() > 0) return word.get_font_size();
    return rotation % 2 == 0 ? box.height() : box.width();
}

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

void add_word(const poppler::text_box& word, std::vector<LayerGlyph>& glyphs) {
    const std::u32string characters = to_utf32(word.text());
    const std::size_t count = characters.size();
    const Rect word_box = to_rect(word.bbox());
    const int rotation = ((word.rotation() % 4) + 4) % 4;
    // Beyond its last glyph a word gives an empty box.
    const bool paired =
        count > 0 && !to_rect(word.char_bbox(count - 1)).empty() && to_rect(word.char_bbox(count)).empty();
    const bool vertical = word.has_font_info() && word.get_wmode() == poppler::text_box::vertical_wmode;
    for (std::size_t i = 0; i < count; ++i) {
        LayerGlyph glyph;
        glyph.text = to_utf8(characters[i]);
        glyph.box = paired ? to_rect(word.char_bbox(i)) : share_of(word_box, rotation, i, count);
        if (vertical) glyph.box = hung_from_top(glyph.box, rotation);
        glyph.font_size = size_of(word, glyph.box, rotation);
        glyph.vertical = vertical;
        // Poppler counts vertical writing as a quarter turn more; its glyphs stand upright.
        glyph.rotation_degrees = 90 * ((rotation + (vertical ? 3 : 0)) % 4);
        glyphs.push_back(std::move(glyph));
    }
}

std::vector<poppler::text_box> words_of(const poppler::page& page) {
    auto words = page.text_list();
    // Only the variant with fonts tells vertical writing from turned text. It has crashed on odd fonts, so it is asked
    // only when something on the page stands otherwise than upright, or the page itself is turned: vertical writing on
    // a page turned by 270 degrees runs from left to right.
    const bool turned = page.orientation() != poppler::page::portrait ||
                        std::any_of(words.begin(), words.end(), [](const auto& word) { return word.rotation() != 0; });
    return turned ? page.text_list(poppler::page::text_list_include_font) : std::move(words);
}

}  // namespace

std::vector<LayerGlyph> pdf_glyphs(const poppler::page& page) {
    std::vector<LayerGlyph> glyphs;
    for (const poppler::text_box& word : words_of(page)) add_word(word, glyphs);
    return glyphs;
}

}  // namespace nianbao
