// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/tesseract_reader.h"

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include "document/failure.h"

namespace nianbao {
namespace {

// Tesseract's adaptive parts gather state; memory stays flat over thousands of calls, so this is a precaution.
constexpr int calls_before_renewal = 20000;

std::string package_of(const std::string& language) {
    std::string name = "tesseract-ocr-" + language;
    for (char& c : name) {
        if (c == '_') c = '-';
    }
    return name;
}

std::unique_ptr<tesseract::TessBaseAPI> open_engine(const std::string& language) {
    auto api = std::make_unique<tesseract::TessBaseAPI>();
    // Messages go to our warnings, not to the user's terminal.
    const std::vector<std::string> names{"debug_file"};
    const std::vector<std::string> values{"/dev/null"};
    if (api->Init(nullptr, language.c_str(), tesseract::OEM_LSTM_ONLY, nullptr, 0, &names, &values, false) != 0) {
        throw Failure("install.tessdata_missing", "read",
                      "Tesseract cannot load its trained data for '" + language + "'",
                      "install the Debian package " + package_of(language));
    }
    api->SetPageSegMode(tesseract::PSM_RAW_LINE);
    api->SetVariable("tessedit_do_invert", "0");  // up to 5.2 ...
    api->SetVariable("invert_threshold", "0");    // ... and from 5.3 on: no second run for white on black
    api->SetVariable("lstm_choice_mode", "2");
    // Dictionaries rescale the scores and pull numbers towards words.
    return api;
}

std::vector<Symbol::Choice> choices_at(const tesseract::ResultIterator& at) {
    std::vector<Symbol::Choice> choices;
    tesseract::ChoiceIterator choice(at);
    do {
        const char* text = choice.GetUTF8Text();
        if (text != nullptr && *text != '\0') choices.push_back({text, choice.Confidence() / 100.0});
    } while (choice.Next() && choices.size() < 8);
    return choices;
}

Symbol symbol_at(const tesseract::ResultIterator& at) {
    Symbol symbol;
    const std::unique_ptr<char[]> text(at.GetUTF8Text(tesseract::RIL_SYMBOL));
    if (text) symbol.text = text.get();
    symbol.score = at.Confidence(tesseract::RIL_SYMBOL) / 100.0;
    int top = 0, bottom = 0, left = 0, right = 0;
    if (at.BoundingBox(tesseract::RIL_SYMBOL, &left, &top, &right, &bottom)) {
        symbol.x0 = left;
        symbol.x1 = right;
    }
    symbol.space_before = at.IsAtBeginningOf(tesseract::RIL_WORD);
    symbol.choices = choices_at(at);
    return symbol;
}

}  // namespace

struct Tesseract::Engine {
    std::string language;
    std::unique_ptr<tesseract::TessBaseAPI> api;
    int calls = 0;
};

Tesseract::Tesseract(std::string language) : engine_(std::make_unique<Engine>()) {
    engine_->language = std::move(language);
    engine_->api = open_engine(engine_->language);
}
Tesseract::~Tesseract() = default;
Tesseract::Tesseract(Tesseract&&) noexcept = default;
Tesseract& Tesseract::operator=(Tesseract&&) noexcept = default;

int Tesseract::net_height() const {
    return engine_->language == "eng" ? 36 : 48;
}

std::vector<Symbol> Tesseract::read(const cv::Mat& line) {
    if (line.empty() || line.cols < 3 || line.rows < 3) return {};
    if (++engine_->calls % calls_before_renewal == 0) engine_->api = open_engine(engine_->language);
    tesseract::TessBaseAPI& api = *engine_->api;
    api.SetImage(line.data, line.cols, line.rows, 1, static_cast<int>(line.step));
    api.SetSourceResolution(300);
    std::vector<Symbol> symbols;
    if (api.Recognize(nullptr) == 0) {
        const std::unique_ptr<tesseract::ResultIterator> at(api.GetIterator());
        if (at && !at->Empty(tesseract::RIL_SYMBOL)) {
            do symbols.push_back(symbol_at(*at));
            while (at->Next(tesseract::RIL_SYMBOL));
        }
    }
    api.Clear();
    std::erase_if(symbols, [](const Symbol& s) { return s.text.empty() || s.text == " "; });
    return symbols;
}

}  // namespace nianbao
