// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "review/core/shelf.h"
#include "review/work.h"

// What a reviewer sees of one cell, from the store (Desk says what each gives).
namespace nianbao::review {

Work work_on(Shelf& shelf, const CellKey& cell, const QueueFilter& filter);
Grid grid_of(const parser::Record& record, const std::string& cell);
StoredAnswer stored_answer(std::int64_t document, const store::AnswerRow& row);
/// Newest first, of one document or of all. @throws NotThere
std::vector<StoredAnswer> answer_list(Shelf& shelf, std::optional<std::int64_t> document, std::size_t offset,
                                      std::size_t limit);
Understood understand_text(const parser::RecordCell& cell, const std::string& typed);

/// The upright page; zeros where the record does not say.
struct PageSize {
    double width = 0, height = 0;  ///< points
    int turned_degrees = 0;
};
PageSize page_size(const parser::Record& record, int page);

}  // namespace nianbao::review
