// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/relations.h"

#include <algorithm>
#include <map>

namespace nianbao::parser {
namespace {

class RelationBuilder {
  public:
    explicit RelationBuilder(const std::vector<NumericCell>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) index_[cells[i].placed.id] = static_cast<int>(i);
    }

    void over_columns(const FormTable& table, const std::string& prefix, const FormRelation& rule) {
        for (const FormRow& row : table.rows) {
            const std::string base = prefix + row.id;
            Relation relation{base + "." + rule.name, {}, rule.own_error, true};
            for (const std::string& column : rule.plus) add(relation, base + "." + column, 1);
            for (const std::string& column : rule.minus) add(relation, base + "." + column, -1);
            keep(std::move(relation));
        }
    }

    void over_rows(const FormTable& table, const std::string& prefix, const FormRelation& rule) {
        const FormYear year = alternative(table, prefix, rule.plus);
        for (const FormColumn& column : table.columns) {
            Relation relation{prefix + column.id + "." + rule.name, {}, rule.own_error, true};
            for (const std::string& row : rule.plus) {
                const auto known = std::ranges::find(table.rows, row, &FormRow::id);
                // Of rows that stand for each other only those that are printed count.
                if (known != table.rows.end() && known->alternative && known->form != year) continue;
                const std::string id = prefix + row + "." + column.id;
                if (!rule.absent_parts || index_.contains(id)) add(relation, id, 1);
            }
            for (const std::string& row : rule.minus) add(relation, prefix + row + "." + column.id, -1);
            keep(std::move(relation));
        }
    }

    std::vector<Relation> take() { return std::move(relations_); }

  private:
    void add(Relation& relation, const std::string& id, int sign) {
        const auto found = index_.find(id);
        if (found == index_.end()) {
            relation.complete = false;
        } else {
            relation.terms.push_back({found->second, sign});
        }
    }

    void keep(Relation relation) {
        if (relation.terms.size() >= 2) relations_.push_back(std::move(relation));
    }

    // Which of the rows that stand for each other the report prints: the three of 2021 where any of them is there.
    FormYear alternative(const FormTable& table, const std::string& prefix,
                         const std::vector<std::string>& rows) const {
        for (const FormRow& row : table.rows) {
            const bool listed = std::ranges::find(rows, row.id) != rows.end();
            if (!listed || !row.alternative || row.form != FormYear::y2021) continue;
            for (const FormColumn& column : table.columns) {
                if (index_.contains(prefix + row.id + "." + column.id)) return FormYear::y2021;
            }
        }
        return FormYear::y2019;
    }

    std::map<std::string, int> index_;
    std::vector<Relation> relations_;
};

}  // namespace

std::vector<Relation> relations_of(const std::vector<NumericCell>& cells, const FormBook& forms) {
    RelationBuilder builder(cells);
    for (const auto& [table, prefix] :
         {std::pair{&forms.applications, "applications."}, std::pair{&forms.disputes, ""}}) {
        for (const FormRelation& rule : table->relations) {
            if (rule.over == FormRelation::Over::columns) {
                builder.over_columns(*table, prefix, rule);
            } else {
                builder.over_rows(*table, prefix, rule);
            }
        }
    }
    return builder.take();
}

std::optional<std::int64_t> difference(const Relation& relation, const std::vector<NumericCell>& cells) {
    if (!relation.complete) return std::nullopt;
    std::int64_t sum = 0;
    for (const Term& term : relation.terms) {
        const NumericCell& cell = cells[term.cell];
        if (!cell.usable()) return std::nullopt;
        if (__builtin_add_overflow(sum, term.sign * *cell.choice()->counts(), &sum)) return std::nullopt;
    }
    return sum;
}

int sign_in(const Relation& relation, int cell) {
    const auto term = std::ranges::find(relation.terms, cell, &Term::cell);
    return term != relation.terms.end() ? term->sign : 0;
}

std::vector<Check> checks_of(const std::vector<Relation>& relations, const std::vector<NumericCell>& cells) {
    std::vector<Check> checks;
    for (const Relation& relation : relations) {
        Check check{relation.id, std::nullopt, {}, std::nullopt};
        for (const Term& term : relation.terms) {
            check.cells.push_back(cells[term.cell].placed.id);
            if (term.sign < 0) check.totals.push_back(check.cells.back());
        }
        if (const auto value = difference(relation, cells)) {
            check.holds = *value == 0;
            check.difference = from_micros(*value);
        }
        checks.push_back(std::move(check));
    }
    return checks;
}

}  // namespace nianbao::parser
