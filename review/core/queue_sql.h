// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "pipeline/store/database.h"
#include "review/queue.h"

namespace nianbao::review {

/// A filter as SQL: "cells JOIN … WHERE …", and what is bound to it.
struct QueueSql {
    std::string from, where;  ///< with their keywords
    std::string joins;        ///< what `from` leaves out because the filter does not ask for it: documents, files
    store::Values values;
    std::string order;  ///< columns, ascending, with commas between
    std::string key;    ///< the same as a row value, for comparing: "(…)"
};
QueueSql queue_sql(const QueueFilter& filter);

/// A row's own key, as the order has it: where this cell is, or would be. @return none where there is no such cell
struct PlaceInQueue {
    store::Values values;
    std::string placeholders;  ///< "(?, ?, …)"
};
std::optional<PlaceInQueue> place_in_queue(const store::Database& database, const QueueSql& sql, const CellKey& cell);

}  // namespace nianbao::review
