// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/disclosure_rows.h"

#include <algorithm>

#include "parser/alignment.h"
#include "parser/disclosure_columns.h"
#include "parser/value.h"

namespace nianbao::parser {
namespace {

class RowMatcher {
  public:
    RowMatcher(const std::vector<DisclosureItem>& items, const FormTable& form, const SourceTrust& trust)
        : items_(items), form_(form), trust_(trust) {}

    DisclosureRows match() {
        rows_.expected_of = by_labels();
        years_ = years_named();
        by_place();
        return std::move(rows_);
    }

  private:
    std::vector<int> by_labels() const {
        AlignmentTask task;
        task.observed = static_cast<int>(items_.size());
        task.expected = static_cast<int>(form_.rows.size());
        task.similarity = [&](int i, int j) {
            const double match = form_.rows[j].label.match(items_[i].label);
            // The article line may be misread by one character, so it only tips the scales.
            const int article = items_[i].article;
            return article < 0 || article == form_.rows[j].article ? match : match - 0.15;
        };
        task.least_similarity = [&](int i) {
            // 行政许可, 行政处罚 and 行政强制 are half alike.
            return std::max(0.55, least_similarity(items_[i].row, trust_));
        };
        task.cost_unobserved = [&](int j) { return form_.rows[j].form == FormYear::both ? 0.3 : 0.0; };
        return align(task).expected_of;
    }

    /// The forms that the headings show; both where they show none, or a mixture.
    std::vector<FormYear> years_named() const {
        std::set<FormYear> named;
        for (const DisclosureItem& item : items_) {
            if (!item.header || item.article < 0) continue;
            const std::vector<FormColumn>& columns = form_.articles[item.article].columns;
            for (const int k : columns_named(*item.header, columns)) {
                if (k >= 0 && columns[k].form != FormYear::both) named.insert(columns[k].form);
            }
        }
        if (named.size() == 1) return {*named.begin()};
        return {FormYear::y2021, FormYear::y2019};
    }

    void by_place() {
        int before = -1;
        std::vector<std::size_t> unknown;
        for (std::size_t i = 0; i < items_.size(); ++i) {
            const int expected = rows_.expected_of[i];
            if (expected < 0) {
                if (may_be_worn_row(items_[i].row)) unknown.push_back(i);
                continue;
            }
            fill(unknown, before, expected);
            before = expected;
            unknown.clear();
        }
        fill(unknown, before, static_cast<int>(form_.rows.size()));
    }

    /// Whether it is a row whose label cannot be read. The line of an article has one cell, a heading words where
    /// values stand; what was read well, and is no row of the form, is a row more than the form has.
    bool may_be_worn_row(const Row& row) const {
        if (!trust_.is_image_page(row.page) || !row.has_values() || least_similarity(row, trust_) > 0) return false;
        std::size_t cells = 0;
        bool number = false;
        for (const Field& field : row.fields) {
            if (!field.starts) continue;
            ++cells;
            if (cells == 1) continue;
            if (field.label) return false;
            number = number || parse_value(field.cell->text, TextSource::image).kind == CellValue::Kind::number;
        }
        return cells > 1 && number;
    }

    /// `unknown` items stand between rows `before` and `after` of the form.
    void fill(const std::vector<std::size_t>& unknown, int before, int after) {
        if (unknown.empty()) return;
        for (const FormYear year : years_) {
            std::vector<int> open;
            for (int e = before + 1; e < after; ++e) {
                if (form_.rows[e].form == FormYear::both || form_.rows[e].form == year) open.push_back(e);
            }
            if (open.size() != unknown.size() || !all_fit(unknown, open, year)) continue;
            for (std::size_t k = 0; k < open.size(); ++k) {
                rows_.expected_of[unknown[k]] = open[k];
                rows_.guessed.insert(unknown[k]);
            }
            return;
        }
    }

    bool all_fit(const std::vector<std::size_t>& unknown, const std::vector<int>& open, FormYear year) const {
        for (std::size_t k = 0; k < open.size(); ++k) {
            if (!fits(items_[unknown[k]], form_.rows[open[k]], year)) return false;
        }
        return true;
    }

    /// As far as the lines above it can be read.
    bool fits(const DisclosureItem& item, const FormRow& row, FormYear year) const {
        if (item.article >= 0 && item.article != row.article) return false;
        if (!item.header) return true;
        const std::vector<FormColumn>& columns = form_.articles[row.article].columns;
        if (item.header->cells.size() > columns.size()) return false;
        return std::ranges::all_of(columns_named(*item.header, columns), [&](int k) {
            return k < 0 || row.form == FormYear::both || columns[k].form == FormYear::both || columns[k].form == year;
        });
    }

    const std::vector<DisclosureItem>& items_;
    const FormTable& form_;
    const SourceTrust& trust_;
    std::vector<FormYear> years_;
    DisclosureRows rows_;
};

}  // namespace

DisclosureRows match_disclosure_rows(const std::vector<DisclosureItem>& items, const FormTable& form,
                                     const SourceTrust& trust) {
    return RowMatcher(items, form, trust).match();
}

}  // namespace nianbao::parser
