// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/plain_tesseract.h"

#include <tesseract/baseapi.h>

#include <utility>

#include "document/failure.h"

namespace nianbao::bench {

struct PlainTesseract::Engine {
    tesseract::TessBaseAPI api;
};

PlainTesseract::PlainTesseract(const std::string& language, PageTurn turn) : engine_(std::make_unique<Engine>()) {
    if (engine_->api.Init(nullptr, language.c_str(), tesseract::OEM_LSTM_ONLY) != 0) {
        throw Failure("install.tessdata_missing", "plain tesseract",
                      "Tesseract cannot load its trained data for '" + language + "'",
                      "install the Debian packages of packages.txt");
    }
    engine_->api.SetPageSegMode(turn == PageTurn::find_out ? tesseract::PSM_AUTO_OSD : tesseract::PSM_AUTO);
}
PlainTesseract::~PlainTesseract() = default;

std::string PlainTesseract::read(const Raster& page, double dpi) {
    Raster rgb = page;  // ours is blue first, Tesseract's red first
    for (std::size_t i = 0; rgb.channels == 3 && i + 2 < rgb.pixels.size(); i += 3) {
        std::swap(rgb.pixels[i], rgb.pixels[i + 2]);
    }
    engine_->api.SetImage(rgb.pixels.data(), rgb.width, rgb.height, rgb.channels, static_cast<int>(rgb.stride()));
    engine_->api.SetSourceResolution(static_cast<int>(dpi));
    const std::unique_ptr<char[]> text(engine_->api.GetUTF8Text());
    engine_->api.Clear();
    return text ? text.get() : "";
}

}  // namespace nianbao::bench
