// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "document/document.h"
#include "parser/form.h"
#include "parser/record.h"

// The running text of a report: title, who reports, which year, and the six sections.
namespace nianbao::parser {

struct Outline {
    std::optional<std::string> title, organization;
    std::optional<int> year;
    bool title_names_report = false;    ///< the title says 政府信息公开…报告
    std::string preface;                ///< paragraphs before the first heading, without the title
    std::vector<Section> sections;      ///< in the order met, each number once
    std::vector<int> section_of_block;  ///< for each block of the document: 1..6, or 0 before the first heading
};

Outline read_outline(const Document& document, const FormBook& forms);

}  // namespace nianbao::parser
