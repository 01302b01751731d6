// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/pdf_open.h"

#include <poppler-page.h>

#include <algorithm>
#include <fstream>

#include "document/failure.h"
#include "ocr/pdf_messages.h"

namespace nianbao {
namespace {

std::string tail_of(const std::filesystem::path& path, std::streamoff length) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const auto size = static_cast<std::streamoff>(file.tellg());
    std::string tail(static_cast<std::size_t>(std::min(size, length)), '\0');
    file.seekg(size - static_cast<std::streamoff>(tail.size()));
    file.read(tail.data(), static_cast<std::streamsize>(tail.size()));
    return tail;
}

/// A whole file ends with `startxref`, a number and `%%EOF` (PDF 1.7, 7.5.5); servers and mailers append to it.
/// Poppler rebuilds the index of a file that was cut off and shows what is left as if it were all.
bool cut_off(const std::filesystem::path& path) {
    return tail_of(path, 32 << 10).find("startxref") == std::string::npos;
}

bool mentions(const std::vector<std::string>& messages, const char* part) {
    return std::any_of(messages.begin(), messages.end(),
                       [&](const std::string& message) { return message.find(part) != std::string::npos; });
}

[[noreturn]] void refuse_pages(const std::vector<std::string>& messages) {
    for (const std::string& message : messages)
        if (message.find("Page count") != std::string::npos)
            throw Failure("input.damaged", "open", "the document claims more pages than it can have",
                          "export it again");
    throw Failure("input.no_pages", "open", "the document has no pages", "export it again");
}

bool has_page(const poppler::document& document, int index) {
    return std::unique_ptr<poppler::page>(document.create_page(index)) != nullptr;
}

/// The count that a file claims may be a lie that Poppler believes: only the pages up to the last real one count.
int reachable_pages(const poppler::document& document, int claimed, std::vector<Warning>& warnings) {
    int pages = claimed;
    while (pages > 0 && !has_page(document, pages - 1)) --pages;
    if (pages < claimed)
        warnings.push_back({"open", "input.page_count", 0,
                            "the document claims " + std::to_string(claimed) + " pages, but only " +
                                std::to_string(pages) + " are there"});
    return pages;
}

void unlock(OpenedPdf& pdf, const std::string& password) {
    if (!pdf.document->is_locked()) return;
    // poppler: unlock() gives whether the document is still locked.
    if (password.empty() || pdf.document->unlock(password, password))
        throw Failure("input.encrypted", "open",
                      password.empty() ? "the document is encrypted" : "the password does not open the document",
                      "give its password with --password");
    pdf.password = password;
}

}  // namespace

OpenedPdf open_poppler(const std::filesystem::path& path, const SourceOptions& options) {
    PdfMessages::listen();
    PdfMessages::take();
    OpenedPdf pdf;
    pdf.document.reset(poppler::document::load_from_file(path.string()));
    auto messages = PdfMessages::take();
    if (!pdf.document) {
        if (mentions(messages, "ncrypt") || mentions(messages, "security handler"))
            throw Failure("input.encrypted", "open", "the document is encrypted in a way that is not supported",
                          "save it without encryption");
        if (cut_off(path)) throw Failure("input.truncated", "open", "the PDF is cut off", "fetch or export it again");
        throw Failure("input.damaged", "open", "the PDF is damaged and cannot be opened", "fetch or export it again");
    }
    unlock(pdf, options.password);
    if (cut_off(path)) throw Failure("input.truncated", "open", "the PDF is cut off", "fetch or export it again");
    const int claimed = pdf.document->pages();
    const auto later = PdfMessages::take();
    messages.insert(messages.end(), later.begin(), later.end());
    if (claimed <= 0) refuse_pages(messages);
    if (claimed > options.max_pages)
        throw Failure("input.too_large", "open", "the document claims " + std::to_string(claimed) + " pages",
                      "split it into smaller ones");
    pdf.pages = reachable_pages(*pdf.document, claimed, pdf.warnings);
    if (pdf.pages <= 0) throw Failure("input.no_pages", "open", "none of the pages can be found", "export it again");
    return pdf;
}

}  // namespace nianbao
