// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/pdf_interpreter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nianbao {
namespace {

constexpr int deepest_form = 12;            // forms that draw themselves would go on for ever
constexpr long most_operators = 4'000'000;  // a dense vector map has one million
constexpr std::size_t most_saved = 10'000;
constexpr std::size_t most_operands = 4'096;  // beyond, it is no operator's operand list but garbage

enum class Operator {
    save,
    restore,
    transform,
    draw,
    rectangle,
    point,
    curve,
    end_path,
    clip,
    text_mode,
    show,
    inline_data,
    other
};

Operator operator_named(const std::string& name) {
    using Entry = std::pair<const char*, Operator>;
    static constexpr std::array entries{
        Entry{"q", Operator::save},         Entry{"Q", Operator::restore},    Entry{"cm", Operator::transform},
        Entry{"Do", Operator::draw},        Entry{"re", Operator::rectangle}, Entry{"m", Operator::point},
        Entry{"l", Operator::point},        Entry{"c", Operator::curve},      Entry{"v", Operator::curve},
        Entry{"y", Operator::curve},        Entry{"n", Operator::end_path},   Entry{"f", Operator::end_path},
        Entry{"F", Operator::end_path},     Entry{"f*", Operator::end_path},  Entry{"S", Operator::end_path},
        Entry{"s", Operator::end_path},     Entry{"B", Operator::end_path},   Entry{"B*", Operator::end_path},
        Entry{"b", Operator::end_path},     Entry{"b*", Operator::end_path},  Entry{"W", Operator::clip},
        Entry{"W*", Operator::clip},        Entry{"Tr", Operator::text_mode}, Entry{"Tj", Operator::show},
        Entry{"TJ", Operator::show},        Entry{"'", Operator::show},       Entry{"\"", Operator::show},
        Entry{"ID", Operator::inline_data},
    };
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return name == e.first; });
    return found == entries.end() ? Operator::other : found->second;
}

double as_number(QPDFObjectHandle object) {
    return object.isNumber() ? object.getNumericValue() : 0;
}

}  // namespace

PdfInterpreter::PdfInterpreter(const Affine& to_display, const Rect& page_in_display, QPDFObjectHandle resources,
                               PdfContents& found)
    : resources_(resources), found_(found), state_{to_display, page_in_display, 0} {}

void PdfInterpreter::handleObject(QPDFObjectHandle object) {
    if (object.isOperator()) {
        if (++operators_ > most_operators) {
            found_.known = false;
            terminateParsing();
        }
        operate(object.getOperatorValue());
        operands_.clear();
    } else if (object.isInlineImage()) {
        operands_.clear();
    } else if (operands_.size() < most_operands) {
        operands_.push_back(object);
    }
}

double PdfInterpreter::number(std::size_t index) const {
    return index < operands_.size() ? as_number(operands_[index]) : 0;
}

void PdfInterpreter::operate(const std::string& name) {
    switch (operator_named(name)) {
        case Operator::save:
            if (saved_.size() < most_saved) saved_.push_back(state_);
            break;
        case Operator::restore:
            if (!saved_.empty()) {
                state_ = saved_.back();
                saved_.pop_back();
            }
            break;
        case Operator::transform:
            state_.to_display =
                Affine::chain({number(0), number(1), number(2), number(3), number(4), number(5)}, state_.to_display);
            break;
        case Operator::draw:
            if (!operands_.empty() && operands_.back().isName()) draw(operands_.back().getName());
            break;
        case Operator::rectangle:
            add_to_path({number(0), number(1), number(0) + number(2), number(1) + number(3)});
            break;
        case Operator::point:
            add_to_path({number(0), number(1), number(0), number(1)});
            break;
        case Operator::curve:
            for (std::size_t i = 0; i + 1 < operands_.size(); i += 2)
                add_to_path({number(i), number(i + 1), number(i), number(i + 1)});
            break;
        case Operator::clip:
            clip_pending_ = true;
            break;
        case Operator::end_path:
            end_path();
            break;
        case Operator::text_mode:
            state_.text_mode = static_cast<int>(number(0));
            break;
        case Operator::show:
            if (!operands_.empty()) show(operands_.back());
            break;
        case Operator::inline_data:
            add_inline_image();
            break;
        case Operator::other:
            break;
    }
}

void PdfInterpreter::add_to_path(const Rect& r) {
    const Rect box = state_.to_display.map_bounds(r);
    path_ = !path_begun_ ? box
                         : Rect{std::min(path_.x0, box.x0), std::min(path_.y0, box.y0), std::max(path_.x1, box.x1),
                                std::max(path_.y1, box.y1)};
    path_begun_ = true;
}

void PdfInterpreter::end_path() {
    if (clip_pending_) state_.clip = path_begun_ ? intersection(state_.clip, path_) : Rect{};
    path_begun_ = clip_pending_ = false;
}

void PdfInterpreter::add_image(double width_px, double height_px) {
    const Rect box = intersection(state_.to_display.map_bounds({0, 0, 1, 1}), state_.clip);
    if (box.empty()) return;
    const Affine& m = state_.to_display;
    const double width = std::hypot(m.a, m.b), height = std::hypot(m.c, m.d);
    const double dpi = width > 0 && height > 0 ? 72 * std::max(width_px / width, height_px / height) : 0;
    found_.images.push_back({box, dpi});
}

void PdfInterpreter::add_inline_image() {
    double width = 0, height = 0;
    for (std::size_t i = 0; i + 1 < operands_.size(); ++i) {
        if (!operands_[i].isName()) continue;
        const std::string key = operands_[i].getName();
        if (key == "/W" || key == "/Width") width = as_number(operands_[i + 1]);
        if (key == "/H" || key == "/Height") height = as_number(operands_[i + 1]);
    }
    add_image(width, height);
}

void PdfInterpreter::draw(const std::string& xobject_name) {
    QPDFObjectHandle xobjects = resources_.isDictionary() ? resources_.getKey("/XObject") : QPDFObjectHandle();
    if (!xobjects.isInitialized() || !xobjects.isDictionary()) return;
    QPDFObjectHandle object = xobjects.getKey(xobject_name);
    if (!object.isStream()) return;
    QPDFObjectHandle dictionary = object.getDict();
    if (dictionary.getKey("/Subtype").isNameAndEquals("/Image"))
        add_image(as_number(dictionary.getKey("/Width")), as_number(dictionary.getKey("/Height")));
    else if (dictionary.getKey("/Subtype").isNameAndEquals("/Form"))
        draw_form(object);
}

void PdfInterpreter::draw_form(QPDFObjectHandle form) {
    if (depth_ >= deepest_form) return;
    PdfInterpreter inner(*this);
    ++inner.depth_;
    inner.saved_.clear();
    inner.operands_.clear();
    inner.path_begun_ = inner.clip_pending_ = false;
    QPDFObjectHandle dictionary = form.getDict();
    if (QPDFObjectHandle m = dictionary.getKey("/Matrix"); m.isArray() && m.getArrayNItems() == 6) {
        const auto at = [&](int i) { return as_number(m.getArrayItem(i)); };
        inner.state_.to_display = Affine::chain({at(0), at(1), at(2), at(3), at(4), at(5)}, state_.to_display);
    }
    if (QPDFObjectHandle box = dictionary.getKey("/BBox"); box.isRectangle()) {
        const auto r = box.getArrayAsRectangle();
        inner.state_.clip = intersection(state_.clip, inner.state_.to_display.map_bounds({r.llx, r.lly, r.urx, r.ury}));
    }
    // Old writers leave a form's resources to the page.
    if (QPDFObjectHandle own = dictionary.getKey("/Resources"); own.isDictionary()) inner.resources_ = own;
    form.parseAsContents(&inner);
    operators_ = inner.operators_;
}

void PdfInterpreter::show(QPDFObjectHandle strings) {
    long codes = 0;
    if (strings.isString()) codes = static_cast<long>(strings.getStringValue().size());
    if (strings.isArray())
        for (QPDFObjectHandle item : strings.aitems())
            if (item.isString()) codes += static_cast<long>(item.getStringValue().size());
    found_.shown_codes += codes;
    if (state_.text_mode == 3 || state_.text_mode == 7) found_.invisible_codes += codes;
}

}  // namespace nianbao
