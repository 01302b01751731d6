// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/source_image.h"

#include <algorithm>
#include <cmath>

#include "document/failure.h"
#include "ocr/image_file.h"
#include "ocr/sha256.h"
#include "ocr/source_colour.h"
#include "ocr/source_dpi.h"

namespace nianbao {
namespace {

constexpr int longest_side = 32767;  // Tesseract's limit, and enough for A2 at 1200 dpi
constexpr int shortest_side = 32;    // two lines of the smallest print

class ImageSource : public Source {
  public:
    ImageSource(std::filesystem::path path, const Sniffed& sniffed, const SourceOptions& options)
        : path_(std::move(path)), content_(sniffed.content), options_(options) {
        info_.file = path_.string();
        info_.media_type = sniffed.media_type;
        info_.pages = content_ == Content::tiff ? count_tiff_images(path_) : 1;
        if (info_.pages <= 0)
            throw Failure("input.damaged", "open", "the image file is damaged", "scan or export it again");
        if (info_.pages > options_.max_pages)
            throw Failure("input.too_large", "open", "the file has " + std::to_string(info_.pages) + " pages",
                          "split it into smaller ones");
        if (info_.pages == 1) checked_header(1);  // refuse at once, and not at the first page
        info_.sha256 = sha256_of_file(path_);
    }

    RenderedPage render(int page, double dpi) override {
        if (page < 1 || page > pages()) throw Failure("page.missing", "render", "there is no such page", "", page);
        ImageHeader header = checked_header(page);
        DecodedImage decoded = decode_image(path_, content_, page - 1);
        if (decoded.cut_off) throw damaged("input.truncated", "the image ends before its last line", page);
        if (decoded.pixels.empty()) throw damaged("input.damaged", "the image cannot be decoded", page);
        if (!decoded.chatter.empty()) warnings_.push_back({"render", "page.damaged", page, decoded.chatter});
        if (decoded.x_dpi > 0) header.x_dpi = decoded.x_dpi, header.y_dpi = decoded.y_dpi;
        return page_of(without_needless_colour(std::move(decoded.pixels)), header, page, dpi);
    }

  private:
    /// A file of one page fails as a file, before "page 1" means anything.
    Failure damaged(const char* code, const char* cause, int page) const {
        return pages() == 1 ? Failure(code, "render", cause, "scan or export it again")
                            : Failure("page.unreadable", "render", cause, "scan or export it again", page);
    }

    ImageHeader checked_header(int page) const {
        const auto header = read_image_header(path_, content_, page - 1);
        if (!header) throw damaged("input.damaged", "the image's header is damaged", page);
        const std::string size = std::to_string(header->width) + " x " + std::to_string(header->height) + " pixels";
        const int number = pages() == 1 ? 0 : page;
        if (std::max(header->width, header->height) > longest_side ||
            header->width * 1e-6 * header->height > options_.max_decoded_megapixels)
            throw Failure(number ? "page.too_large" : "input.too_large", "open", "the image has " + size,
                          "scale it down", number);
        if (std::min(header->width, header->height) < shortest_side)
            throw Failure("page.too_small", "open", "the image has only " + size, "scan it at 300 dpi", number);
        return *header;
    }

    RenderedPage page_of(Raster pixels, const ImageHeader& header, int page, double wanted_dpi) const {
        const Resolution stored = believable_resolution(pixels.width, pixels.height, header.x_dpi, header.y_dpi);
        // Pixels that are not square (fax: 204 x 98 dpi) become so; beyond the wanted resolution nothing is gained.
        const double wanted = std::clamp(wanted_dpi, lowest_wanted_dpi, highest_wanted_dpi);
        const double dpi = std::min(std::max(stored.x_dpi, stored.y_dpi), wanted);
        const int width = std::max(1, static_cast<int>(std::lround(pixels.width * dpi / stored.x_dpi)));
        const int height = std::max(1, static_cast<int>(std::lround(pixels.height * dpi / stored.y_dpi)));
        // A change of a few per cent would only blur.
        const bool square = stored.x_dpi == stored.y_dpi;
        const bool keep = square && width > pixels.width * 0.85;
        RenderedPage out;
        out.page = page;
        out.native_dpi = std::max(stored.x_dpi, stored.y_dpi);
        out.dpi = keep ? out.native_dpi : dpi;
        out.pixels = oriented(keep ? std::move(pixels) : resized(pixels, width, height), header.exif_orientation);
        out.width_points = out.pixels.width * 72 / out.dpi;
        out.height_points = out.pixels.height * 72 / out.dpi;
        return out;
    }

    std::filesystem::path path_;
    Content content_;
    SourceOptions options_;
};

}  // namespace

std::unique_ptr<Source> open_image(const std::filesystem::path& path, const Sniffed& sniffed,
                                   const SourceOptions& options) {
    return std::make_unique<ImageSource>(path, sniffed, options);
}

}  // namespace nianbao
