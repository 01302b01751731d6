// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "parser/form.h"

// How strongly a text speaks for one of the form's tables.
namespace nianbao::parser {

/// Labels of rows, columns, groups and headers; not those that every table prints, as 其他 and 总计.
std::vector<const Label*> telling_labels(const FormTable& form);

/// 0: it is none of the labels; 2: it is a long one.
int label_evidence(const std::string& text, const std::vector<const Label*>& labels);

}  // namespace nianbao::parser
