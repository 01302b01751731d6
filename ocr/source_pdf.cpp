// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/source_pdf.h"

#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "document/failure.h"
#include "ocr/pdf_contents.h"
#include "ocr/pdf_fonts.h"
#include "ocr/pdf_graphics.h"
#include "ocr/pdf_messages.h"
#include "ocr/pdf_open.h"
#include "ocr/pdf_text.h"
#include "ocr/sha256.h"
#include "ocr/source_colour.h"
#include "ocr/source_dpi.h"
#include "ocr/text_layer.h"

namespace nianbao {
namespace {

constexpr double smallest_page_points = 20;  // 7 mm: no line of text fits
constexpr double covering_share = 0.5;       // of a page whose resolution is its image's
constexpr int longest_side = 32767;          // Tesseract's limit

struct PageSize {
    double width = 0, height = 0;  ///< points as displayed
};

PageSize displayed_size(const poppler::page& page) {
    const poppler::rectf box = page.page_rect(poppler::crop_box);
    const auto orientation = page.orientation();
    const bool across = orientation == poppler::page::landscape || orientation == poppler::page::seascape;
    return across ? PageSize{box.height(), box.width()} : PageSize{box.width(), box.height()};
}

/// How a page is rendered.
struct Plan {
    double dpi = 300;           ///< asked of Poppler: pixels per 72 points of the file
    double physical_dpi = 300;  ///< of the pixels on paper
    double native_dpi = 0;      ///< of the covering image on paper
};

/// Scanners' software often writes one point a pixel, so that A4 becomes a page of 2480 points. Where one image covers
/// a page of a size that no paper has, the page is taken for A4.
Plan plan_of(const PageSize& size, const PdfContents& contents, double wanted_dpi) {
    Plan plan{wanted_dpi, wanted_dpi, 0};
    if (covered_share(contents.images, size.width, size.height) < covering_share) return plan;
    const double native = covering_dpi(contents.images, size.width, size.height);
    const double shorter = std::min(size.width, size.height);
    plan.native_dpi = native;
    if (native <= 0) return plan;
    if (is_paper(shorter / 72)) {
        // A scan of nearly the wanted resolution keeps its own pixels: resampling by some per cent only blurs.
        if (native > wanted_dpi * 0.85 && native < wanted_dpi * 1.15) plan.dpi = plan.physical_dpi = native;
        return plan;
    }
    const double a4_per_page = 8.27 * 72 / shorter;
    plan.native_dpi = native / a4_per_page;
    plan.dpi = wanted_dpi * a4_per_page;
    return plan;
}

void keep_in_bounds(Plan& plan, const PageSize& size, const SourceOptions& options, int page) {
    const double megapixels = size.width / 72 * plan.dpi * size.height / 72 * plan.dpi * 1e-6;
    const double side = std::max(size.width, size.height) / 72 * plan.dpi;
    const double factor = std::min({1.0, std::sqrt(options.max_megapixels / megapixels), longest_side / side});
    plan.dpi *= factor;
    plan.physical_dpi *= factor;
    if (factor < 1 && plan.physical_dpi < options.lowest_dpi)
        throw Failure("page.too_large", "render",
                      "the page is " + std::to_string(std::lround(size.width)) + " x " +
                          std::to_string(std::lround(size.height)) + " points",
                      "export it at the size of its paper", page);
}

Raster to_raster(const poppler::image& image) {
    Raster raster(image.width(), image.height(), 3);
    for (int y = 0; y < raster.height; ++y)
        std::memcpy(raster.pixels.data() + y * raster.stride(),
                    image.const_data() + static_cast<std::size_t>(y) * image.bytes_per_row(), raster.stride());
    return raster;
}

Raster rendered(const poppler::page& page, const PageSize& size, double dpi, int number) {
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_bgr24);
    renderer.set_render_hint(poppler::page_renderer::antialiasing);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
    const poppler::image image = renderer.render_page(&page, dpi, dpi);
    // Poppler gives a picture of one pixel, and no error, for what it cannot render.
    const double width = size.width / 72 * dpi, height = size.height / 72 * dpi;
    if (!image.is_valid() || image.format() != poppler::image::format_bgr24 || std::abs(image.width() - width) > 2 ||
        std::abs(image.height() - height) > 2)
        throw Failure("page.unreadable", "render", "the page cannot be rendered", "export it again", number);
    return without_needless_colour(to_raster(image));
}

class PdfSource : public Source {
  public:
    PdfSource(const std::filesystem::path& path, const Sniffed& sniffed, const SourceOptions& options)
        : options_(options),
          pdf_(open_poppler(path, options)),
          examiner_(path, pdf_.password),
          text_(path, pdf_.password),
          graphics_(path, pdf_.password) {
        info_ = {path.string(), sha256_of_file(path), sniffed.media_type, pdf_.pages, SourceKind::scan};
        warnings_ = std::move(pdf_.warnings);
        if (const std::string repairs = examiner_.repairs(); !repairs.empty())
            warnings_.push_back({"open", "input.repaired", 0, "the PDF is damaged in places: " + repairs});
    }

    RenderedPage render(int number, double dpi) override {
        if (number < 1 || number > pages())
            throw Failure("page.missing", "render", "there is no such page", "", number);
        const std::unique_ptr<poppler::page> page(pdf_.document->create_page(number - 1));
        if (!page) throw Failure("page.unreadable", "render", "the page cannot be found", "export it again", number);
        const PageSize size = displayed_size(*page);
        if (!(std::min(size.width, size.height) >= smallest_page_points))
            throw Failure(
                "page.too_small", "render",
                "the page is only " + std::to_string(size.width) + " x " + std::to_string(size.height) + " points",
                "export it at the size of its paper", number);
        const PdfContents contents = examiner_.examine(number, pdf_.document->pages());
        Plan plan = plan_of(size, contents, std::clamp(dpi, lowest_wanted_dpi, highest_wanted_dpi));
        keep_in_bounds(plan, size, options_, number);
        return rendered_page(*page, size, contents, plan, number);
    }

  private:
    RenderedPage rendered_page(const poppler::page& page, const PageSize& size, const PdfContents& contents,
                               const Plan& plan, int number) {
        PdfMessages::take();
        RenderedPage out;
        out.page = number;
        out.pixels = rendered(page, size, plan.dpi, number);
        out.dpi = plan.physical_dpi;
        out.native_dpi = plan.native_dpi;
        out.width_points = size.width;
        out.height_points = size.height;
        check_fonts(number);
        auto glyphs = text_.glyphs(number, pdf_.document->pages());
        PdfMessages::take();  // what rendering said already; of the whole file, too, where it was only now opened
        if (!glyphs.empty())
            out.text_layer =
                judge_text_layer(std::move(glyphs), evidence_of(contents, size), out.pixels, size.width, size.height);
        if (out.text_layer && out.text_layer->distrust.empty()) out.graphics = graphics_of(out, size, plan.dpi);
        return out;
    }

    /// What goes wrong here costs only the help that the picture would have been.
    Raster graphics_of(const RenderedPage& whole, const PageSize& size, double dpi) {
        Raster graphics;
        try {
            const std::unique_ptr<poppler::page> page = graphics_.page(whole.page, pdf_.document->pages());
            if (page) graphics = rendered(*page, size, dpi, whole.page);
        } catch (const Failure&) {
            graphics = {};
        }
        PdfMessages::take();
        const bool same = graphics.width == whole.pixels.width && graphics.height == whole.pixels.height;
        return same ? std::move(graphics) : Raster{};
    }

    static LayerEvidence evidence_of(const PdfContents& contents, const PageSize& size) {
        LayerEvidence evidence;
        evidence.contents_known = contents.known;
        for (const PdfImage& image : contents.images) evidence.images.push_back(image.box);
        evidence.image_share = covered_share(contents.images, size.width, size.height);
        if (contents.shown_codes > 0)
            evidence.invisible_share =
                static_cast<double>(contents.invisible_codes) / static_cast<double>(contents.shown_codes);
        return evidence;
    }

    /// Without the right packages Poppler leaves Chinese out of the picture, and the page would look empty.
    void check_fonts(int number) {
        std::vector<std::string> messages = PdfMessages::take();
        for (const std::string& message : messages) {
            if (means_missing_poppler_data(message))
                throw Failure("install.poppler_data_missing", "render", "the page's encodings are not installed",
                              "install the package poppler-data", number);
            warnings_.push_back({"render", "page.damaged", number, message});
        }
        if (page_borrows_chinese_font(*pdf_.document, number - 1) && !system_has_chinese_font())
            throw Failure("install.font_missing", "render",
                          "the page needs a Chinese font that is not in the file, and none is installed",
                          "install the package fonts-noto-cjk", number);
    }

    SourceOptions options_;
    OpenedPdf pdf_;
    PdfExaminer examiner_;
    PdfText text_;
    PdfGraphics graphics_;
};

}  // namespace

std::unique_ptr<Source> open_pdf(const std::filesystem::path& path, const Sniffed& sniffed,
                                 const SourceOptions& options) {
    return std::make_unique<PdfSource>(path, sniffed, options);
}

}  // namespace nianbao
