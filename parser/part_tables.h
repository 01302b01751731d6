// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include "document/document.h"
#include "parser/form.h"

namespace nianbao::parser {

/// Two tables of the form between which nothing stands, because a heading was left out or follows its table, look like
/// one that goes on over the page's end. Only their labels tell where one ends and the next begins.
/// @return the document with such tables parted; nothing where there are none
std::optional<Document> with_tables_parted(const Document& document, const FormBook& forms);

}  // namespace nianbao::parser
