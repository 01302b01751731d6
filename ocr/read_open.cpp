// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/data_files.h"
#include "ocr/calibration.h"
#include "ocr/glyph_reader.h"
#include "ocr/read_regions.h"
#include "ocr/read_tesseract.h"

namespace nianbao {
namespace {

HanziNet shapes_for(const std::string& language) {
    return language.starts_with("chi") ? HanziNet::load(data_file("ocr/models/hanzi.net")) : HanziNet{};
}

}  // namespace

Readers open_readers(const ReaderOptions& options) {
    const Calibration calibration(data_file("ocr/models/calibration.txt"));
    Readers readers;
    readers.text = tesseract_text_reader(options.language, calibration, shapes_for(options.language));
    readers.numeric.push_back(glyph_reader(GlyphNet::load(data_file("ocr/models/glyphs.net")), calibration));
    readers.numeric.push_back(tesseract_numeric_reader(options.numeric_language, calibration));
    return readers;
}

}  // namespace nianbao
