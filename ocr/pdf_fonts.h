// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace poppler {
class document;
}

namespace nianbao {

/// Whether a page (counted from 0) uses a composite font (as Chinese ones are) that the file does not contain, so
/// that the system's fonts stand in for it.
bool page_borrows_chinese_font(const poppler::document& document, int page_index);

/// Whether fontconfig knows a font for Chinese. Asked once.
bool system_has_chinese_font();

}  // namespace nianbao
