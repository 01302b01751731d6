// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"

namespace nianbao {

std::string_view name(Witness witness) {
    switch (witness) {
        case Witness::text_layer:
            return "text-layer";
        case Witness::glyphs:
            return "glyphs";
        case Witness::tesseract:
            return "tesseract";
        case Witness::arithmetic:
            return "arithmetic";
        case Witness::reviewer:
            return "reviewer";
    }
    return "unknown";
}

std::string_view name(SourceKind kind) {
    switch (kind) {
        case SourceKind::digital:
            return "digital";
        case SourceKind::scan:
            return "scan";
        case SourceKind::mixed:
            return "mixed";
        case SourceKind::text:
            return "text";
    }
    return "unknown";
}

}  // namespace nianbao
