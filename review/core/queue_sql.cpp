// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/core/queue_sql.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "parser/placement.h"

namespace nianbao::review {
namespace {

using Names = std::pair<std::string, std::string>;

/// A code, and what the reason begins with.
const std::vector<Names>& reasons() {
    static const std::vector<Names> list = [] {
        std::vector<Names> all = {
            {"sum", "does not add up"},
            {"disagree", "the readings do not agree"},
            {"unsure", "the reading is not sure enough"},
            {"nothing_seen", "nothing was seen where the table prints numbers"},
            {"alike", "a digit may be misread alike"},
            {"only_sums", "only the sums speak for the number"},
            {"undecided", "too many doubtful cells"},
            {"not_understood", "the characters could not be understood"},
            {"moved", "a reviewer's answer was given for another place"},
        };
        for (const parser::Doubt doubt : parser::all_doubts)
            all.emplace_back(parser::name(doubt), parser::reason(doubt));
        return all;
    }();
    return list;
}

std::string like_prefix(const std::string& text) {
    std::string pattern;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

const std::string with_documents =
    " JOIN documents ON documents.id = cells.document_id LEFT JOIN files ON files.id = documents.file_id";
/// From the few samples to their cells, not from the many cells.
const std::string from_samples =
    " FROM samples CROSS JOIN documents ON documents.sha256 = samples.document_sha256 CROSS JOIN cells ON "
    "cells.document_id = documents.id AND cells.id = samples.cell LEFT JOIN files ON files.id = documents.file_id";

class Builder {
  public:
    explicit Builder(const QueueFilter& filter) : filter_(filter) {}

    QueueSql build() {
        // Without a reason to look at documents, the index of the queue has all that is needed.
        const bool lean = !filter_.run && !filter_.year && !filter_.body && filter_.text.empty();
        if (filter_.what == QueueFilter::What::audit) {
            sql_.from = from_samples;
        } else {
            (lean ? sql_.joins : sql_.from) = with_documents;
            sql_.from = " FROM cells" + sql_.from;
        }
        what();
        equal("cells.document_id", filter_.document);
        equal("documents.run_id", filter_.run);
        equal("documents.year", filter_.year);
        if (filter_.body) add("COALESCE(documents.organization, '') = ?", *filter_.body);
        if (filter_.confidence_below) add("cells.confidence < ?", *filter_.confidence_below);
        if (filter_.reason) reason(*filter_.reason);
        if (!filter_.text.empty()) text();
        sql_.where = where_.empty() ? "" : " WHERE " + where_;
        order();
        return std::move(sql_);
    }

  private:
    void add(const std::string& condition) { where_ += (where_.empty() ? "" : " AND ") + condition; }
    void add(const std::string& condition, store::Value value) {
        add(condition);
        sql_.values.push_back(std::move(value));
    }
    template <class Wanted>
    void equal(const std::string& column, const std::optional<Wanted>& wanted) {
        if (wanted) add(column + " = ?", *wanted);
    }
    void what() {
        using What = QueueFilter::What;
        if (filter_.what == What::doubtful) add("cells.needs_review");
        if (filter_.what == What::answered) add("cells.answered IS NOT NULL");
        if (filter_.what == What::audit) add("cells.answered IS NULL AND NOT cells.needs_review");
    }
    void reason(const std::string& code) {
        const auto known = std::ranges::find(reasons(), code, &Names::first);
        if (known == reasons().end()) return add("0");
        add("cells.reason LIKE ? ESCAPE '\\'", like_prefix(known->second));
    }
    void text() {
        add("(files.name LIKE ? ESCAPE '\\' OR documents.organization LIKE ? ESCAPE '\\' OR documents.title LIKE ? "
            "ESCAPE '\\')");
        sql_.values.insert(sql_.values.end(), 3, "%" + like_prefix(filter_.text));
    }
    void order() {
        std::vector<std::string> columns;
        switch (filter_.order) {
            case QueueFilter::Order::most_settling:
                // Cells of a document that settle as much stay together, so that pages are not turned for nothing.
                columns = {"cells.rank", "cells.document_id", "cells.reach", "cells.confidence", "cells.position"};
                break;
            case QueueFilter::Order::by_document:
                columns = {"cells.document_id", "cells.position"};
                break;
            case QueueFilter::Order::least_sure:
                columns = {"cells.confidence", "cells.document_id", "cells.position"};
        }
        for (const std::string& column : columns) sql_.order += (sql_.order.empty() ? "" : ", ") + column;
        sql_.key = "(" + sql_.order + ")";
    }

    const QueueFilter& filter_;
    QueueSql sql_;
    std::string where_;
};

}  // namespace

std::vector<std::string> reason_codes() {
    std::vector<std::string> codes;
    for (const auto& [code, words] : reasons()) codes.push_back(code);
    return codes;
}

std::string reason_code(const std::string& words) {
    if (words.empty()) return "";
    const auto known = std::ranges::find_if(reasons(), [&](const Names& one) { return words.starts_with(one.second); });
    return known == reasons().end() ? "other" : known->first;
}

QueueSql queue_sql(const QueueFilter& filter) {
    return Builder(filter).build();
}

std::optional<PlaceInQueue> place_in_queue(const store::Database& database, const QueueSql& sql, const CellKey& cell) {
    store::Statement row = database.query("SELECT " + sql.order + " FROM cells WHERE document_id = ? AND id = ?",
                                          {cell.document, cell.cell});
    if (!row.next()) return std::nullopt;
    PlaceInQueue place;
    const auto columns = std::ranges::count(sql.order, ',') + 1;
    for (int column = 0; column < columns; ++column) {
        // Numbers, all of them; as reals they compare alike.
        place.values.emplace_back(row.real(column));
        place.placeholders += place.placeholders.empty() ? "(?" : ", ?";
    }
    place.placeholders += ")";
    return place;
}

}  // namespace nianbao::review
