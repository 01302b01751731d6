// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdio>

#include "pipeline/explain/braille.h"
#include "pipeline/explain/explain_outputs.h"
#include "pipeline/explain/visible.h"

namespace nianbao {
namespace {

using parser::RecordCell;

constexpr int page_columns = 100;                       // of text before it is broken
constexpr int drawing_columns = 72, drawing_rows = 18;  // a number in a row of three printed lines can still be told
constexpr int name_columns = 12, printed_columns = 14, share_columns = 13;

std::string field(const std::string& name, const std::string& text) {
    return "  " + padded(name, name_columns) + text + "\n";
}

std::string shown(const std::string& printed) {
    return printed.empty() ? "(blank)" : visible(printed);
}

std::string place(const RecordCell& cell) {
    if (cell.page <= 0) return {};
    std::string text = std::to_string(cell.page);
    if (!cell.box) return field("page", text);
    char box[120];
    std::snprintf(box, sizeof box, ", %.0f to %.0f points from its left edge, %.0f to %.0f from its top", cell.box->x0,
                  cell.box->x1, cell.box->y0, cell.box->y1);
    return field("page", text + box);
}

std::string others(const std::vector<Alternative>& alternatives) {
    std::string out;
    for (const Alternative& other : alternatives) {
        out += (out.empty() ? "" : ", ") + shown(other.text) + " " + percent_text(other.probability);
    }
    return out;
}

std::string reader_line(const std::string& who, const std::string& printed, double share, const std::string& rest) {
    std::string line = "  " + padded(who, name_columns) + padded(printed, printed_columns) +
                       padded(percent_text(share), share_columns) + rest;
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

std::string ratio_text(double ratio) {
    constexpr double least = 1e-9;  // that a record tells from nothing
    if (ratio < least) return "less than 1e-09";
    char text[40];
    std::snprintf(text, sizeof text, ratio >= 0.001 ? "%.3f" : "%.1e", ratio);
    return text;
}

std::string readers(const RecordCell& cell) {
    std::string out;
    if (cell.readings.empty() && !cell.prior) return out;
    out += "\n  " + padded("reader", name_columns) + padded("reads", printed_columns) +
           padded("probability", share_columns) + "or else\n";
    for (const Reading& reading : cell.readings) {
        out += reader_line(std::string(name(reading.witness)), shown(reading.text), reading.confidence,
                           others(reading.alternatives));
    }
    if (cell.readings.empty()) {
        out += cell.printed.empty() ? "  no ink was seen there, so there was nothing to read\n"
                                    : "  who read it was not recorded\n";
    }
    const bool layer = cell.readings.size() == 1 && cell.readings.front().witness == Witness::text_layer;
    if (cell.prior && !layer)
        out += reader_line("together", shown(cell.printed), *cell.prior, "before the sums were asked");
    if (cell.rival) {
        out += "  The best other reading of all its sums has " + shown(cell.rival->printed) + " here; it is " +
               ratio_text(cell.rival->ratio) + " times as probable.\n";
    }
    if (cell.under_seal) out += "  A seal covers the cell.\n";
    return out;
}

/// Broken between summands, never inside a number.
std::string wrapped(const std::string& text, const std::string& indent) {
    std::string out, line = indent;
    for (std::size_t start = 0; start < text.size();) {
        const auto end = std::min(text.find(' ', start), text.size());
        const std::string word = text.substr(start, end - start);
        if (line.size() > indent.size() && columns_of(line) + 1 + columns_of(word) > page_columns) {
            out += line + "\n";
            line = indent;
        }
        line += (line.size() > indent.size() ? " " : "") + word;
        start = end + 1;
    }
    return out + line + "\n";
}

std::string sums(const Explanation& explanation) {
    if (explanation.sums.empty()) return "\n  It stands in no sum.\n";
    std::string out = "\n  sums\n";
    for (const WrittenSum& sum : explanation.sums) {
        const std::string separator = sum.holds == false || sum.totals.empty() ? ": " : ", ";
        out += "    " + visible(sum.id) + "\n";
        out += wrapped(equation(sum, explanation.cell.id) + separator + finding(sum), "      ");
    }
    return out;
}

std::string list(const std::vector<std::string>& ids) {
    std::string out;
    for (const std::string& id : ids) out += (out.empty() ? "" : ", ") + visible(id);
    return out;
}

std::string changes(const Explanation& explanation) {
    if (explanation.changes.empty()) return {};
    std::string out = "\n  one number that would mend it, unless the report itself is wrong\n";
    for (const Change& change : explanation.changes) {
        const bool own = change.id == explanation.cell.id;
        out += "    " + (own ? "" : visible(change.id) + ": ") + shown(change.to) + " instead of " +
               shown(change.from) + ": " + mentions_text(change) + "\n";
        out += wrapped("mends " + list(change.mends), "      ");
        if (!change.breaks.empty()) out += wrapped("breaks " + list(change.breaks), "      ");
    }
    return out;
}

}  // namespace

std::string explanation_text(const Explanation& explanation, Drawing drawing) {
    const RecordCell& cell = explanation.cell;
    std::string out = visible(cell.id) + "\n";
    if (!explanation.labels.row.empty()) {
        out += field("table", visible(explanation.labels.table)) + field("row", visible(explanation.labels.row)) +
               field("column", visible(explanation.labels.column));
    }
    out += place(cell);
    out += field("printed", shown(cell.printed));
    out += field("value", cell.value ? cell.value->text() : "none");
    out += field("confidence", percent_text(cell.confidence));
    out += field("verdict", explanation.verdict);
    if (drawing == Drawing::braille && !explanation.crop_png.empty()) {
        out += "\n" + braille(explanation.crop_png, drawing_columns, drawing_rows);
    }
    return out + readers(cell) + sums(explanation) + changes(explanation);
}

}  // namespace nianbao
