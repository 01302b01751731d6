// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/document.h"
#include "parser/form.h"
#include "parser/placement.h"

namespace nianbao::parser {

struct FormTables {
    Tables disclosure, applications, disputes;
    bool any() const { return !disclosure.empty() || !applications.empty() || !disputes.empty(); }
};

/// Which tables of a document belong to which table of the form, told by the labels they print; the section in which a
/// table stands decides when few labels were read. A table of the form may come in several parts.
/// @param section_of_block  as in Outline
FormTables find_form_tables(const Document& document, const std::vector<int>& section_of_block, const FormBook& forms);

}  // namespace nianbao::parser
