// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/text_form.h"

#include <algorithm>
#include <vector>

#include "document/failure.h"
#include "document/utf8.h"

namespace nianbao {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view spaces = " \t\f\v\r\n";
    const std::size_t first = text.find_first_not_of(spaces);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

// Lines end with \n, \r\n or \r; a page break stands for a blank line.
std::vector<std::string> lines_of(std::string_view text) {
    std::string unified;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') {
            unified += '\n';
            if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
        } else if (text[i] == '\f') {
            unified += '\n';
        } else {
            unified += text[i];
        }
    }
    std::vector<std::string> lines;
    for (const std::string_view line : split(unified, '\n')) lines.emplace_back(line);
    return lines;
}

bool is_row(const std::string& line) {
    return line.find('\t') != std::string::npos;
}

// A single line with a tab that is running text with an indent, not a table.
bool is_indented_prose(const std::vector<std::string>& rows) {
    if (rows.size() != 1) return false;
    const auto fields = split(rows.front(), '\t');
    const auto filled = std::ranges::count_if(fields, [](std::string_view field) { return !trimmed(field).empty(); });
    return filled == 1 && trimmed(fields.back()).size() > 0;
}

Table table_of(const std::vector<std::string>& rows) {
    Table table;
    table.origin = TableOrigin::text;
    table.rows = static_cast<int>(rows.size());
    bool second_column_blank = true;
    for (int r = 0; r < table.rows; ++r) {
        const auto fields = split(rows[r], '\t');
        table.columns = std::max(table.columns, static_cast<int>(fields.size()));
        for (int c = 0; c < static_cast<int>(fields.size()); ++c) {
            TableCell cell;
            cell.row = r;
            cell.column = c;
            cell.text = trimmed(fields[c]);
            if (c == 1 && !cell.text.empty()) second_column_blank = false;
            table.cells.push_back(std::move(cell));
        }
    }
    // A table of one column is written with a tab behind each field, or it would be read as paragraphs.
    if (table.columns == 2 && second_column_blank) {
        table.columns = 1;
        std::erase_if(table.cells, [](const TableCell& cell) { return cell.column == 1; });
    }
    return table;
}

Paragraph paragraph_of(std::string_view line) {
    Paragraph paragraph;
    line = trimmed(line);
    std::size_t marks = 0;
    while (marks < line.size() && line[marks] == '#') ++marks;
    if (marks > 0 && marks <= 6 && (marks == line.size() || line[marks] == ' ')) {
        paragraph.markdown_level = static_cast<int>(marks);
        line = trimmed(line.substr(marks));
    }
    paragraph.text = line;
    return paragraph;
}

class Reader {
  public:
    void line(const std::string& line) {
        if (is_row(line)) {
            if (blanks_ > 1) end_table();
            rows_.push_back(line);
        } else if (!trimmed(line).empty()) {
            end_table();
            Paragraph paragraph = paragraph_of(line);
            if (!paragraph.text.empty()) document_.blocks.emplace_back(std::move(paragraph));
        }
        blanks_ = is_row(line) || !trimmed(line).empty() ? 0 : blanks_ + 1;
    }

    void end_table() {
        if (is_indented_prose(rows_)) {
            document_.blocks.emplace_back(paragraph_of(rows_.front()));
        } else if (!rows_.empty()) {
            document_.blocks.emplace_back(table_of(rows_));
        }
        rows_.clear();
    }

    Document take() { return std::move(document_); }

  private:
    Document document_;
    std::vector<std::string> rows_;
    int blanks_ = 0;
};

// One line, one field: what would end either becomes a space.
std::string flat(std::string_view text) {
    std::string out(trimmed(text));
    for (char& c : out) {
        if (c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v') c = ' ';
    }
    return out;
}

void write_table(const Table& table, std::string& out) {
    const bool one_column = table.columns <= 1;
    std::vector<std::vector<std::string>> fields(static_cast<std::size_t>(std::max(0, table.rows)));
    // A row of a text table keeps the number of fields it had; a ruled one is as wide as the grid.
    if (table.origin == TableOrigin::ruled) {
        for (auto& row : fields) row.resize(static_cast<std::size_t>(std::max(1, table.columns)));
    }
    for (const TableCell& cell : table.cells) {
        if (cell.row < 0 || cell.row >= table.rows || cell.column < 0) continue;
        auto& row = fields[static_cast<std::size_t>(cell.row)];
        const auto column = static_cast<std::size_t>(cell.column);
        if (row.size() <= column) row.resize(column + 1);
        row[column] = flat(cell.text);
    }
    for (const auto& row : fields) {
        for (std::size_t c = 0; c < row.size(); ++c) out += (c > 0 ? "\t" : "") + row[c];
        if (one_column || row.size() <= 1) out += '\t';
        out += '\n';
    }
}

}  // namespace

Document read_text_form(std::string_view utf8) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (utf8.starts_with(byte_order_mark)) utf8.remove_prefix(byte_order_mark.size());
    if (!valid_utf8(utf8)) {
        throw Failure("input.encoding", "open", "the text is not UTF-8", "save it as UTF-8 or GB18030 text");
    }
    Reader reader;
    for (const std::string& line : lines_of(utf8)) reader.line(line);
    reader.end_table();
    Document document = reader.take();
    document.source.kind = SourceKind::text;
    document.source.media_type = "text/plain";
    document.source.pages = 0;
    return document;
}

std::string write_text_form(const Document& document) {
    std::string out;
    bool after_table = false;
    for (const Block& block : document.blocks) {
        if (!out.empty()) out += '\n';
        if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
            const std::string text = flat(paragraph->text);
            if (text.empty()) continue;
            if (paragraph->markdown_level > 0) {
                out += std::string(static_cast<std::size_t>(paragraph->markdown_level), '#') + ' ';
            }
            out += text + '\n';
            after_table = false;
        } else {
            if (after_table) out += '\n';  // two blank lines part two tables
            write_table(std::get<Table>(block), out);
            after_table = true;
        }
    }
    return out;
}

}  // namespace nianbao
