// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/pdf_contents.h"

#include <algorithm>
#include <bitset>
#include <cmath>
#include <exception>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "ocr/pdf_affine.h"
#include "ocr/pdf_interpreter.h"

namespace nianbao {
namespace {

Rect normalised(const QPDFObjectHandle::Rectangle& r) {
    return {std::min(r.llx, r.urx), std::min(r.lly, r.ury), std::max(r.llx, r.urx), std::max(r.lly, r.ury)};
}

/// What Poppler shows: the crop box as far as the media box reaches.
Rect shown_box(QPDFPageObjectHelper& page) {
    QPDFObjectHandle media = page.getMediaBox(), crop = page.getCropBox();
    const Rect whole = media.isRectangle() ? normalised(media.getArrayAsRectangle()) : Rect{0, 0, 612, 792};
    if (!crop.isRectangle()) return whole;
    const Rect shown = intersection(normalised(crop.getArrayAsRectangle()), whole);
    return shown.empty() ? whole : shown;
}

int turn_of(QPDFPageObjectHelper& page) {
    QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
    const int degrees = rotate.isInteger() ? rotate.getIntValueAsInt() : 0;
    return ((degrees % 360) + 360) % 360;
}

/// Default user space (y up) -> points as displayed (y down, origin top left).
Affine display_of(const Rect& shown, int turn) {
    switch (turn) {
        case 90:
            return {0, 1, 1, 0, -shown.y0, -shown.x0};
        case 180:
            return {-1, 0, 0, 1, shown.x1, -shown.y0};
        case 270:
            return {0, -1, -1, 0, shown.y1, shown.x1};
        default:
            return {1, 0, 0, -1, -shown.x0, shown.y1};
    }
}

double area_share(const Rect& box, double width_points, double height_points) {
    return intersection(box, {0, 0, width_points, height_points}).area() / (width_points * height_points);
}

}  // namespace

struct PdfExaminer::Implementation {
    QPDF file;
    std::vector<QPDFObjectHandle> pages;
    std::string repairs;
};

PdfExaminer::PdfExaminer(const std::filesystem::path& path, const std::string& password) {
    try {
        implementation_ = std::make_unique<Implementation>();
        implementation_->file.setSuppressWarnings(true);
        implementation_->file.processFile(path.c_str(), password.c_str());
        implementation_->pages = implementation_->file.getAllPages();
        const auto warnings = implementation_->file.getWarnings();
        if (!warnings.empty()) implementation_->repairs = warnings.front().getMessageDetail();
    } catch (const std::exception&) {
        implementation_.reset();
    }
}

PdfExaminer::~PdfExaminer() = default;

PdfContents PdfExaminer::examine(int page, int page_count) {
    if (!implementation_ || static_cast<int>(implementation_->pages.size()) != page_count) return {};
    PdfContents found;
    try {
        QPDFPageObjectHelper helper(implementation_->pages.at(static_cast<std::size_t>(page - 1)));
        const Rect shown = shown_box(helper);
        const Affine to_display = display_of(shown, turn_of(helper));
        found.known = true;
        PdfInterpreter interpreter(to_display, to_display.map_bounds(shown), helper.getAttribute("/Resources", false),
                                   found);
        helper.parseContents(&interpreter);
    } catch (const std::exception&) {
        found.known = false;
    }
    return found;
}

std::string PdfExaminer::repairs() const {
    return implementation_ ? implementation_->repairs : "";
}

double covered_share(const std::vector<PdfImage>& images, double width_points, double height_points) {
    // Tiles and strips cover a page together, and overlap: counted on a grid fine enough for 1 % of an A4 page's area.
    constexpr int columns = 128, rows = 160;
    std::bitset<columns * rows> covered;
    for (const PdfImage& image : images) {
        const auto column = [&](double x) { return std::clamp(x / width_points * columns, 0.0, double{columns}); };
        const auto row = [&](double y) { return std::clamp(y / height_points * rows, 0.0, double{rows}); };
        const int x1 = static_cast<int>(std::lround(column(image.box.x1)));
        const int y1 = static_cast<int>(std::lround(row(image.box.y1)));
        for (int y = static_cast<int>(std::lround(row(image.box.y0))); y < y1; ++y)
            for (int x = static_cast<int>(std::lround(column(image.box.x0))); x < x1; ++x) covered.set(y * columns + x);
    }
    return static_cast<double>(covered.count()) / (columns * rows);
}

double covering_dpi(const std::vector<PdfImage>& images, double width_points, double height_points) {
    double best = 0, weighted = 0, weight = 0;
    for (const PdfImage& image : images) {
        const double share = area_share(image.box, width_points, height_points);
        // Layered scans lay a sharp mask of the text over a coarse background: the sharpest of the large ones counts.
        if (share > 0.5) best = std::max(best, image.dpi);
        weighted += share * image.dpi;
        weight += share;
    }
    if (best > 0) return best;
    return weight > 0 ? weighted / weight : 0;
}

}  // namespace nianbao
