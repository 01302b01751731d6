// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/train/typeface.h"

#include <cairo-ft.h>
#include <cairo.h>
#include <ft2build.h>

#include <cmath>
#include <numbers>
#include <stdexcept>
#include FT_FREETYPE_H

namespace nianbao::train {
namespace {

FT_Library freetype() {
    static const FT_Library library = [] {
        FT_Library made = nullptr;
        if (FT_Init_FreeType(&made) != 0) throw std::runtime_error("FreeType does not start");
        return made;
    }();
    return library;
}

struct Canvas {
    cairo_surface_t* surface;
    cairo_t* cairo;
    Canvas(int width, int height)
        : surface(cairo_image_surface_create(CAIRO_FORMAT_A8, width, height)), cairo(cairo_create(surface)) {}
    ~Canvas() {
        cairo_destroy(cairo);
        cairo_surface_destroy(surface);
    }
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    cv::Mat grey() const {
        cairo_surface_flush(surface);
        const cv::Mat ink(cairo_image_surface_get_height(surface), cairo_image_surface_get_width(surface), CV_8UC1,
                          cairo_image_surface_get_data(surface),
                          static_cast<std::size_t>(cairo_image_surface_get_stride(surface)));
        return 255 - ink;
    }
};

void set_font(cairo_t* cairo, cairo_font_face_t* face, const DrawStyle& style) {
    cairo_set_font_face(cairo, face);
    cairo_matrix_t matrix;
    cairo_matrix_init_scale(&matrix, style.em * style.stretch, style.em);
    cairo_set_font_matrix(cairo, &matrix);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(cairo, options);
    cairo_font_options_destroy(options);
}

Rect mapped_extents(cairo_t* cairo, const cairo_glyph_t& glyph, double stroke) {
    cairo_text_extents_t e;
    cairo_glyph_extents(cairo, &glyph, 1, &e);
    if (e.width <= 0 || e.height <= 0) return {};
    const double x0 = glyph.x + e.x_bearing - stroke, y0 = glyph.y + e.y_bearing - stroke;
    const double x1 = x0 + e.width + 2 * stroke, y1 = y0 + e.height + 2 * stroke;
    Rect box{1e9, 1e9, -1e9, -1e9};
    for (const auto& [cx, cy] : {std::pair{x0, y0}, {x1, y0}, {x0, y1}, {x1, y1}}) {
        double x = cx, y = cy;
        cairo_user_to_device(cairo, &x, &y);
        box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x), std::max(box.y1, y)};
    }
    return box;
}

}  // namespace

struct Typeface::Face {
    FT_Face ft = nullptr;
    cairo_font_face_t* cairo = nullptr;
    std::string name;
    ~Face() {
        if (cairo != nullptr) cairo_font_face_destroy(cairo);
        // The FT_Face stays: cairo caches scaled fonts that use it beyond our life, and a training run ends soon.
    }
};

int faces_in(const std::string& file) {
    FT_Face face = nullptr;
    if (FT_New_Face(freetype(), file.c_str(), -1, &face) != 0) return 0;
    const int count = static_cast<int>(face->num_faces);
    FT_Done_Face(face);
    return count;
}

Typeface::Typeface(const std::string& file, int index) : face_(std::make_unique<Face>()) {
    if (FT_New_Face(freetype(), file.c_str(), index, &face_->ft) != 0 ||
        (face_->ft->face_flags & FT_FACE_FLAG_SCALABLE) == 0)
        throw std::runtime_error("no scalable font: " + file);
    FT_Select_Charmap(face_->ft, FT_ENCODING_UNICODE);
    face_->cairo = cairo_ft_font_face_create_for_ft_face(face_->ft, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
    if (face_->ft->family_name != nullptr) face_->name = face_->ft->family_name;
    if (face_->ft->style_name != nullptr) face_->name += std::string(" ") + face_->ft->style_name;
}
Typeface::~Typeface() = default;
Typeface::Typeface(Typeface&&) noexcept = default;
Typeface& Typeface::operator=(Typeface&&) noexcept = default;

bool Typeface::has(char32_t character) const {
    return FT_Get_Char_Index(face_->ft, character) != 0;
}

bool Typeface::has_all(std::u32string_view text) const {
    for (const char32_t c : text) {
        if (c != U' ' && !has(c)) return false;
    }
    return true;
}

const std::string& Typeface::name() const {
    return face_->name;
}

DrawnLine Typeface::draw(std::u32string_view text, const DrawStyle& style) const {
    const double em = style.em, margin = style.margin * em;
    std::vector<cairo_glyph_t> glyphs;
    double pen = 0;
    {
        Canvas probe(1, 1);
        set_font(probe.cairo, face_->cairo, style);
        for (const char32_t c : text) {
            cairo_glyph_t glyph{FT_Get_Char_Index(face_->ft, c), pen, 0};
            cairo_text_extents_t e;
            cairo_glyph_extents(probe.cairo, &glyph, 1, &e);
            glyphs.push_back(glyph);
            pen += e.x_advance + style.spacing * em;
        }
    }
    const int width = static_cast<int>(std::ceil(pen + 2 * margin)) + 2;
    const int height =
        static_cast<int>(std::ceil(em * 1.2 + 2 * margin + std::abs(std::sin(style.turn_degrees * 0.0175)) * width)) +
        2;
    Canvas canvas(std::max(width, 4), height);
    cairo_t* cairo = canvas.cairo;
    cairo_translate(cairo, width / 2.0 + style.shift_x, height / 2.0 + style.shift_y);
    cairo_rotate(cairo, style.turn_degrees * std::numbers::pi / 180);
    cairo_translate(cairo, -pen / 2, em * 0.36);
    set_font(cairo, face_->cairo, style);
    const double stroke = style.embolden * em / 2;
    cairo_glyph_path(cairo, glyphs.data(), static_cast<int>(glyphs.size()));
    cairo_set_source_rgba(cairo, 0, 0, 0, 1);
    if (stroke > 0) {
        cairo_set_line_width(cairo, 2 * stroke);
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke_preserve(cairo);
    }
    cairo_fill(cairo);
    DrawnLine drawn;
    drawn.grey = canvas.grey();
    for (const cairo_glyph_t& glyph : glyphs) {
        drawn.glyphs.push_back(mapped_extents(cairo, glyph, stroke));
        drawn.ink = drawn.ink.empty() ? drawn.glyphs.back() : united(drawn.ink, drawn.glyphs.back());
    }
    return drawn;
}

}  // namespace nianbao::train
