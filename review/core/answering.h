// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "review/answer.h"
#include "review/core/shelf.h"

// Answers on their way into the store: one transaction each, with all that follows from it.
namespace nianbao::review {

AnswerResult store_answer(Shelf& shelf, const NewAnswer& answer);
ProseAnswerResult store_prose_answer(Shelf& shelf, const NewProseAnswer& answer);
UndoResult take_back(Shelf& shelf, const std::string& reviewer);

}  // namespace nianbao::review
