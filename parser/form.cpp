// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/form.h"

#include <toml++/toml.h>
#include <algorithm>
#include <filesystem>

#include "document/data_files.h"
#include "document/failure.h"

namespace nianbao::parser {
namespace {

[[noreturn]] void broken(const std::string& what) {
    throw Failure("install.form_broken", "start", "a form file is broken: " + what, "install nianbao again");
}

std::vector<std::string> strings(const toml::node_view<const toml::node> node) {
    std::vector<std::string> out;
    const toml::array* array = node.as_array();
    if (array == nullptr) return out;
    for (const toml::node& item : *array) {
        const auto text = item.value<std::string>();
        if (!text) broken("a text is expected");
        out.push_back(*text);
    }
    return out;
}

std::string text(const toml::table& table, std::string_view key) {
    const auto value = table[key].value<std::string>();
    if (!value) broken("no " + std::string(key));
    return *value;
}

FormYear form_year(const toml::table& table) {
    const std::string year = table["form"].value_or(std::string("both"));
    if (year == "both") return FormYear::both;
    if (year == "2019") return FormYear::y2019;
    if (year == "2021") return FormYear::y2021;
    broken("form = " + year);
}

template <typename Visit>
void each_table(const toml::node_view<const toml::node> node, Visit visit) {
    const toml::array* array = node.as_array();
    if (array == nullptr) return;
    for (const toml::node& item : *array) {
        const toml::table* table = item.as_table();
        if (table == nullptr) broken("a table is expected");
        visit(*table);
    }
}

Label label(const toml::table& table) {
    auto wordings = strings(table["labels"]);
    if (wordings.empty()) broken("no labels");
    return Label(std::move(wordings));
}

std::vector<Label> labels(const toml::node_view<const toml::node> node) {
    std::vector<Label> out;
    for (std::string& wording : strings(node)) out.emplace_back(std::vector<std::string>{std::move(wording)});
    return out;
}

Label optional_label(const toml::table& table, std::string_view key) {
    const auto wording = table[key].value<std::string>();
    return wording ? Label({*wording}) : Label();
}

std::vector<FormColumn> columns(const toml::table& table) {
    std::vector<FormColumn> out;
    each_table(table["columns"], [&](const toml::table& column) {
        out.push_back({text(column, "id"), form_year(column), label(column), column["amount"].value_or(false),
                       optional_label(column, "alone"), optional_label(column, "beside"),
                       column["last"].value_or(false)});
    });
    return out;
}

std::vector<FormRow> rows(const toml::table& table, std::string_view key, int article) {
    std::vector<FormRow> out;
    each_table(table[key], [&](const toml::table& row) {
        out.push_back({text(row, "id"), form_year(row), label(row), row["alternative"].value_or(false), article});
    });
    return out;
}

std::vector<FormRelation> relations(const toml::table& table) {
    std::vector<FormRelation> out;
    each_table(table["relation"], [&](const toml::table& relation) {
        const bool over_rows = text(relation, "over") == "rows";
        out.push_back({text(relation, "name"), over_rows ? FormRelation::Over::rows : FormRelation::Over::columns,
                       strings(relation["plus"]), strings(relation["minus"]), relation["own_error"].value_or(0.0),
                       relation["absent_parts"].value_or(false)});
    });
    return out;
}

toml::table parse_file(const std::string& path) {
    try {
        return toml::parse_file(path);
    } catch (const toml::parse_error& error) {
        broken(path + ": " + std::string(error.description()));
    }
}

FormTable load_table(const std::string& path) {
    const toml::table file = parse_file(path);
    FormTable table;
    table.id = text(file, "table");
    table.titles = labels(file["titles"]);
    table.header = labels(file["header"]);
    for (Label& corner : labels(file["corner"])) table.header.push_back(std::move(corner));
    table.columns = columns(file);
    table.relations = relations(file);
    each_table(file["article"], [&](const toml::table& article) {
        const int index = static_cast<int>(table.articles.size());
        table.articles.push_back({label(article), columns(article)});
        for (FormRow& row : rows(article, "rows", index)) table.rows.push_back(std::move(row));
    });
    if (table.id == "disputes") {
        table.rows = rows(file, "groups", 0);
    } else {
        table.groups = labels(file["groups"]);
        for (FormRow& row : rows(file, "rows", 0)) table.rows.push_back(std::move(row));
    }
    return table;
}

FormYear both_of(FormYear a, FormYear b) {
    return a == FormYear::both ? b : a;
}

void add_cells(const FormTable& table, const std::string& prefix, std::vector<FormCell>& cells) {
    for (const FormRow& row : table.rows) {
        const auto& columns_of_row = table.articles.empty() ? table.columns : table.articles[row.article].columns;
        for (const FormColumn& column : columns_of_row) {
            cells.push_back({prefix + row.id + "." + column.id, both_of(row.form, column.form), column.amount});
        }
    }
}

}  // namespace

std::string_view name(FormYear year) {
    switch (year) {
        case FormYear::both:
            return "both";
        case FormYear::y2019:
            return "2019";
        case FormYear::y2021:
            return "2021";
    }
    return "both";
}

int FormBook::find(std::string_view id) const {
    const auto found = std::ranges::find(cells, id, &FormCell::id);
    return found == cells.end() ? -1 : static_cast<int>(found - cells.begin());
}

FormBook load_forms(const std::string& folder) {
    FormBook book;
    book.disclosure = load_table(folder + "/disclosure.toml");
    book.applications = load_table(folder + "/applications.toml");
    book.disputes = load_table(folder + "/disputes.toml");
    const toml::table sections = parse_file(folder + "/sections.toml");
    each_table(sections["section"], [&](const toml::table& section) {
        book.sections.push_back({section["number"].value_or(0), strings(section["headings"])});
    });
    add_cells(book.disclosure, "disclosure.", book.cells);
    add_cells(book.applications, "applications.", book.cells);
    add_cells(book.disputes, "", book.cells);
    return book;
}

const FormBook& national_forms() {
    static const FormBook book = load_forms(data_file("parser/forms/disclosure.toml").parent_path().string());
    return book;
}

}  // namespace nianbao::parser
