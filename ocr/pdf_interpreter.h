// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <vector>

#include "ocr/pdf_affine.h"
#include "ocr/pdf_contents.h"

namespace nianbao {

/// Walks content streams (the page's and those of the forms it draws) and notes images and shown strings. Knows the
/// transformation, the clip as a bounding box, and the text rendering mode; nothing else matters here.
class PdfInterpreter : public QPDFObjectHandle::ParserCallbacks {
  public:
    /// @param to_display default user space -> page points as displayed
    PdfInterpreter(const Affine& to_display, const Rect& page_in_display, QPDFObjectHandle resources,
                   PdfContents& found);

    void handleObject(QPDFObjectHandle object) override;
    void handleEOF() override {}

  private:
    struct State {
        Affine to_display;
        Rect clip;  ///< page points as displayed
        int text_mode = 0;
    };

    void operate(const std::string& name);
    void draw(const std::string& xobject_name);
    void draw_form(QPDFObjectHandle form);
    void add_image(double width_px, double height_px);
    void add_inline_image();
    void add_to_path(const Rect& r);
    void end_path();
    void show(QPDFObjectHandle strings);
    double number(std::size_t index) const;

    QPDFObjectHandle resources_;
    PdfContents& found_;
    State state_;
    std::vector<State> saved_;
    std::vector<QPDFObjectHandle> operands_;
    Rect path_;
    bool path_begun_ = false, clip_pending_ = false;
    int depth_ = 0;
    long operators_ = 0;
};

}  // namespace nianbao
