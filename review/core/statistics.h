// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "pipeline/store/database.h"
#include "review/statistics.h"

namespace nianbao::review {

Statistics statistics_of(const store::Database& database);

}  // namespace nianbao::review
