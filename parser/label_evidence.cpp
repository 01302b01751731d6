// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/label_evidence.h"

#include <algorithm>

#include "parser/label_text.h"

namespace nianbao::parser {

std::vector<const Label*> telling_labels(const FormTable& form) {
    std::vector<const Label*> labels;
    const auto add = [&](const Label& label) {
        if (label_key(label.wording()).size() >= 3 || form.id == "disclosure") labels.push_back(&label);
    };
    for (const Label& label : form.header) add(label);
    for (const Label& label : form.groups) add(label);
    for (const FormColumn& column : form.columns) add(column.label);
    for (const FormRow& row : form.rows) add(row.label);
    for (const FormArticle& article : form.articles) {
        add(article.label);
        for (const FormColumn& column : article.columns) add(column.label);
    }
    return labels;
}

int label_evidence(const std::string& text, const std::vector<const Label*>& labels) {
    const std::size_t length = label_key(text).size();
    if (length < 3 || hanzi_count(text) < 2) return 0;
    const bool known = std::ranges::any_of(labels, [&](const Label* label) { return label->match(text) >= 0.7; });
    return !known ? 0 : length >= 6 ? 2 : 1;
}

}  // namespace nianbao::parser
