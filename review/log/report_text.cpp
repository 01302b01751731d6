// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/log/report_text.h"

#include <algorithm>
#include <vector>

#include "document/utf8.h"
#include "pipeline/explain/explanation.h"
#include "pipeline/explain/visible.h"
#include "review/core/work.h"

namespace nianbao::review {
namespace {

using parser::Record;
using parser::Section;
using Parts = ReportTextOptions::Parts;

constexpr int narrowest_label = 20, widest_label = 38;
constexpr int narrowest_number = 6, widest_number = 14;

/// Characters with what they are shown in, broken into lines.
class Lines {
  public:
    Lines(int width, Colours colours) : width_(width), colours_(colours) {}

    void add(const std::string& character, bool doubtful) {
        const int columns = columns_of(character);
        if (used_ + columns > width_ || character == "\n") end_line();
        if (character == "\n") return;
        if (doubtful != doubtful_) flush();
        doubtful_ = doubtful;
        run_ += character;
        used_ += columns;
    }
    std::string take() {
        end_line();
        return std::move(out_);
    }

  private:
    void flush() {
        if (!run_.empty()) out_ += doubtful_ ? shaded(run_, Shade::doubtful, colours_) : run_;
        run_.clear();
    }
    void end_line() {
        flush();
        if (used_ > 0) out_ += "\n";
        used_ = 0;
    }
    int width_;
    Colours colours_;
    std::string out_, run_;
    bool doubtful_ = false;
    int used_ = 0;
};

/// Which characters of a section's text nobody has vouched for.
std::vector<bool> doubtful_characters(const Section& section, std::size_t length) {
    std::vector<bool> doubtful(length, false);
    for (const parser::DoubtfulLine& line : section.doubtful) {
        if (line.answer) continue;
        for (const parser::DoubtfulCharacters& part : line.characters) {
            for (std::size_t i = line.at + part.first; i < std::min(length, line.at + part.first + part.count); ++i)
                doubtful[i] = true;
        }
    }
    return doubtful;
}

std::string section_text(const Section& section, const ReportTextOptions& options) {
    const std::u32string text = to_utf32(section.text);
    const std::vector<bool> doubtful = doubtful_characters(section, text.size());
    Lines lines(options.width, options.colours);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string character = to_utf8(text[i]);
        lines.add(character == "\n" ? character : visible(character), doubtful[i]);
    }
    return "\n" + shaded(visible(section.heading), Shade::heading, options.colours) + "\n" + lines.take();
}

std::string cut(const std::string& text, int columns) {
    std::string kept;
    int used = 0;
    for (const char32_t c : to_utf32(visible(text))) {
        const std::string character = to_utf8(c);
        if (used + columns_of(character) > columns) break;
        kept += character;
        used += columns_of(character);
    }
    return kept;
}

std::string name_of_nothing(const std::string& printed) {
    return visible(printed.empty() ? "␣" : printed);
}

std::string right(const std::string& text, int columns) {
    return std::string(static_cast<std::size_t>(std::max(0, columns - columns_of(text))), ' ') + text;
}

/// Shaded, and as wide as without.
std::string shown(const std::optional<CellState>& cell, int columns, Colours colours) {
    if (!cell) return right("", columns);
    const std::string text = name_of_nothing(cell->printed);
    const bool doubtful = cell->standing == parser::Standing::review;
    if (!doubtful && !cell->answered) return right(cell->printed.empty() ? "" : text, columns);
    const Shade shade = doubtful ? Shade::doubtful : Shade::corrected;
    const std::string out = shaded(text, shade, colours);
    const int width = colours == Colours::on ? columns_of(text) : columns_of(out);
    return std::string(static_cast<std::size_t>(std::max(0, columns - width)), ' ') + out;
}

bool is_doubtful(const Grid::Row& row) {
    return std::ranges::any_of(row.cells, [](const auto& cell) {
        return cell && (cell->standing == parser::Standing::review || cell->answered);
    });
}

/// For the longest number and its marks.
int number_width(const Grid& grid, Colours colours) {
    int widest = narrowest_number;
    for (const Grid::Row& row : grid.rows) {
        for (const auto& cell : row.cells) {
            if (!cell) continue;
            const bool doubtful = cell->standing == parser::Standing::review;
            const int marks = colours == Colours::on ? 0 : doubtful ? 2 : cell->answered ? 1 : 0;
            widest = std::max(widest, columns_of(visible(cell->printed)) + marks);
        }
    }
    return std::min(widest, widest_number);
}

std::string grid_text(const Grid& grid, const ReportTextOptions& options) {
    const int number = number_width(grid, options.colours);
    const int label =
        std::clamp(options.width - static_cast<int>(grid.columns.size()) * (number + 1), narrowest_label, widest_label);
    std::string head = padded("", label), rows;
    for (const std::string& column : grid.columns) head += " " + right(cut(column, number), number);
    for (const Grid::Row& row : grid.rows) {
        if (options.parts == Parts::doubtful && !is_doubtful(row)) continue;
        rows += padded(cut(row.label, label), label);
        for (const auto& cell : row.cells) rows += " " + shown(cell, number, options.colours);
        rows += "\n";
    }
    if (rows.empty()) return "";
    return "\n" + shaded(grid.title, Shade::heading, options.colours) + "\n" +
           shaded(head, Shade::weak, options.colours) + "\n" + rows;
}

std::string tables_text(const Record& record, const ReportTextOptions& options) {
    std::string out;
    std::vector<std::string> done;
    for (const parser::RecordCell& cell : record.cells) {
        const std::string title = labels_of(cell.id).table;
        if (std::ranges::find(done, title) != done.end()) continue;
        done.push_back(title);
        out += grid_text(grid_of(record, cell.id), options);
    }
    return out;
}

std::string checks_text(const Record& record, const ReportTextOptions& options) {
    std::string out;
    for (const parser::Check& check : record.checks) {
        if (check.holds != false) continue;
        out += "  " + check.id + " is off by " + (check.difference ? check.difference->text() : "?") + "\n";
    }
    return out.empty() ? "" : "\n" + shaded("sums that do not hold", Shade::heading, options.colours) + "\n" + out;
}

std::string doubts_text(const Record& record, const ReportTextOptions& options) {
    std::string out;
    for (const parser::RecordCell& cell : record.cells) {
        if (!cell.needs_review) continue;
        out += "  " + padded(cell.id, 50) + " " +
               shaded(name_of_nothing(cell.printed), Shade::doubtful, options.colours) + "  " +
               percent_text(cell.confidence) + "  " + visible(cell.reason) + "\n";
    }
    return out.empty() ? "" : "\n" + shaded("for review", Shade::heading, options.colours) + "\n" + out;
}

std::string title_text(const Record& record, const ReportTextOptions& options) {
    std::string out =
        shaded(visible(record.title.value_or(record.source.file)), Shade::heading, options.colours) + "\n";
    out += visible(record.organization.value_or("(no body named)"));
    if (record.year) out += ", " + std::to_string(*record.year);
    out += record.form ? ", form " + *record.form : ", not a disclosure report";
    out += ", " + std::string(name(record.source.kind)) + ", " + std::to_string(record.source.pages) + " pages\n";
    return out + std::to_string(record.cells.size()) + " cells, " + std::to_string(record.review_count()) +
           " for review, " + std::to_string(record.answered_count()) + " answered, " +
           std::to_string(record.corrected_count()) + " of them corrected\n";
}

}  // namespace

std::string report_text(const Record& record, const ReportTextOptions& options) {
    std::string out = title_text(record, options);
    if (options.parts == Parts::all) {
        for (const Section& section : record.sections) out += section_text(section, options);
    }
    return out + tables_text(record, options) + checks_text(record, options) + doubts_text(record, options);
}

}  // namespace nianbao::review
