// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/recipe.h"

#include <optional>
#include <string>
#include <utility>

#include "layout/find_regions.h"
#include "layout/place_text.h"
#include "layout/reconstruct.h"
#include "layout/stitch.h"
#include "ocr/clean.h"
#include "ocr/read_regions.h"
#include "ocr/straighten.h"
#include "parser/parse_report.h"
#include "pipeline/layer_trust.h"
#include "pipeline/report.h"

namespace nianbao {
namespace {

/// For pages whose text layer is used: its glyphs stand where the page shows them.
StraightenOptions leave_as_displayed() {
    return {Correction::leave, Correction::leave, Correction::leave, {}};
}

Warning distrusted(int page, const std::string& why) {
    return {"ocr", "text_layer.distrusted", page, "the page's text layer is not used: " + why};
}

}  // namespace

Page read_page(Source& source, int number, const Stages& stages, Workshop& workshop, const ConvertOptions& options,
               const std::vector<layout::LentColumns>& lent) {
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
        const std::string doubt = stages.run(
            "compare", [&] { return compare_with_picture(*layer, cleaned, workshop.readers(stages.times())); });
        if (!doubt.empty()) {
            warnings.push_back(distrusted(number, doubt));
            layer.reset();
        }
    }
    const TextLayer* const trusted = layer ? &*layer : nullptr;
    const PageLayout regions =
        stages.run("find regions", [&] { return layout::find_regions(cleaned, trusted, debug, lent); });
    const PageText text = stages.run("read", [&] {
        return trusted ? layout::place_text(regions, cleaned, *trusted)
                       : read_regions(cleaned, regions, workshop.readers(stages.times()), {}, debug);
    });
    Page page = stages.run("reconstruct", [&] { return layout::reconstruct(regions, text, cleaned); });
    page.warnings.insert(page.warnings.end(), warnings.begin(), warnings.end());
    return page;
}

Conversion make_record(std::vector<Page> pages, SourceInfo source, const Stages& stages) {
    return make_record(stages.run("stitch", [&] { return layout::stitch(std::move(pages), std::move(source)); }),
                       stages);
}

Conversion make_record(Document document, const Stages& stages) {
    parser::Record record = stages.run("parse", [&] { return parser::parse_report(document); });
    return {std::move(document), std::move(record)};
}

Conversion convert(const std::vector<std::filesystem::path>& inputs, const ConvertOptions& options) {
    std::vector<InputFile> files;
    for (const auto& input : inputs) files.push_back({input, input.string()});
    Report report(std::move(files), options);
    const Opening opening = report.open();
    Workshop workshop(options.language);
    std::vector<PageOutcome> pages;
    for (const PagePlace& place : places_of(opening)) pages.push_back(report.read(place, workshop));
    for (const SecondLook& look : second_looks(pages)) replace(pages, report.look_again(look, workshop));
    return report.assemble(opening, std::move(pages));
}

}  // namespace nianbao
