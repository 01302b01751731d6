// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "review/queue.h"
#include "review/server/fields.h"

namespace nianbao::review {

/// The filter of a queue: what, order, of (a document), run, year, body, reason, below, text; all may be left out.
/// @throws BadRequest
QueueFilter queue_filter(Fields& fields);

}  // namespace nianbao::review
