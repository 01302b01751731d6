// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/pdf_graphics.h"

#include <poppler-page.h>

#include <algorithm>
#include <array>
#include <exception>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>
#include <string_view>
#include <vector>

namespace nianbao {
namespace {

constexpr std::uintmax_t largest_file = 48ull << 20;  // bytes; born-digital reports have one or two millions
constexpr std::size_t most_forms = 2'000;
constexpr std::size_t most_operands = 100'000;  // tokens of one TJ array; beyond, it is no operand list but garbage

/// Passes everything on but the operators that show text, with their operands.
class WithoutText : public QPDFObjectHandle::TokenFilter {
  public:
    void handleToken(const QPDFTokenizer::Token& token) override {
        if (token.getType() != QPDFTokenizer::tt_word) {
            waiting_.push_back(token);
            if (waiting_.size() > most_operands) flush();
            return;
        }
        static constexpr std::array<std::string_view, 4> showing{"Tj", "TJ", "'", "\""};
        const std::string& name = token.getValue();
        if (std::find(showing.begin(), showing.end(), name) != showing.end()) {
            waiting_.clear();
            write("\n");
            return;
        }
        waiting_.push_back(token);
        flush();
    }
    void handleEOF() override { flush(); }

  private:
    void flush() {
        for (const QPDFTokenizer::Token& token : waiting_) writeToken(token);
        waiting_.clear();
    }
    std::vector<QPDFTokenizer::Token> waiting_;  ///< operands of an operator that is still to come
};

using Seen = std::set<QPDFObjGen>;

/// Forms draw forms: each is filtered once.
void filter_forms(QPDFObjectHandle resources, Seen& seen) {
    if (!resources.isDictionary()) return;
    QPDFObjectHandle objects = resources.getKey("/XObject");
    if (!objects.isDictionary()) return;
    for (const std::string& name : objects.getKeys()) {
        QPDFObjectHandle form = objects.getKey(name);
        if (!form.isStream() || seen.size() >= most_forms) continue;
        QPDFObjectHandle kind = form.getDict().getKey("/Subtype");
        if (!kind.isName() || kind.getName() != "/Form" || !seen.insert(form.getObjGen()).second) continue;
        form.addTokenFilter(std::make_shared<WithoutText>());
        filter_forms(form.getDict().getKey("/Resources"), seen);
    }
}

std::string without_text(const std::filesystem::path& path, const std::string& password) {
    QPDF file;
    file.setSuppressWarnings(true);
    file.processFile(path.c_str(), password.c_str());
    Seen seen;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(file).getAllPages()) {
        page.addContentTokenFilter(std::make_shared<WithoutText>());
        filter_forms(page.getAttribute("/Resources", false), seen);
    }
    QPDFWriter writer(file);
    writer.setOutputMemory();
    writer.setPreserveEncryption(false);
    writer.setStaticID(true);
    writer.write();
    const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

}  // namespace

std::unique_ptr<poppler::page> PdfGraphics::page(int number, int page_count) {
    if (!tried_) {
        tried_ = true;
        try {
            std::error_code none;
            if (std::filesystem::file_size(path_, none) > largest_file || none) return nullptr;
            bytes_ = without_text(path_, password_);
            document_.reset(poppler::document::load_from_raw_data(bytes_.data(), static_cast<int>(bytes_.size())));
        } catch (const std::exception&) {
            document_.reset();  // qpdf cannot read what Poppler can
        }
    }
    if (!document_ || document_->is_locked() || document_->pages() != page_count) return nullptr;
    return std::unique_ptr<poppler::page>(document_->create_page(number - 1));
}

}  // namespace nianbao
