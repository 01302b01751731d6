// SPDX-License-Identifier: GPL-3.0-or-later
// Table 2: articles, each with a header of its own; a report may mix the forms from article to article.
#include <algorithm>
#include <map>
#include <set>

#include "parser/disclosure_columns.h"
#include "parser/disclosure_items.h"
#include "parser/disclosure_rows.h"
#include "parser/label_text.h"
#include "parser/placement.h"
#include "parser/unprinted_row.h"

namespace nianbao::parser {
namespace {

class DisclosureReader {
  public:
    DisclosureReader(const FormTable& form, const SourceTrust& trust) : form_(form), trust_(trust) {}

    Placement read(const Tables& tables) {
        DisclosureItems items = disclosure_items(tables, form_);
        items_ = std::move(items.rows);
        last_article_ = items.last_article;
        DisclosureRows rows = match_disclosure_rows(items_, form_, trust_);
        expected_of_ = std::move(rows.expected_of);
        guessed_ = std::move(rows.guessed);
        for (std::size_t i = 0; i < items_.size(); ++i) place(i);
        placement_.found = std::ranges::any_of(expected_of_, [](int e) { return e >= 0; });
        damaged_ = is_damaged();
        if (placement_.found) note_missing();
        if (placement_.found) note_missing_columns();
        return std::move(placement_);
    }

  private:
    // The cell under a header cell: by position, or by count where positions were lost.
    struct Under {
        std::vector<const Field*> fields;
        Doubt doubt = Doubt::none;
    };

    Under under(const DisclosureItem& item, const DisclosureHeader& header) const {
        const Row& row = item.row;
        const auto behind = fields_behind_label(row);
        const int last = row.last_label();
        const bool ruled = row.table->origin == TableOrigin::ruled;
        const int shift = last < 0 || ruled ? 0 : row.fields[last].begin - header.corner;
        const std::vector<const Field*> filled = filled_fields(row);
        Under result;
        bool placed_all = true;
        std::size_t placed = 0;
        for (const HeaderCell& cell : header.cells) {
            const Field* found = nullptr;
            int hits = 0;
            for (const Field* field : behind) {
                const bool meets = field->begin < cell.end + shift && cell.begin + shift < field->end;
                if (!meets) continue;
                if (found == nullptr || !field->blank) found = field;
                if (!field->blank) ++hits;
            }
            placed_all = placed_all && found != nullptr && hits <= 1 && found->starts;
            placed += static_cast<std::size_t>(hits);
            result.fields.push_back(found);
        }
        const bool covers_one =
            std::set<const Field*>(result.fields.begin(), result.fields.end()).size() == result.fields.size();
        if (placed_all && covers_one && placed == filled.size()) return result;
        if (filled.size() == header.cells.size()) {
            result.fields = filled;
            if (ruled) result.doubt = Doubt::columns;
            return result;
        }
        result.doubt = ruled ? Doubt::merged : Doubt::value_count;
        for (const Field*& field : result.fields) field = nullptr;
        return result;
    }

    void place(std::size_t i) {
        const DisclosureItem& item = items_[i];
        if (expected_of_[i] < 0) {
            if (item.row.has_values() && !item.label.empty()) {
                placement_.warnings.push_back(row_warning("row.extra", item.row, "a row that the form does not have"));
            }
            return;
        }
        const FormRow& row = form_.rows[expected_of_[i]];
        const auto& columns = form_.articles[row.article].columns;
        if (!item.header || item.header->cells.empty()) {
            place_without_header(item, row, columns);
            return;
        }
        const std::vector<int> named = columns_named(*item.header, columns);
        if (std::ranges::all_of(named, [](int k) { return k < 0; })) {
            place_without_header(item, row, columns);  // what stands above it is another article's header
            return;
        }
        const std::vector<int> which = trust_.is_image_page(item.row.page) ? columns_by_order(named, columns) : named;
        Under cells = under(item, *item.header);
        const auto by_count = form_with_columns(columns, filled_fields(item.row).size());
        if (cells.doubt == Doubt::merged && by_count && are_of(*by_count, named, columns)) {
            place_in_order(item, row, columns, *by_count);  // two headings ran together
            return;
        }
        const bool shared =
            std::ranges::any_of(items_, [&](const DisclosureItem& other) { return share_label(item.row, other.row); });
        if (cells.doubt == Doubt::none && (shared || guessed_.contains(i))) cells.doubt = Doubt::label;
        note_whole_header(item, row.article, which, cells.doubt);
        for (std::size_t h = 0; h < which.size(); ++h) {
            if (which[h] < 0) {
                place_unknown_column(item, item.header->cells[h], cells.fields[h]);
                continue;
            }
            const FormColumn& column = columns[which[h]];
            vote(column);
            Doubt doubt = cells.doubt;
            const bool told = named[h] >= 0 && !item.header->cells[h].joined && !item.header->worn;
            if (doubt == Doubt::none && !told) doubt = Doubt::heading;
            const bool in_yuan = column.amount && item.header->cells[h].text.find("元") != std::string::npos &&
                                 item.header->cells[h].text.find("万") == std::string::npos;
            add(row, column, cells.fields[h] == nullptr ? nullptr : cells.fields[h]->cell,
                doubt == Doubt::none && in_yuan ? Doubt::unit : doubt, item.row.page);
        }
        if (cells.doubt == Doubt::value_count) {
            placement_.warnings.push_back(
                row_warning("row.value_count", item.row, "the row has another number of values than its header"));
        }
    }

    /// Whether the header shows that the article has the columns of one form and no others. Where two of its headers
    /// differ, it has those of both.
    void note_whole_header(const DisclosureItem& item, int article, const std::vector<int>& which, Doubt doubt) {
        const auto& columns = form_.articles[article].columns;
        const bool sure = doubt == Doubt::none && item.article == article && !item.header->worn;
        const bool alone =
            sure && stands_alone(*item.header, which, columns) && fields_behind_label(item.row).size() == 1;
        if (!alone && !names_all(which, columns)) return;
        whole_headers_.insert(&item);
        if (!sure) return;
        FormYear year = FormYear::y2021;
        for (const int k : which) year = columns[k].form == FormYear::both ? year : columns[k].form;
        const auto known = whole_articles_.emplace(article, year).first;
        if (known->second != year) known->second = FormYear::both;
    }

    void place_unknown_column(const DisclosureItem& item, const HeaderCell& header, const Field* field) {
        if (field == nullptr || field->blank) return;
        strange_columns_.insert(&item);
        placement_.warnings.push_back(
            {"parser", "column.extra", item.row.page,
             "a column that the form does not have: " + without_spaces(header.text) + ": " + item.row.text()});
    }

    /// Whether all headings that are known may stand in that form.
    static bool are_of(FormYear year, const std::vector<int>& named, const std::vector<FormColumn>& columns) {
        return std::ranges::all_of(
            named, [&](int k) { return k < 0 || columns[k].form == FormYear::both || columns[k].form == year; });
    }

    std::vector<const Field*> filled_fields(const Row& row) const {
        std::vector<const Field*> filled;
        for (const Field* field : fields_behind_label(row)) {
            if (!field->blank) filled.push_back(field);
        }
        return filled;
    }

    // The header was lost: as many values as one of the forms has columns there are taken for that form's, for review.
    void place_without_header(const DisclosureItem& item, const FormRow& row, const std::vector<FormColumn>& columns) {
        placement_.warnings.push_back(row_warning("header.missing", item.row, "no header stands over the row"));
        const std::vector<const Field*> filled = filled_fields(item.row);
        const FormYear usual = placement_.columns.y2019 > placement_.columns.y2021 ? FormYear::y2019 : FormYear::y2021;
        place_in_order(item, row, columns, form_with_columns(columns, filled.size()).value_or(usual));
    }

    // For review.
    void place_in_order(const DisclosureItem& item, const FormRow& row, const std::vector<FormColumn>& columns,
                        FormYear year) {
        const std::vector<const Field*> filled = filled_fields(item.row);
        std::size_t next = 0;
        for (const int k : columns_of(year, columns)) {
            const FormColumn& column = columns[k];
            const Field* field = next < filled.size() ? filled[next] : nullptr;
            ++next;
            add(row, column, field == nullptr ? nullptr : field->cell, Doubt::columns, item.row.page);
        }
    }

    void vote(const FormColumn& column) {
        if (column.form == FormYear::y2019) ++placement_.columns.y2019;
        if (column.form == FormYear::y2021) ++placement_.columns.y2021;
    }

    void add(const FormRow& row, const FormColumn& column, const TableCell* cell, Doubt doubt, int page) {
        placement_.cells.push_back({form_.id + "." + row.id + "." + column.id, cell, doubt, column.amount, page});
    }

    /// Whether a table that printed columns as these votes say would have what belongs to `form`. Where no column could
    /// be told, either form's may have been lost.
    bool expects(FormYear form) const {
        const FormVotes& votes = placement_.columns;
        if (form == FormYear::both || damaged_ || votes.y2019 + votes.y2021 == 0) return true;
        return (form == FormYear::y2019) == (votes.y2019 > votes.y2021);
    }

    /// Whether the article has what belongs to `form`: its own header decides. An article that the newer form does not
    /// have may be lost from a damaged table, unless all others are known to be the newer form's.
    bool expects(FormYear form, int article) const {
        const auto whole = whole_articles_.find(article);
        if (form == FormYear::both) return true;
        if (whole != whole_articles_.end()) return form == whole->second || whole->second == FormYear::both;
        return expects(form) && !(form == FormYear::y2019 && all_are_newer());
    }

    bool all_are_newer() const {
        const bool in_old_one = last_article_ >= 0 && std::ranges::none_of(form_.rows, [this](const FormRow& row) {
                                    return row.article == last_article_ && row.form == FormYear::both;
                                });
        if (in_old_one) return false;  // the table breaks off in an article that the newer form does not have
        return std::ranges::all_of(form_.rows, [this](const FormRow& row) {
            const auto whole = whole_articles_.find(row.article);
            const bool newer = whole != whole_articles_.end() && whole->second == FormYear::y2021;
            return row.form != FormYear::both || newer;
        });
    }

    /// Rows ran together, or headers and rows that both forms have were lost: then what one form alone has may have
    /// been lost with them, and reports mix the forms.
    bool is_damaged() const {
        const auto doubtful = [](const PlacedCell& cell) {
            return cell.doubt != Doubt::none && cell.doubt != Doubt::unit && cell.doubt != Doubt::label &&
                   cell.doubt != Doubt::heading;
        };
        if (std::ranges::any_of(placement_.cells, doubtful)) return true;
        for (int e = 0; e < static_cast<int>(form_.rows.size()); ++e) {
            const bool seen = std::ranges::find(expected_of_, e) != expected_of_.end();
            if (form_.rows[e].form == FormYear::both && !seen) return true;
        }
        return false;
    }

    /// Whether a row of values without a match stands where `e` would: it may be that row, its label beyond
    /// recognition.
    bool stranger_in_place_of(int e) const {
        std::size_t from = 0, to = items_.size();
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (expected_of_[i] >= 0 && expected_of_[i] < e) from = i + 1;
            if (expected_of_[i] > e && i < to) to = i;
        }
        for (std::size_t i = from; i < to; ++i) {
            const bool here = items_[i].article < 0 || items_[i].article == form_.rows[e].article;
            if (here && expected_of_[i] < 0 && items_[i].row.has_values()) return true;
        }
        return false;
    }

    /// Whether the table breaks off before `e`, in the article that was printed last: on the next page it may go on.
    bool is_cut_off(int e) const {
        const int last = *std::ranges::max_element(expected_of_);
        return e > last && form_.rows[e].article == last_article_;
    }

    void note_missing() {
        const std::set<int> seen(expected_of_.begin(), expected_of_.end());
        const bool may_lack =
            std::ranges::any_of(items_, [&](const DisclosureItem& item) { return may_lack_cells(item.row, trust_); });
        for (int e = 0; e < static_cast<int>(form_.rows.size()); ++e) {
            const FormRow& row = form_.rows[e];
            const int page = items_.front().row.page;
            const bool lost = may_lack || stranger_in_place_of(e) || is_cut_off(e);
            // Characters that came with the file are not lost: where they lack an old form's row, it was not printed.
            const bool expected = expects(row.form, row.article) || stranger_in_place_of(e) || is_cut_off(e);
            if (seen.contains(e) || (row.form != FormYear::both && !(lost && expected))) continue;
            placement_.warnings.push_back(
                {"parser", "row.missing", page, "the row is not in the table: " + row.label.wording()});
            if (!lost) continue;
            for (const FormColumn& column : form_.articles[row.article].columns) {
                if (expects(column.form, row.article)) add(row, column, nullptr, Doubt::missing, page);
            }
        }
    }

    // The form whose columns an article prints: as its own columns say, else those of the whole table.
    FormYear year_of(int article) const {
        const auto whole = whole_articles_.find(article);
        if (whole != whole_articles_.end() && whole->second != FormYear::both) return whole->second;
        const bool newer = placement_.columns.y2021 > 0;
        FormYear year = newer ? FormYear::y2021 : FormYear::y2019;
        for (const PlacedCell& cell : placement_.cells) {
            for (const FormRow& row : form_.rows) {
                if (row.article != article) continue;
                for (const FormColumn& column : form_.articles[article].columns) {
                    const bool here = cell.id == form_.id + "." + row.id + "." + column.id;
                    if (here && column.form != FormYear::both) year = column.form;
                }
            }
        }
        return year;
    }

    // A column that a picture's header lost, or whose label was not recognised, must not be lost in silence.
    void note_missing_columns() {
        for (std::size_t i = 0; i < items_.size(); ++i) {
            const int page = items_[i].row.page;
            const bool lost = may_lack_cells(items_[i].row, trust_) || strange_columns_.contains(&items_[i]);
            if (expected_of_[i] < 0 || !lost || whole_headers_.contains(&items_[i])) continue;
            const FormRow& row = form_.rows[expected_of_[i]];
            const FormYear year = year_of(row.article);
            for (const FormColumn& column : form_.articles[row.article].columns) {
                const std::string id = form_.id + "." + row.id + "." + column.id;
                // Under a header of its own that is not whole, a row may have what those beside it lack.
                const bool may_mix = damaged_ && (!whole_articles_.contains(row.article) || items_[i].header);
                const bool expected = column.form == FormYear::both || column.form == year || may_mix;
                const bool there = std::ranges::find(placement_.cells, id, &PlacedCell::id) != placement_.cells.end();
                if (!expected || there) continue;
                placement_.warnings.push_back(row_warning("column.missing", items_[i].row,
                                                          "the column " + column.label.wording() + " was not found"));
                add(row, column, nullptr, Doubt::missing, page);
            }
        }
    }

    const FormTable& form_;
    const SourceTrust& trust_;
    Placement placement_;
    std::vector<DisclosureItem> items_;
    int last_article_ = -1;
    std::vector<int> expected_of_;
    std::set<std::size_t> guessed_;
    std::set<const DisclosureItem*> strange_columns_;  ///< rows with a value under a header that the form does not have
    std::map<int, FormYear> whole_articles_;           ///< of which all columns are known
    std::set<const DisclosureItem*> whole_headers_;    ///< rows under a header that names all columns of a form
    bool damaged_ = false;
};

}  // namespace

Placement place_disclosure(const Tables& tables, const FormTable& form, const SourceTrust& trust) {
    return DisclosureReader(form, trust).read(tables);
}

}  // namespace nianbao::parser
