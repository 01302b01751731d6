// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/disclosure_items.h"

#include <algorithm>

#include "document/utf8.h"
#include "parser/label_text.h"
#include "parser/value.h"

namespace nianbao::parser {
namespace {

constexpr double sure = 0.7, hardly = 0.45;
constexpr int least_legible = 4;  // hanzi of a heading that is hardly like one

class ItemCollector {
  public:
    explicit ItemCollector(const FormTable& form) : form_(form) {}
    DisclosureItems take() { return {std::move(items_), last_article_}; }

    void collect(const Table& table, int index) {
        for (Row& row : rows_of(table, index)) {
            if (header_ && table.origin == TableOrigin::ruled) settle_labels(row, *header_);
            const std::string label = first_label(row);
            if (label.empty() && !row.has_values()) continue;
            const double item = item_match(label);
            const int article = item < 0.9 ? article_of(row) : -1;
            if (article >= 0) {
                article_ = last_article_ = article;
                rows_in_article_ = 0;
                header_ = has_corner(row) ? header_of(row) : std::nullopt;  // no rule parts the line from its header
            } else if (auto header = item < 0.9 ? header_of(row) : std::nullopt) {
                // The line above this header could not be read, unless the table goes on with it on another page.
                if (rows_in_article_ > 0 && header_ && !repeats(*header, *header_)) article_ = -1;
                header_ = std::move(header);
                rows_in_article_ = 0;
            } else if (item < hardly && is_article_line(row, label)) {
                article_ = -1;
                header_.reset();
            } else {
                if (header_) join_headings(*header_, row);
                rows_in_article_ += row.has_values() ? 1 : 0;
                items_.push_back({std::move(row), label, article_, header_});
            }
        }
    }

  private:
    int article_of(const Row& row) const {
        int best = -1;
        double best_match = 0.75;
        for (const Field& field : row.fields) {
            if (!field.starts || field.blank) continue;
            for (std::size_t a = 0; a < form_.articles.size(); ++a) {
                // The articles differ in one character: the exact one wins, a misread one is left to the rows.
                const double match = form_.articles[a].label.match(field.cell->text);
                if (match > best_match) {
                    best_match = match;
                    best = static_cast<int>(a);
                }
            }
        }
        return best;
    }

    /// A line 第二十条第（…）项 of which too little is legible to tell which; specks behind it may pass for a number.
    static bool is_article_line(const Row& row, const std::string& label) {
        const std::u32string key = label_key(label);
        const auto cells = std::ranges::count_if(row.fields, [](const Field& f) { return f.starts && !f.blank; });
        return key.starts_with(U'第') && key.find(U"条第") != std::u32string::npos && cells <= 2;
    }

    double item_match(const std::string& label) const {
        double best = 0;
        for (const FormRow& row : form_.rows) best = std::max(best, row.label.match(label));
        return best;
    }

    /// How well the text names a column of any article.
    double column_match(const std::string& text) const {
        double best = 0;
        for (const FormArticle& article : form_.articles) {
            for (const FormColumn& column : article.columns) best = std::max(best, column.label.match(text));
        }
        return best;
    }

    bool is_corner(const Field& field) const {
        return field.starts && !field.blank && form_.header.front().match(field.cell->text) >= 0.6;
    }

    bool has_corner(const Row& row) const {
        return std::ranges::any_of(row.fields, [this](const Field& field) { return is_corner(field); });
    }

    /// A heading without the line 第二十条第（…）项 above it, where both stand in one cell.
    static std::string without_article(const std::string& text) {
        const std::u32string characters = to_utf32(text);
        const std::size_t item = characters.find(U'项'), clause = characters.find(U"条第");
        const bool both = characters.starts_with(U'第') && clause < item && item + 1 < characters.size();
        return both ? to_utf8(characters.substr(item + 1)) : text;
    }

    std::optional<DisclosureHeader> header_of(const Row& row) const {
        DisclosureHeader header;
        header.field_count = static_cast<int>(row.fields.size());
        int known = 0, likely = 0;
        bool corner = false, numbers = false;
        for (const Field& field : row.fields) {
            if (!field.starts || field.blank) continue;
            const std::string text = without_article(field.cell->text);
            if (!corner && is_corner(field)) {
                corner = true;
                header.corner = field.begin;
                header.corner_end = field.end;
                continue;
            }
            const double match = column_match(text);
            known += match >= sure ? 1 : 0;
            likely += match >= hardly && hanzi_count(text) >= least_legible ? 1 : 0;
            const bool number = parse_value(text, TextSource::image).kind == CellValue::Kind::number;
            numbers = numbers || number;
            if (field.label || !number) header.cells.push_back({field.begin, field.end, text});
        }
        // Several worn headings that are each a little like one; beside them no number stands, nor are they the second
        // lines of those above them.
        const bool first_line = !header_ || rows_in_article_ > 0;
        header.worn = known == 0 && !corner && likely >= 2 && !numbers && first_line;
        if (header.worn) known = likely;
        if (!corner && known > 0) set_misread_corner(header);
        if (known == 0 && !(corner && !header.cells.empty())) return std::nullopt;
        return header;
    }

    /// What stands first over columns that are known, and is none itself, is the corner beyond recognition.
    void set_misread_corner(DisclosureHeader& header) const {
        if (header.cells.size() < 2 || header.cells.front().begin != 0) return;
        if (column_match(header.cells.front().text) >= hardly) return;
        header.corner = 0;
        header.corner_end = header.cells.front().end;
        header.cells.erase(header.cells.begin());
    }

    /// A heading that a stroke cut in two stands over one cell of the row, and its halves name a column only together.
    void join_headings(DisclosureHeader& header, const Row& row) const {
        for (std::size_t h = 0; h + 1 < header.cells.size();) {
            HeaderCell& left = header.cells[h];
            const HeaderCell& right = header.cells[h + 1];
            const bool under_both = std::ranges::any_of(row.fields, [&](const Field& field) {
                return field.starts && !field.label && field.begin == left.begin && field.end == right.end;
            });
            const double apart = std::max(column_match(left.text), column_match(right.text)),
                         together = column_match(left.text + right.text);
            if (under_both && together >= sure && together > apart) {
                left = {left.begin, right.end, left.text + right.text, true};
                header.cells.erase(header.cells.begin() + static_cast<std::ptrdiff_t>(h) + 1);
            } else {
                ++h;
            }
        }
    }

    static bool repeats(const DisclosureHeader& header, const DisclosureHeader& before) {
        return std::ranges::equal(header.cells, before.cells, {}, &HeaderCell::text, &HeaderCell::text);
    }

    /// Of a worn label pieces may be read as a number, or as one character: what stands under 信息内容 is the label, or
    /// its end.
    static void settle_labels(Row& row, const DisclosureHeader& header) {
        const auto is_print = [](const Field& field) { return field.starts && !field.blank; };
        const auto is_behind = [&](const Field& f) { return is_print(f) && f.begin >= header.corner_end; };
        const auto is_under = [&](const Field& f) { return is_print(f) && f.end <= header.corner_end; };
        if (header.corner_end == 0 || std::ranges::none_of(row.fields, is_behind)) return;
        const bool labelled =
            std::ranges::any_of(row.fields, [&](const Field& field) { return is_under(field) && field.label; });
        for (Field& field : row.fields) {
            if (!is_under(field)) continue;
            const bool number = parse_value(field.cell->text, TextSource::image).kind == CellValue::Kind::number;
            const bool piece = !number && hanzi_count(field.cell->text) > 0;
            field.label = field.label || piece || (!labelled && field.begin == header.corner);
        }
    }

    static std::string first_label(const Row& row) {
        for (const Field& field : row.fields) {
            if (field.label && field.starts) return field.cell->text;
        }
        return {};
    }

    const FormTable& form_;
    std::vector<DisclosureItem> items_;
    std::optional<DisclosureHeader> header_;
    int article_ = -1, last_article_ = -1;
    int rows_in_article_ = 0;  ///< since its line, or the last header
};

}  // namespace

DisclosureItems disclosure_items(const Tables& tables, const FormTable& form) {
    ItemCollector collector(form);
    for (const auto& [table, index] : tables) collector.collect(*table, index);
    return collector.take();
}

}  // namespace nianbao::parser
