// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/source.h"

#include "document/failure.h"
#include "ocr/source_image.h"
#include "ocr/source_pdf.h"

namespace nianbao {

std::unique_ptr<Source> open_source(const std::filesystem::path& path, const SourceOptions& options) {
    const Sniffed sniffed = sniff_media_type(path);
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path, error);
    if (!error && bytes > options.max_bytes)
        throw Failure("input.too_large", "open", "the file has " + std::to_string(bytes >> 20) + " MB",
                      "split it into smaller ones");
    switch (sniffed.content) {
        case Content::pdf:
            return open_pdf(path, sniffed, options);
        case Content::png:
        case Content::jpeg:
        case Content::tiff:
            return open_image(path, sniffed, options);
        case Content::text:
            throw Failure("input.not_supported", "open", "is a text and has no pages", "give it as a text form");
        case Content::other:
            break;
    }
    throw Failure("input.not_supported", "open", "is " + sniffed.called + ", not a PDF, PNG, JPEG, TIFF or text",
                  "export it as a PDF");
}

}  // namespace nianbao
