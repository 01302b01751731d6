// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/exports/workbook.h"

#include <xlsxwriter.h>

#include <cerrno>
#include <map>
#include <utility>
#include <vector>

#include "document/utf8.h"
#include "pipeline/store/trouble.h"

namespace nianbao::exports {
namespace {

constexpr std::size_t most_characters = 32767;  // of a cell, Excel's own limit
constexpr lxw_color_t doubtful_colour = 0xFFE699;

/// Valid UTF-8 that XML can hold and Excel will open.
std::string clean(const std::string& text, std::size_t most) {
    std::u32string out;
    for (const char32_t c : to_utf32(text)) {
        const bool control = c < 0x20 && c != U'\n' && c != U'\t';
        out += control || c == 0x7f || c == 0xFFFE || c == 0xFFFF ? U'\uFFFD' : c;
        if (out.size() == most) break;
    }
    return to_utf8(out);
}

void check(lxw_error error, const std::string& doing) {
    if (error == LXW_NO_ERROR) return;
    if (error == LXW_ERROR_CREATING_TMPFILE || error == LXW_ERROR_CREATING_XLSX_FILE || error == LXW_ERROR_ZIP_FILE_ADD)
        throw store::trouble_of(errno != 0 ? errno : EIO, doing);
    throw store::Trouble("store.internal", "cannot " + doing + " (" + lxw_strerror(error) + ")", "please report it");
}

}  // namespace

struct Workbook::Held {
    lxw_workbook* book = nullptr;
    std::string temporary_folder;
    std::vector<lxw_worksheet*> sheets;
    std::map<std::pair<Style, int>, lxw_format*> formats;

    lxw_worksheet* at(Sheet sheet) const { return sheets.at(static_cast<std::size_t>(sheet)); }
    /// @param decimals  -1: for texts
    lxw_format* format(Style style, int decimals) {
        lxw_format*& format = formats[{style, decimals}];
        if (format) return format;
        format = workbook_add_format(book);
        if (style == Style::heading) format_set_bold(format);
        if (style == Style::heading) format_set_text_wrap(format);
        if (style == Style::doubtful) format_set_bg_color(format, doubtful_colour);
        if (decimals < 0) format_set_num_format(format, "@");
        if (decimals > 0)
            format_set_num_format(format, ("0." + std::string(static_cast<std::size_t>(decimals), '0')).c_str());
        return format;
    }
};

Workbook::Workbook(const std::filesystem::path& file) : held_(std::make_unique<Held>()) {
    held_->temporary_folder = file.has_parent_path() ? file.parent_path().string() : ".";
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = held_->temporary_folder.data();
    held_->book = workbook_new_opt(file.c_str(), &options);
    if (!held_->book) throw store::trouble_of(EIO, "make a workbook");
    // The same store gives the same bytes.
    lxw_doc_properties properties{};
    properties.created = 1;
    workbook_set_properties(held_->book, &properties);
}

Workbook::~Workbook() {
    if (held_->book) workbook_close(held_->book);
}

Workbook::Sheet Workbook::add_sheet(const std::string& name) {
    lxw_worksheet* sheet = workbook_add_worksheet(held_->book, clean(name, 31).c_str());
    if (!sheet) throw store::trouble_of(errno != 0 ? errno : EIO, "make the sheet " + name);
    held_->sheets.push_back(sheet);
    return static_cast<Sheet>(held_->sheets.size()) - 1;
}

void Workbook::text(Sheet sheet, unsigned row, int column, const std::string& text, Style style) {
    if (text.empty()) return;
    check(worksheet_write_string(held_->at(sheet), row, static_cast<lxw_col_t>(column),
                                 clean(text, most_characters).c_str(), held_->format(style, -1)),
          "write a cell");
}

void Workbook::number(Sheet sheet, unsigned row, int column, double value, int decimals, Style style) {
    check(worksheet_write_number(held_->at(sheet), row, static_cast<lxw_col_t>(column), value,
                                 held_->format(style, decimals)),
          "write a cell");
}

void Workbook::blank(Sheet sheet, unsigned row, int column, Style style) {
    check(worksheet_write_blank(held_->at(sheet), row, static_cast<lxw_col_t>(column), held_->format(style, 0)),
          "write a cell");
}

void Workbook::comment(Sheet sheet, unsigned row, int column, const std::string& text) {
    check(worksheet_write_comment(held_->at(sheet), row, static_cast<lxw_col_t>(column), clean(text, 2000).c_str()),
          "write a comment");
}

void Workbook::freeze(Sheet sheet, unsigned rows, int columns) {
    worksheet_freeze_panes(held_->at(sheet), rows, static_cast<lxw_col_t>(columns));
}

void Workbook::width(Sheet sheet, int first, int last, double characters) {
    worksheet_set_column(held_->at(sheet), static_cast<lxw_col_t>(first), static_cast<lxw_col_t>(last), characters,
                         nullptr);
}

void Workbook::close() {
    errno = 0;
    check(workbook_close(std::exchange(held_->book, nullptr)), "write the workbook");
}

}  // namespace nianbao::exports
