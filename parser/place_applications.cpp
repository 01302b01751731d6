// SPDX-License-Identifier: GPL-3.0-or-later
// Table 3: rows by their labels in the form's order, values by column.
#include <algorithm>
#include <map>
#include <set>

#include "parser/label_text.h"
#include "parser/match_rows.h"
#include "parser/place_row.h"
#include "parser/placement.h"
#include "parser/unprinted_row.h"
#include "parser/value.h"
#include "parser/value_columns.h"
#include "parser/value_region.h"

namespace nianbao::parser {
namespace {

constexpr double sure = 0.7;
constexpr double tells_form = 0.6;  // of a row that only one form has: what is less like it may be the other form's

class ApplicationsReader {
  public:
    ApplicationsReader(const FormTable& form, const SourceTrust& trust) : form_(form), trust_(trust) {}

    Placement read(const Tables& tables) {
        for (const auto& [table, index] : tables) sort_rows(*table, index);
        match_ = match_rows(rows_, form_, trust_);
        placement_.found = std::ranges::any_of(match_.expected_of, [](int e) { return e >= 0; });
        if (!placement_.found) return std::move(placement_);
        drop_empty_alternative();
        find_columns();
        order_lost_ = order_is_lost();
        for (std::size_t i = 0; i < rows_.size(); ++i) place(i);
        note_missing(tables.size());
        return std::move(placement_);
    }

  private:
    double row_match(const Row& row) const {
        const std::string label = leaf_label(row);
        double best = 0;
        for (const FormRow& expected : form_.rows) best = std::max(best, expected.label.match(label));
        return best;
    }

    static double best_match(const std::vector<Label>& labels, const std::string& text) {
        double best = 0;
        for (const Label& label : labels) best = std::max(best, label.match(text));
        return best;
    }

    bool is_header(const Row& row) const {
        for (const Field& field : row.fields) {
            if (!field.starts || !field.label) continue;
            const std::string& text = field.cell->text;
            if (best_match(form_.header, text) >= sure) return true;
            for (const FormColumn& column : form_.columns) {
                // 其他 and 总计 are also parts of row labels.
                const bool telling = hanzi_count(column.label.wording()) > 2;
                if (telling && column.label.match(text) >= sure) return true;
            }
        }
        return false;
    }

    bool only_group(const Row& row) const {
        const std::string label = leaf_label(row);
        const double group = best_match(form_.groups, label);
        return !row.has_values() && group >= sure && group >= row_match(row);
    }

    // A label beside rows of the header, for which no rule parts them, is none of these rows'; nor is 总计 at the
    // header's end the row of that name.
    bool names_row(const Row& row) const {
        const int last = row.last_label();
        const bool ends = last >= 0 && last + 1 == static_cast<int>(row.fields.size());
        if (ends && row.table->origin == TableOrigin::ruled) return false;
        if (last >= 0 && row.fields[last].cell->row_span > 1 && !row.has_values()) return false;
        return row_match(row) >= 0.6;
    }

    // More numbers than a header has: a row of values, however badly its label was read.
    static bool holds_numbers(const Row& row) {
        return std::ranges::count_if(row.fields, [](const Field& field) {
                   return parse_value(field.cell->text, TextSource::image).kind == CellValue::Kind::number;
               }) >= 4;
    }

    // Headings too worn to be read: words where a row has its values.
    bool holds_words(const Row& row) const {
        constexpr std::ptrdiff_t several = 2;
        const auto values = static_cast<std::ptrdiff_t>(std::min(row.fields.size(), form_.columns.size()));
        const bool number = std::ranges::any_of(row.fields, [](const Field& field) {
            return parse_value(field.cell->text, TextSource::image).kind == CellValue::Kind::number;
        });
        return !number && std::count_if(row.fields.end() - values, row.fields.end(),
                                        [](const Field& field) { return field.label && field.starts; }) >= several;
    }

    // Of a picture whose labels are worn, a fragment read as a number is no value.
    void settle_labels(const Table& table, std::vector<Row>& rows) const {
        if (table.origin == TableOrigin::text || trust_.is_text()) return;
        const std::optional<int> begin = values_begin(rows, form_.columns.size());
        if (!begin) return;
        for (Row& row : rows) {
            if (trust_.is_image_page(row.page)) label_left_of(row, *begin);
        }
    }

    // Header rows apart from rows of values; fragments of a broken header above the first row that is known.
    void sort_rows(const Table& table, int index) {
        std::vector<Row> all = rows_of(table, index);
        settle_labels(table, all);
        std::size_t first = all.size();
        bool headed = false;
        for (std::size_t r = 0; r < all.size() && first == all.size(); ++r) {
            if (is_header(all[r])) {
                headed = true;
            } else if (names_row(all[r]) || holds_numbers(all[r])) {
                first = r;
            }
        }
        for (std::size_t r = 0; r < all.size(); ++r) {
            if ((r < first && (headed || holds_words(all[r]))) || is_header(all[r])) {
                headers_[index].push_back(all[r]);
            } else if (!all[r].fields.empty() && !only_group(all[r]) && !without_spaces(all[r].text()).empty() &&
                       all[r].text().find_first_not_of(" |") != std::string::npos) {
                rows_.push_back(std::move(all[r]));
            }
        }
    }

    // （六）其他处理 printed as the heading of its three rows carries no values of its own.
    void drop_empty_alternative() {
        bool parts = false;
        for (const int e : match_.expected_of) parts = parts || (e >= 0 && form_.rows[e].form == FormYear::y2021);
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const int e = match_.expected_of[i];
            if (e < 0 || form_.rows[e].form == FormYear::both) continue;
            if (form_.rows[e].form == FormYear::y2019 && parts && !rows_[i].has_values()) {
                match_.expected_of[i] = -1;
            } else if (match_.similarity[i] >= tells_form ||
                       (match_.told_by != RowsToldBy::labels && form_.rows[e].form == FormYear::y2021)) {
                ++(form_.rows[e].form == FormYear::y2021 ? placement_.rows.y2021 : placement_.rows.y2019);
            }
        }
    }

    void find_columns() {
        std::map<int, std::vector<const Row*>> values;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (match_.expected_of[i] >= 0) values[rows_[i].table_index].push_back(&rows_[i]);
        }
        for (const auto& [index, rows] : values) {
            std::vector<const Row*> header;
            for (const Row& row : headers_[index]) header.push_back(&row);
            columns_[index] = find_value_columns(header, rows, form_.columns);
            if (columns_[index].contradicted) {
                placement_.warnings.push_back(
                    row_warning("table.columns", *rows.front(), "the header names other columns than the form's"));
            }
        }
    }

    bool shares_any_label(const Row& row) const {
        return std::ranges::any_of(rows_, [&](const Row& other) { return share_label(row, other); });
    }

    /// Whether many labels are beyond reading, and there are not as many rows as a form has: then their order tells
    /// nothing, and a label that is only similar may be another row's.
    bool order_is_lost() const {
        std::size_t unread = 0;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            unread += match_.expected_of[i] >= 0 && match_.similarity[i] < 0.4 ? 1 : 0;
        }
        return match_.told_by == RowsToldBy::labels && unread * 4 >= rows_.size();
    }

    // A badly read label is vouched for by its place only when its neighbours are the form's neighbours too.
    bool place_is_sure(std::size_t i) const {
        const FormRow& expected = form_.rows[match_.expected_of[i]];
        // The one row that only the old form has may be the first of the new form's three, the others lost.
        const bool either = expected.alternative && match_.similarity[i] < tells_form;
        if (match_.told_by != RowsToldBy::labels) return !either || expected.form == FormYear::y2021;
        if (order_lost_) return match_.similarity[i] >= 0.8;
        if (either) return false;
        if (match_.similarity[i] >= 0.4) return true;
        const int e = match_.expected_of[i];
        const auto skips = [&](int from, int to) {
            for (int j = from; j < to; ++j) {
                if (!form_.rows[j].alternative) return true;
            }
            return false;
        };
        const int before = i > 0 ? match_.expected_of[i - 1] : -1;
        const int after = i + 1 < rows_.size() ? match_.expected_of[i + 1] : static_cast<int>(form_.rows.size());
        if (i > 0 && before < 0) return false;
        return after >= 0 && !skips(before + 1, e) && !skips(e + 1, after) && !form_.rows[e].alternative;
    }

    void place(std::size_t i) {
        const Row& row = rows_[i];
        if (match_.expected_of[i] < 0) {
            if (row.has_values()) {
                placement_.warnings.push_back(row_warning("row.extra", row, "a row that the form does not have"));
            }
            return;
        }
        const std::string id = form_.id + "." + form_.rows[match_.expected_of[i]].id;
        PlacedRow placed = place_row(row, columns_[row.table_index], form_.columns.size());
        const bool unsure = !place_is_sure(i) || stands_in_open_run(i, rows_, match_) || shares_any_label(row) ||
                            holds_two_rows(i, rows_, match_, form_) || may_be_part_of_row(i, rows_, match_);
        if (placed.doubt == Doubt::none && unsure) placed.doubt = Doubt::label;
        for (std::size_t k = 0; k < form_.columns.size(); ++k) {
            const Doubt doubt = placed.doubt != Doubt::none ? placed.doubt : placed.values[k].doubt;
            placement_.cells.push_back({id + "." + form_.columns[k].id, placed.values[k].cell, doubt, false, row.page});
        }
        if (placed.doubt == Doubt::value_count) {
            placement_.warnings.push_back(row_warning("row.value_count", row, placed.message));
        } else if (placed.doubt == Doubt::label) {
            placement_.warnings.push_back(row_warning("row.label", row, "the label could not be recognised"));
        }
    }

    /// Whether a row of values without a match stands where `e` would, or beside one of its neighbours, which may have
    /// taken its label: it may be that row.
    bool stranger_in_place_of(int e) const {
        std::size_t from = 0, to = rows_.size();
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (match_.expected_of[i] >= 0 && match_.expected_of[i] < e) from = i > 0 ? i - 1 : 0;
            if (match_.expected_of[i] > e && i < to) to = i;
        }
        to = std::min(rows_.size(), to + 2);
        for (std::size_t i = from; i < to; ++i) {
            if (match_.expected_of[i] < 0 && rows_[i].has_values()) return true;
        }
        return false;
    }

    /// Of rows that only one form has, those of the form whose rows were seen; where none was, either may be meant.
    bool is_expected(const FormRow& row) const {
        const FormVotes& votes = placement_.rows;
        if (!row.alternative || votes.y2019 + votes.y2021 == 0) return true;
        return row.form == FormYear::y2019 ? votes.y2019 > 0 : votes.y2021 > 0;
    }

    void note_missing(std::size_t table_count) {
        const std::set<int> seen(match_.expected_of.begin(), match_.expected_of.end());
        bool cut = table_count > 1;
        for (const Row& row : rows_) cut = cut || !row.table->page_starts.empty();
        const bool told = placement_.rows.y2019 + placement_.rows.y2021 > 0;
        const bool may_lack = std::ranges::any_of(rows_, [&](const Row& row) { return may_lack_cells(row, trust_); });
        for (int e = 0; e < static_cast<int>(form_.rows.size()); ++e) {
            const FormRow& row = form_.rows[e];
            const int page = rows_.front().page;
            if (seen.contains(e) || !is_expected(row)) continue;
            // In a picture, or where a table was cut by a page's end, it is more likely that we lost the row; where a
            // row was printed and not recognised, it is that row that we lost.
            const bool stranger = stranger_in_place_of(e);
            const bool lost = stranger || (!is_unprinted(e, rows_, match_, form_) &&
                                           (may_lack || (cut && !trust_.is_text() && (told || !row.alternative))));
            // Where nothing hints at a loss, one warning names the row that some form has there.
            if (row.alternative && !told && row.form != FormYear::y2019 && !lost) continue;
            placement_.warnings.push_back(
                {"parser", "row.missing", page, "the row is not in the table: " + row.label.wording()});
            if (!lost) continue;
            for (const FormColumn& column : form_.columns) {
                placement_.cells.push_back(
                    {form_.id + "." + row.id + "." + column.id, nullptr, Doubt::missing, false, page});
            }
        }
    }

    const FormTable& form_;
    const SourceTrust& trust_;
    Placement placement_;
    std::map<int, std::vector<Row>> headers_;
    std::map<int, ValueColumns> columns_;
    std::vector<Row> rows_;
    MatchedRows match_;
    bool order_lost_ = false;
};

}  // namespace

Placement place_applications(const Tables& tables, const FormTable& form, const SourceTrust& trust) {
    return ApplicationsReader(form, trust).read(tables);
}

}  // namespace nianbao::parser
