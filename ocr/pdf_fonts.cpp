// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/pdf_fonts.h"

#include <fontconfig/fontconfig.h>
#include <poppler-document.h>
#include <poppler-font.h>

#include <algorithm>
#include <memory>

namespace nianbao {
namespace {

bool composite(const poppler::font_info& font) {
    switch (font.type()) {
        case poppler::font_info::cid_type0:
        case poppler::font_info::cid_type0c:
        case poppler::font_info::cid_type0c_ot:
        case poppler::font_info::cid_truetype:
        case poppler::font_info::cid_truetype_ot:
            return true;
        default:
            return false;
    }
}

bool find_chinese_font() {
    FcPattern* pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_LANG, reinterpret_cast<const FcChar8*>("zh-cn"));
    FcObjectSet* wanted = FcObjectSetBuild(FC_FAMILY, nullptr);
    FcFontSet* fonts = FcFontList(nullptr, pattern, wanted);
    const bool found = fonts && fonts->nfont > 0;
    if (fonts) FcFontSetDestroy(fonts);
    FcObjectSetDestroy(wanted);
    FcPatternDestroy(pattern);
    return found;
}

}  // namespace

bool page_borrows_chinese_font(const poppler::document& document, int page_index) {
    const std::unique_ptr<poppler::font_iterator> iterator(document.create_font_iterator(page_index));
    if (!iterator || !iterator->has_next()) return false;
    const auto fonts = iterator->next();
    return std::any_of(fonts.begin(), fonts.end(),
                       [](const auto& font) { return composite(font) && !font.is_embedded(); });
}

bool system_has_chinese_font() {
    static const bool found = find_chinese_font();
    return found;
}

}  // namespace nianbao
