// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "parser/label_text.h"

// The national forms, as read from parser/forms/*.toml: what their tables print and what must add up.
namespace nianbao::parser {

/// Which of the forms prints something.
enum class FormYear { both, y2019, y2021 };
std::string_view name(FormYear year);  ///< "both", "2019", "2021"

struct FormColumn {
    std::string id;
    FormYear form = FormYear::both;
    Label label;
    bool amount = false;  ///< money in 万元
    // Wordings of a column that both forms have: where it is the only one of its article, and beside others.
    Label alone = {}, beside = {};
    bool last = false;  ///< printed behind those that come after it here: keys have another order
};

struct FormRow {
    std::string id;
    FormYear form = FormYear::both;
    Label label;
    bool alternative =
        false;        ///< stands for other rows (one-row and three-row （六））; missed only when all are absent
    int article = 0;  ///< table 2: index of its article
};

struct FormArticle {
    Label label;
    std::vector<FormColumn> columns;
};

/// plus = minus, over the columns of each row or over the rows of each column.
struct FormRelation {
    enum class Over { columns, rows };
    std::string name;
    Over over = Over::columns;
    std::vector<std::string> plus, minus;
    double own_error = 0;       ///< 0..1: how often published reports themselves break it
    bool absent_parts = false;  ///< rows of `plus` that the report does not print count for nothing
};

struct FormTable {
    std::string id;
    std::vector<Label> titles, header, groups;
    std::vector<FormArticle> articles;  ///< table 2 only
    std::vector<FormColumn> columns;    ///< tables 3 and 4
    std::vector<FormRow> rows;          ///< of table 4: its three groups of columns
    std::vector<FormRelation> relations;
};

struct FormSection {
    int number = 0;
    std::vector<std::string> headings;
};

/// One cell that the forms may print.
struct FormCell {
    std::string id;
    FormYear form = FormYear::both;
    bool amount = false;
};

struct FormBook {
    FormTable disclosure, applications, disputes;
    std::vector<FormSection> sections;
    std::vector<FormCell> cells;  ///< every cell, in the order of the record's keys

    /// Position of a cell in `cells`, or -1.
    int find(std::string_view id) const;
};

/// Reads the four form files from a folder. @throws Failure "install.form_broken" where a file is not as it must be.
FormBook load_forms(const std::string& folder);
/// The forms that are installed with the program, read once.
const FormBook& national_forms();

}  // namespace nianbao::parser
