// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/text_layer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "document/utf8.h"
#include "ocr/text_layer_characters.h"
#include "ocr/text_layer_picture.h"

namespace nianbao {
namespace {

// A scan leaves a margin at most; a letterhead's picture or a photograph covers less than half of a page.
constexpr double covering_share = 0.85;
// Text that stands on pictures is their caption or their OCR: a tenth may be a caption.
constexpr double most_on_images = 0.2;
constexpr double smallest_image_points = 20;  // rules and shading are drawn as thin images by some writers
constexpr double most_invisible = 0.02;
constexpr double most_unreadable = 0.02;
constexpr double most_inkless = 0.02;
constexpr double most_unaccounted = 0.03;
constexpr std::size_t always_allowed = 3;  // of each kind, on pages with few glyphs
// Faint grey print on white has 60 levels; paper and shading less than 20.
constexpr int least_contrast = 40;
constexpr double same_place = 0.6;  // overlap of an overprinted copy; neighbours overlap by a tenth

bool too_many(std::size_t count, std::size_t of, double share) {
    return count > always_allowed && count > share * static_cast<double>(of);
}

std::vector<LayerGlyph> normalised(std::vector<LayerGlyph> glyphs) {
    std::vector<LayerGlyph> kept;
    for (LayerGlyph& glyph : glyphs) {
        glyph.text = normalised_layer_text(glyph.text);
        if (!glyph.text.empty() && !glyph.box.empty()) kept.push_back(std::move(glyph));
    }
    return kept;
}

/// Fake bold and shadows print a glyph twice, a fraction of its width apart.
std::vector<LayerGlyph> without_copies(std::vector<LayerGlyph> glyphs) {
    constexpr double bucket = 16;  // points; neighbours' buckets are searched too
    using Key = std::tuple<std::string, int, int>;
    std::map<Key, std::vector<Rect>> seen;
    const auto place = [](double v) { return static_cast<int>(std::floor(v / bucket)); };
    const auto is_copy = [&](const LayerGlyph& glyph, int column, int row) {
        for (int dx = -1; dx <= 1; ++dx)
            for (int dy = -1; dy <= 1; ++dy) {
                const auto found = seen.find({glyph.text, column + dx, row + dy});
                if (found == seen.end()) continue;
                for (const Rect& other : found->second)
                    if (intersection(glyph.box, other).area() > same_place * std::min(glyph.box.area(), other.area()))
                        return true;
            }
        return false;
    };
    std::vector<LayerGlyph> kept;
    for (LayerGlyph& glyph : glyphs) {
        const int column = place(glyph.box.center().x), row = place(glyph.box.center().y);
        if (is_copy(glyph, column, row)) continue;
        seen[{glyph.text, column, row}].push_back(glyph.box);
        kept.push_back(std::move(glyph));
    }
    return kept;
}

bool unreadable(const LayerGlyph& glyph) {
    const std::u32string text = to_utf32(glyph.text);
    return std::any_of(text.begin(), text.end(), is_unreadable);
}

/// Letters, digits and hanzi fill the middle of their boxes; a full stop or a dash may not.
bool fills_its_box(const LayerGlyph& glyph) {
    const std::u32string text = to_utf32(glyph.text);
    return std::any_of(text.begin(), text.end(), [](char32_t c) {
        return is_hanzi(c) || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
}

bool has_ink(const LayerGlyph& glyph, const LayerPicture& picture) {
    if (!fills_its_box(glyph)) return true;
    // The rim is left out: a rule may run along it.
    const Rect middle = glyph.box.inflated(-0.12 * glyph.box.width(), -0.12 * glyph.box.height());
    return picture.contrast(middle) >= least_contrast;
}

double median_size(const std::vector<LayerGlyph>& glyphs) {
    if (glyphs.empty()) return 10.5;  // 五号, the size of most tables
    std::vector<double> sizes;
    for (const LayerGlyph& glyph : glyphs) sizes.push_back(std::min(glyph.font_size, 60.0));
    std::nth_element(sizes.begin(), sizes.begin() + static_cast<long>(sizes.size() / 2), sizes.end());
    return std::max(sizes[sizes.size() / 2], 4.0);
}

std::size_t count_on_images(const std::vector<LayerGlyph>& glyphs, const std::vector<Rect>& images) {
    return static_cast<std::size_t>(std::count_if(glyphs.begin(), glyphs.end(), [&](const LayerGlyph& glyph) {
        return std::any_of(images.begin(), images.end(), [&](const Rect& image) {
            return image.width() > smallest_image_points && image.height() > smallest_image_points &&
                   image.contains(glyph.box.center());
        });
    }));
}

std::string reason_by_evidence(const std::vector<LayerGlyph>& glyphs, const LayerEvidence& evidence) {
    if (!evidence.contents_known) return "the page's contents could not be examined";
    if (evidence.image_share >= covering_share)
        return "the page is a scanned image; its text is an earlier recognition";
    if (evidence.invisible_share > most_invisible) return "text is drawn invisibly";
    if (count_on_images(glyphs, evidence.images) > most_on_images * static_cast<double>(glyphs.size()))
        return "text stands on images";
    return {};
}

/// Takes the glyphs out for which `wanted` is false and returns them.
template <typename Wanted>
std::vector<LayerGlyph> take_out(std::vector<LayerGlyph>& glyphs, Wanted wanted) {
    const auto middle = std::stable_partition(glyphs.begin(), glyphs.end(), wanted);
    std::vector<LayerGlyph> out(std::make_move_iterator(middle), std::make_move_iterator(glyphs.end()));
    glyphs.erase(middle, glyphs.end());
    return out;
}

}  // namespace

TextLayer judge_text_layer(std::vector<LayerGlyph> raw, const LayerEvidence& evidence, const Raster& pixels,
                           double width_points, double height_points) {
    TextLayer layer;
    layer.glyphs = without_copies(normalised(std::move(raw)));
    layer.covered_by_image = evidence.image_share >= covering_share;
    layer.distrust = reason_by_evidence(layer.glyphs, evidence);
    if (!layer.distrust.empty() || pixels.empty()) return layer;

    const std::size_t all = layer.glyphs.size();
    // What has no readable text becomes ink that the layer does not account for.
    const auto nameless = take_out(layer.glyphs, [](const LayerGlyph& glyph) { return !unreadable(glyph); });
    const LayerPicture picture(pixels, width_points, height_points);
    const auto inkless = take_out(layer.glyphs, [&](const LayerGlyph& glyph) { return has_ink(glyph, picture); });
    layer.ink_without_glyphs = picture.ink_without(layer.glyphs, median_size(layer.glyphs));

    if (too_many(nameless.size(), all, most_unreadable))
        layer.distrust = std::to_string(nameless.size()) + " characters have no readable code";
    else if (too_many(inkless.size(), all, most_inkless))
        layer.distrust = std::to_string(inkless.size()) + " characters cannot be seen on the page";
    else if (too_many(layer.ink_without_glyphs.size(), layer.glyphs.size(), most_unaccounted))
        layer.distrust = std::to_string(layer.ink_without_glyphs.size()) + " printed characters are missing from it";
    else if (layer.glyphs.empty())
        layer.distrust = "nothing of it can be seen on the page";
    return layer;
}

}  // namespace nianbao
