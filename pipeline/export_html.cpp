// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/export_html.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "document/utf8.h"
#include "parser/label_text.h"
#include "pipeline/cell_labels.h"

namespace nianbao {
namespace {

using parser::Check;
using parser::Record;
using parser::RecordCell;

constexpr const char* style = R"(
body { font: 16px/1.7 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; margin: 2em auto; max-width: 60em;
       padding: 0 1em; color: #1a1a1a; background: #fff; }
h1 { font-size: 1.5em; text-align: center; } h2 { font-size: 1.15em; margin-top: 1.8em; }
p { text-indent: 2em; margin: .4em 0; } p.centred { text-align: center; text-indent: 0; }
table { border-collapse: collapse; width: 100%; margin: 1em 0; font-size: .85em; line-height: 1.4; }
td, th { border: 1px solid #777; padding: .25em .4em; text-align: center; vertical-align: middle; }
th { background: #f0f0f0; font-weight: normal; }
table.list td { text-align: left; } .percent { white-space: nowrap; }
.review { background: #ffe08a; outline: 2px solid #c77700; outline-offset: -2px; }
.wrong-sum { background: #ffd6d6; }
.summary { border: 1px solid #bbb; border-radius: .4em; padding: .6em 1em; background: #fafafa; font-size: .92em; }
.summary p { text-indent: 0; }
.number { font-variant-numeric: tabular-nums; font-family: "Liberation Sans", Arial, sans-serif; }
caption { text-align: left; font-weight: bold; padding: .3em 0; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } tr { break-inside: avoid; }
       .review { outline: 2px solid #000; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
)";

std::string tag(const std::string& element, const std::string& text) {
    return "<" + element + ">" + html_escape(text) + "</" + element.substr(0, element.find(' ')) + ">\n";
}

std::string percent(double probability) {
    // Cut, not rounded: 99.97 % must not be shown as certain.
    const int tenths = static_cast<int>(std::floor(probability * 1000));
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %";
}

std::string place_name(const std::string& id) {
    const CellLabels labels = labels_of(id);
    return labels.row.empty() ? id : labels.row + " · " + labels.column;
}

std::string alternatives_text(const RecordCell& cell) {
    std::string out;
    for (const Alternative& other : cell.alternatives) {
        out += (out.empty() ? "" : "、") + std::string("“") + other.text + "”（" + percent(other.probability) + "）";
    }
    return out;
}

std::string hint(const RecordCell& cell) {
    std::string out = place_name(cell.id) + "：可信度 " + percent(cell.confidence);
    if (!cell.reason.empty()) out += "；" + cell.reason;
    if (!cell.alternatives.empty()) out += "；也可能是 " + alternatives_text(cell);
    return out;
}

/// Cells of the record by where they stand, and those in sums that do not hold.
class Marks {
  public:
    explicit Marks(const Record& record) {
        for (const Check& check : record.checks) {
            if (check.holds == false) wrong_.insert(check.cells.begin(), check.cells.end());
        }
        for (const RecordCell& cell : record.cells) {
            if (cell.box) by_place_[key(cell.page, *cell.box)] = &cell;
        }
    }
    const RecordCell* at(const TableCell& cell) const {
        if (!cell.box) return nullptr;
        const auto found = by_place_.find(key(cell.page, *cell.box));
        return found == by_place_.end() ? nullptr : found->second;
    }
    bool in_wrong_sum(const RecordCell& cell) const { return wrong_.count(cell.id) > 0; }

  private:
    using Key = std::tuple<int, long, long, long, long>;
    static Key key(int page, const Rect& box) {
        return {page, std::lround(box.x0 * 10), std::lround(box.y0 * 10), std::lround(box.x1 * 10),
                std::lround(box.y1 * 10)};
    }
    std::map<Key, const RecordCell*> by_place_;
    std::set<std::string> wrong_;
};

std::string span_attributes(int row_span, int column_span) {
    std::string out;
    if (row_span > 1) out += " rowspan=\"" + std::to_string(row_span) + "\"";
    if (column_span > 1) out += " colspan=\"" + std::to_string(column_span) + "\"";
    return out;
}

std::string cell_attributes(const RecordCell* cell, const Marks& marks) {
    if (!cell) return {};
    std::string classes = "number";
    if (marks.in_wrong_sum(*cell)) classes += " wrong-sum";
    if (cell->needs_review) classes += " review";
    return " class=\"" + classes + "\" title=\"" + html_escape(hint(*cell)) + "\"";
}

/// Which places of a row are taken, so that every place is drawn once even where cells overlap or are missing.
class TableWriter {
  public:
    TableWriter(const Table& table, const Marks& marks) : table_(table), marks_(marks) {
        columns_ = table.columns;
        rows_ = table.rows;
        for (const TableCell& cell : table.cells) {
            columns_ = std::max(columns_, cell.column + 1);
            rows_ = std::max(rows_, cell.row + 1);
            by_place_.emplace(std::pair(cell.row, cell.column), &cell);
        }
    }

    std::string write() {
        std::string out = "<table>\n";
        if (!table_.title.empty()) out += tag("caption", table_.title);
        for (int row = 0; row < rows_; ++row) {
            out += "<tr>";
            for (int column = 0; column < columns_; ++column) out += place(row, column);
            out += "</tr>\n";
        }
        return out + "</table>\n";
    }

  private:
    std::string place(int row, int column) {
        if (taken_.count({row, column})) return {};
        const auto found = by_place_.find({row, column});
        if (found == by_place_.end()) return "<td></td>";
        const TableCell& cell = *found->second;
        const int row_span = std::clamp(cell.row_span, 1, rows_ - row);
        const int column_span = free_columns(row, column, std::clamp(cell.column_span, 1, columns_ - column));
        for (int y = row; y < row + row_span; ++y) {
            for (int x = column; x < column + column_span; ++x) taken_.emplace(y, x);
        }
        const RecordCell* known = marks_.at(cell);  // decided with the readers and the sums together
        return "<td" + span_attributes(row_span, column_span) + cell_attributes(known, marks_) + ">" +
               html_escape(known ? known->printed : cell.text) + "</td>";
    }
    int free_columns(int row, int column, int wanted) const {
        int free = 1;
        while (free < wanted && !taken_.count({row, column + free})) ++free;
        return free;
    }

    const Table& table_;
    const Marks& marks_;
    int rows_ = 0, columns_ = 0;
    std::map<std::pair<int, int>, const TableCell*> by_place_;
    std::set<std::pair<int, int>> taken_;
};

std::string paragraph_html(const Paragraph& paragraph, const Record& record) {
    if (record.title && parser::without_spaces(paragraph.text) == parser::without_spaces(*record.title))
        return {};  // stands above everything
    for (const parser::Section& section : record.sections) {
        if (section.heading == paragraph.text) return tag("h2", paragraph.text);
    }
    return tag(paragraph.centred ? "p class=\"centred\"" : "p", paragraph.text);
}

std::string review_list(const Record& record) {
    if (record.review_count() == 0) return {};
    std::string out = "<table class=\"list\">\n<caption>需要人工复核</caption>\n";
    out += "<tr><th>项目</th><th>读作</th><th>可信度</th><th>也可能是</th><th>原因</th><th>页</th></tr>\n";
    for (const RecordCell& cell : record.cells) {
        if (!cell.needs_review) continue;
        out += "<tr><td>" + html_escape(place_name(cell.id)) + "</td><td class=\"number review\">" +
               html_escape(cell.printed) + "</td><td class=\"percent\">" + percent(cell.confidence) + "</td><td>" +
               html_escape(alternatives_text(cell)) + "</td><td>" + html_escape(cell.reason) + "</td><td>" +
               (cell.page > 0 ? std::to_string(cell.page) : "") + "</td></tr>\n";
    }
    return out + "</table>\n";
}

std::string check_list(const Record& record) {
    std::string rows;
    for (const Check& check : record.checks) {
        if (check.holds != false) continue;
        std::string cells;
        for (const std::string& id : check.cells) {
            const RecordCell* cell = record.find(id);
            cells += (cells.empty() ? "" : "，") + place_name(id) + " = " + (cell ? cell->printed : "?");
        }
        rows += "<tr><td>" + html_escape(check.id) + "</td><td>" + html_escape(cells) + "</td><td class=\"number\">" +
                (check.difference ? check.difference->text() : "") + "</td></tr>\n";
    }
    if (rows.empty()) return {};
    return "<table class=\"list\">\n<caption>不成立的勾稽关系（照原文列出）</caption>\n"
           "<tr><th>关系</th><th>数字</th><th>差额</th></tr>\n" +
           rows + "</table>\n";
}

std::string warning_list(const Record& record) {
    if (record.warnings.empty()) return {};
    std::string out = "<table class=\"list\">\n<caption>提示</caption>\n";
    for (const Warning& warning : record.warnings) {
        out += "<tr><td>" + html_escape(warning.code) + "</td><td>" + html_escape(warning.message) + "</td><td>" +
               (warning.page > 0 ? "第" + std::to_string(warning.page) + "页" : "") + "</td></tr>\n";
    }
    return out + "</table>\n";
}

std::string summary_html(const Record& record) {
    std::string text = "来源：" + record.source.file;
    if (record.source.pages > 0) text += "，" + std::to_string(record.source.pages) + " 页";
    if (record.organization) text += "；机关：" + *record.organization;
    if (record.year) text += "；年度：" + std::to_string(*record.year);
    if (record.form) text += "；" + *record.form + " 年版表式";
    const auto failed = std::count_if(record.checks.begin(), record.checks.end(),
                                      [](const Check& check) { return check.holds == false; });
    const std::string counts =
        std::to_string(record.cells.size()) + " 个数字，" + std::to_string(record.review_count()) + " 个需要复核；" +
        std::to_string(record.checks.size()) + " 个勾稽关系，" + std::to_string(failed) + " 个不成立";
    return "<div class=\"summary\">\n" + tag("p", text) + (record.form ? tag("p", counts) : "") + review_list(record) +
           check_list(record) + warning_list(record) + "</div>\n";
}

}  // namespace

std::string html_escape(std::string_view text) {
    std::string out;
    for (const char32_t c : to_utf32(text)) {
        switch (c) {
            case U'&':
                out += "&amp;";
                break;
            case U'<':
                out += "&lt;";
                break;
            case U'>':
                out += "&gt;";
                break;
            case U'"':
                out += "&quot;";
                break;
            case U'\'':
                out += "&#39;";
                break;
            default: {
                const bool forbidden = (c < 0x20 && c != U'\n' && c != U'\t') || (c >= 0x7f && c < 0xa0);
                out += to_utf8(forbidden ? char32_t{0xFFFD} : c);
            }
        }
    }
    return out;
}

std::string report_html(const Document& document, const Record& record) {
    const std::string title = record.title.value_or(record.source.file);
    const Marks marks(record);
    std::string out = "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n" +
                      tag("title", title) +
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>" + style +
                      "</style>\n</head>\n<body>\n" + tag("h1", title) + summary_html(record);
    for (const Block& block : document.blocks) {
        if (const auto* paragraph = std::get_if<Paragraph>(&block)) out += paragraph_html(*paragraph, record);
        if (const auto* table = std::get_if<Table>(&block)) out += TableWriter(*table, marks).write();
    }
    return out + "</body>\n</html>\n";
}

}  // namespace nianbao
