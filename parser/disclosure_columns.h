// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <vector>

#include "parser/disclosure_items.h"
#include "parser/form.h"

// Which columns of an article stand under a header of table 2. A result has one number for each cell of the header: the
// index of its column, or -1.
namespace nianbao::parser {

/// Indices of the columns that the form has, as they are printed from left to right.
std::vector<int> columns_of(FormYear year, const std::vector<FormColumn>& columns);

/// By what is printed, the best matches first; the forms may be mixed.
std::vector<int> columns_named(const DisclosureHeader& header, const std::vector<FormColumn>& columns);

/// What the names leave open, by place: where a form has just as many columns in the article and those that are named
/// stand where it has them, the others are that form's too. As `named` where no form or both would do.
std::vector<int> columns_by_order(const std::vector<int>& named, const std::vector<FormColumn>& columns);

/// Whether these are just the columns that one of the forms has in the article: then none was lost. Columns that both
/// forms have do not tell: the old form's may be all that is left of more.
bool names_all(const std::vector<int>& which, const std::vector<FormColumn>& columns);

/// Whether the header is the one column of the form of 2021 by its wording, which the other form's lacks.
bool stands_alone(const DisclosureHeader& header, const std::vector<int>& which,
                  const std::vector<FormColumn>& columns);

/// The form that has `count` columns here, if the other has not.
std::optional<FormYear> form_with_columns(const std::vector<FormColumn>& columns, std::size_t count);

}  // namespace nianbao::parser
