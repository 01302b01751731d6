// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/explain/base64.h"
#include "pipeline/explain/explain_outputs.h"
#include "pipeline/explain/visible.h"
#include "pipeline/export_html.h"

namespace nianbao {
namespace {

using parser::RecordCell;

constexpr const char* style = R"(
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; margin: 2em auto; max-width: 56em; padding: 0 1em;
       color: #1a1a1a; background: #fff; }
h1 { font-size: 1.3em; } h2 { font-size: 1.1em; margin: 2em 0 .4em; overflow-wrap: anywhere; }
table { border-collapse: collapse; margin: .6em 0; font-size: .92em; }
td, th { border: 1px solid #bbb; padding: .2em .6em; text-align: left; vertical-align: top; }
th { background: #f0f0f0; font-weight: normal; }
img { border: 1px solid #888; max-width: 100%; margin: .4em 0; }
.review { background: #ffe08a; } .proven, .confirmed { background: #dcefdc; } .fails { background: #ffd6d6; }
.number { font-variant-numeric: tabular-nums; }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid; }
       * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
)";

std::string td(const std::string& text, const std::string& kind = {}) {
    return "<td" + (kind.empty() ? "" : " class=\"" + kind + "\"") + ">" + html_escape(text) + "</td>";
}

std::string row(const std::string& head, const std::string& text, const std::string& kind = {}) {
    return "<tr><th>" + html_escape(head) + "</th>" + td(text, kind) + "</tr>\n";
}

std::string shown(const std::string& printed) {
    return printed.empty() ? "(blank)" : printed;
}

std::string facts(const Explanation& explanation) {
    const RecordCell& cell = explanation.cell;
    std::string out = "<table>\n";
    if (!explanation.labels.row.empty()) {
        out += row("table", explanation.labels.table) + row("row", explanation.labels.row) +
               row("column", explanation.labels.column);
    }
    if (cell.page > 0) out += row("page", std::to_string(cell.page));
    out += row("printed", shown(cell.printed), "number") +
           row("value", cell.value ? cell.value->text() : "none", "number") +
           row("confidence", percent_text(cell.confidence), "number") +
           row("verdict", explanation.verdict, std::string(name(cell.standing())));
    return out + "</table>\n";
}

std::string picture(const Explanation& explanation) {
    if (explanation.crop_png.empty()) return {};
    return "<p><img alt=\"the cell on its page\" src=\"data:image/png;base64," + base64(explanation.crop_png) +
           "\"></p>\n";
}

std::string readers(const RecordCell& cell) {
    if (cell.readings.empty() && !cell.prior) return {};
    std::string out = "<table>\n<tr><th>reader</th><th>reads</th><th>probability</th><th>or else</th></tr>\n";
    for (const Reading& reading : cell.readings) {
        std::string others;
        for (const Alternative& other : reading.alternatives) {
            others += (others.empty() ? "" : ", ") + shown(other.text) + " " + percent_text(other.probability);
        }
        out += "<tr>" + td(std::string(name(reading.witness))) + td(shown(reading.text), "number") +
               td(percent_text(reading.confidence), "number") + td(others) + "</tr>\n";
    }
    if (cell.prior) {
        out += "<tr>" + td("together") + td(shown(cell.printed), "number") + td(percent_text(*cell.prior), "number") +
               td("before the sums were asked") + "</tr>\n";
    }
    if (cell.rival) {
        out += "<tr>" + td("best other reading of its sums") + td(shown(cell.rival->printed), "number") +
               td(percent_text(cell.rival->ratio), "number") + td("of the chosen one's probability") + "</tr>\n";
    }
    return out + "</table>\n";
}

std::string sums(const Explanation& explanation) {
    if (explanation.sums.empty()) return "<p>It stands in no sum.</p>\n";
    std::string out = "<table>\n<tr><th>sum</th><th>numbers</th><th></th></tr>\n";
    for (const WrittenSum& sum : explanation.sums) {
        out += "<tr>" + td(sum.id) + td(equation(sum, explanation.cell.id), "number") +
               td(finding(sum), sum.holds == false ? "fails" : "") + "</tr>\n";
    }
    return out + "</table>\n";
}

std::string list(const std::vector<std::string>& ids) {
    std::string out;
    for (const std::string& id : ids) out += (out.empty() ? "" : ", ") + id;
    return out;
}

std::string changes(const Explanation& explanation) {
    if (explanation.changes.empty()) return {};
    std::string out =
        "<table>\n<tr><th>one number that would mend it</th><th>instead of</th><th>seen by</th>"
        "<th>mends</th><th>breaks</th></tr>\n";
    for (const Change& change : explanation.changes) {
        const std::string where = change.id == explanation.cell.id ? "" : change.id + ": ";
        out += "<tr>" + td(where + change.to, "number") + td(shown(change.from), "number") + td(mentions_text(change)) +
               td(list(change.mends)) + td(list(change.breaks)) + "</tr>\n";
    }
    return out + "</table>\n";
}

}  // namespace

std::string explanations_html(const parser::Record& record, const std::vector<Explanation>& explanations) {
    const std::string title = "Cells of " + record.title.value_or(record.source.file);
    std::string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
                      html_escape(title) +
                      "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>" +
                      style + "</style>\n</head>\n<body>\n<h1>" + html_escape(title) + "</h1>\n<p>" +
                      html_escape(record.source.file) + "</p>\n";
    if (explanations.empty()) out += "<p>No cell is for review.</p>\n";
    for (const Explanation& explanation : explanations) {
        out += "<section>\n<h2>" + html_escape(explanation.cell.id) + "</h2>\n" + picture(explanation) +
               facts(explanation) + readers(explanation.cell) + sums(explanation) + changes(explanation) +
               "</section>\n";
    }
    return out + "</body>\n</html>\n";
}

}  // namespace nianbao
