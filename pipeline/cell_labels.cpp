// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/cell_labels.h"

#include <map>
#include <vector>

#include "parser/form.h"

namespace nianbao {
namespace {

using parser::FormBook;
using parser::FormColumn;
using parser::FormRow;
using parser::FormTable;

using LabelBook = std::map<std::string, CellLabels>;

std::string wording(const std::vector<parser::Label>& labels) {
    return labels.empty() ? "" : labels.front().wording();
}

const std::vector<FormColumn>& columns_of(const FormTable& table, const FormRow& row) {
    if (table.articles.empty()) return table.columns;
    return table.articles.at(static_cast<std::size_t>(row.article)).columns;
}

void add(const FormBook& forms, const FormTable& table, LabelBook& book) {
    for (const FormRow& row : table.rows) {
        for (const FormColumn& column : columns_of(table, row)) {
            const std::string place = row.id + "." + column.id;
            // The cells of table 4 have no table in their ids.
            const std::string id = forms.find(place) >= 0 ? place : table.id + "." + place;
            book[id] = {wording(table.titles), row.label.wording(), column.label.wording()};
        }
    }
}

LabelBook make_book(const FormBook& forms) {
    LabelBook book;
    for (const FormTable* table : {&forms.disclosure, &forms.applications, &forms.disputes}) add(forms, *table, book);
    return book;
}

}  // namespace

CellLabels labels_of(const std::string& id) {
    static const LabelBook book = make_book(parser::national_forms());
    const auto found = book.find(id);
    return found == book.end() ? CellLabels{} : found->second;
}

}  // namespace nianbao
