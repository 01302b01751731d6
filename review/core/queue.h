// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "review/core/shelf.h"
#include "review/queue.h"

// The queue out of the database (Desk says what each gives).
namespace nianbao::review {

QueuePage queue_page(const store::Database& database, const QueueFilter& filter, std::size_t offset, std::size_t limit);
Facets queue_facets(const store::Database& database);
std::vector<DocumentSummary> document_list(const store::Database& database, const QueueFilter& filter,
                                           std::size_t offset, std::size_t limit);
/// @throws NotThere
DocumentSummary document_summary(const store::Database& database, std::int64_t document);

/// Where a cell stands in a queue, and what stands beside it.
struct Neighbours {
    std::size_t position = 0, total = 0;  ///< position = total: it is not in the queue
    std::optional<CellKey> previous, next, next_document;
};
Neighbours neighbours(const store::Database& database, const QueueFilter& filter, const CellKey& cell);

}  // namespace nianbao::review
