// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "review/core/shelf.h"
#include "review/queue.h"

namespace nianbao::review {

/// Document after document, as they stand; answered ones only where the filter asks for them.
ProsePage prose_page(Shelf& shelf, const QueueFilter& filter, std::size_t offset, std::size_t limit);

}  // namespace nianbao::review
