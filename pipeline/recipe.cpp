// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/recipe.h"

#include <optional>
#include <string_view>
#include <utility>

#include "document/failure.h"
#include "document/text_form.h"
#include "layout/find_regions.h"
#include "layout/place_text.h"
#include "layout/reconstruct.h"
#include "layout/stitch.h"
#include "ocr/clean.h"
#include "ocr/orientation_probe.h"
#include "ocr/read_regions.h"
#include "ocr/sha256.h"
#include "ocr/source.h"
#include "ocr/source_sniff.h"
#include "ocr/straighten.h"
#include "ocr/text_source.h"
#include "parser/parse_report.h"
#include "pipeline/layer_trust.h"

namespace nianbao {
namespace {

/// One conversion's helpers: opened when first needed, kept for all pages.
class Workshop {
  public:
    explicit Workshop(const ConvertOptions& options) : options_(options) {}

    Readers& readers() {
        if (!readers_) {
            const StageClock clock(options_.times, "open readers", 0);
            ReaderOptions reader_options;
            reader_options.language = options_.language;
            readers_ = open_readers(reader_options);
        }
        return *readers_;
    }
    /// Turns, skew and perspective are mended; turns are told by reading.
    const StraightenOptions& straightening() {
        if (!straightening_.probe) straightening_.probe = tesseract_upright_probe(options_.language);
        return straightening_;
    }

  private:
    const ConvertOptions& options_;
    std::optional<Readers> readers_;
    StraightenOptions straightening_;
};

/// For pages whose text layer is used: its glyphs stand where the page shows them.
StraightenOptions leave_as_displayed() {
    return {Correction::leave, Correction::leave, Correction::leave, {}};
}

/// Where a stage is announced and timed.
class Stages {
  public:
    Stages(const ConvertOptions& options, int page, int pages) : options_(options), page_(page), pages_(pages) {}

    template <class Work>
    auto run(std::string_view stage, Work work) const {
        if (options_.progress) options_.progress->at(page_, pages_, stage);
        const StageClock clock(options_.times, stage, page_);
        return work();
    }

  private:
    const ConvertOptions& options_;
    int page_, pages_;
};

Warning distrusted(int page, const std::string& why) {
    return {"ocr", "text_layer.distrusted", page, "the page's text layer is not used: " + why};
}

Page read_page(Source& source, int number, const Stages& stages, Workshop& workshop, const ConvertOptions& options) {
    DebugSink* const debug = options.debug;
    std::vector<Warning> warnings;
    RenderedPage rendered = stages.run("render", [&] { return source.render(number, options.dpi); });
    std::optional<TextLayer> layer = std::exchange(rendered.text_layer, std::nullopt);
    if (layer && !layer->distrust.empty()) {
        warnings.push_back(distrusted(number, layer->distrust));
        layer.reset();
    }
    StraightPage straight = stages.run("straighten", [&] {
        return straighten(std::move(rendered), layer ? leave_as_displayed() : workshop.straightening(), debug);
    });
    const CleanPage cleaned = stages.run("clean", [&] { return clean(std::move(straight), debug); });
    if (layer) {
        const std::string doubt =
            stages.run("compare", [&] { return compare_with_picture(*layer, cleaned, workshop.readers()); });
        if (!doubt.empty()) {
            warnings.push_back(distrusted(number, doubt));
            layer.reset();
        }
    }
    const TextLayer* const trusted = layer ? &*layer : nullptr;
    const PageLayout regions =
        stages.run("find regions", [&] { return layout::find_regions(cleaned, trusted, debug); });
    const PageText text = stages.run("read", [&] {
        return trusted ? layout::place_text(regions, cleaned, *trusted)
                       : read_regions(cleaned, regions, workshop.readers(), {}, debug);
    });
    Page page = stages.run("reconstruct", [&] { return layout::reconstruct(regions, text, cleaned); });
    page.warnings.insert(page.warnings.end(), warnings.begin(), warnings.end());
    return page;
}

/// Pages of the second and later files of one report count on.
void renumber(Page& page, int by) {
    page.number += by;
    for (Block& block : page.blocks) {
        if (auto* paragraph = std::get_if<Paragraph>(&block)) paragraph->page += by;
        if (auto* table = std::get_if<Table>(&block)) {
            for (TableCell& cell : table->cells) cell.page += by;
        }
    }
    for (auto* margin : {&page.header_candidates, &page.footer_candidates}) {
        for (Paragraph& paragraph : *margin) paragraph.page += by;
    }
    for (Warning& warning : page.warnings) {
        if (warning.page > 0) warning.page += by;
    }
}

Page unreadable_page(int number, const Failure& failure) {
    Page page;
    page.number = number;
    page.warnings.push_back({failure.stage(), "page.unreadable", number,
                             failure.cause() + (failure.remedy().empty() ? "" : "; " + failure.remedy())});
    return page;
}

/// All wanted pages of one file; `first` is the number of its first page within the report.
void read_pages(Source& source, int first, const ConvertOptions& options, Workshop& workshop,
                std::vector<Page>& pages) {
    const std::vector<int> wanted = options.pages.of(source.pages());
    std::optional<Failure> last;
    std::size_t unreadable = 0;
    for (const int number : wanted) {
        const Stages stages(options, number, source.pages());
        try {
            pages.push_back(read_page(source, number, stages, workshop, options));
        } catch (const Failure& failure) {
            if (failure.page() == 0) throw;  // not this page's fault
            pages.push_back(unreadable_page(number, failure));
            last = failure;
            ++unreadable;
        }
        for (Warning& warning : source.take_warnings()) pages.back().warnings.push_back(std::move(warning));
        renumber(pages.back(), first - 1);
    }
    if (last && unreadable == wanted.size()) throw *last;
}

Document read_text(const std::filesystem::path& input, const Stages& stages) {
    const std::string text = stages.run("open", [&] { return read_text_source(input); });
    Document document = stages.run("read", [&] { return read_text_form(text); });
    document.source.file = input.string();
    document.source.sha256 = sha256_of_file(input);
    document.source.media_type = "text/plain";
    document.source.kind = SourceKind::text;
    return document;
}

Document read_images(const std::vector<std::filesystem::path>& inputs, const ConvertOptions& options,
                     const Stages& stages) {
    Workshop workshop(options);
    SourceOptions source_options;
    source_options.password = options.password;
    std::vector<Page> pages;
    std::optional<SourceInfo> info;
    for (const auto& input : inputs) {
        const auto source = stages.run("open", [&] { return open_source(input, source_options); });
        const int before = info ? info->pages : 0;
        if (!info) info = source->info();
        if (inputs.size() > 1) info->files.push_back({source->info().file, source->info().sha256, source->pages()});
        read_pages(*source, before + 1, options, workshop, pages);
        info->pages = before + source->pages();
    }
    return stages.run("stitch", [&] { return layout::stitch(std::move(pages), std::move(*info)); });
}

}  // namespace

Conversion convert(const std::vector<std::filesystem::path>& inputs, const ConvertOptions& options) {
    const Stages stages(options, 0, 0);
    const bool text = inputs.size() == 1 && sniff_media_type(inputs.front()).content == Content::text;
    Conversion conversion;
    conversion.document = text ? read_text(inputs.front(), stages) : read_images(inputs, options, stages);
    conversion.record = stages.run("parse", [&] { return parser::parse_report(conversion.document); });
    return conversion;
}

}  // namespace nianbao
