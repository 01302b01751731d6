// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <string>

#include "parser/record.h"
#include "pipeline/store/store.h"

namespace nianbao::exports {

struct StoredRecord {
    std::string file;    ///< its name, readable
    std::string sha256;  ///< of the report
    std::string json;    ///< the record's bytes, with the answers of reviewers
};

/// Every record that belongs to a file, each content once, in the order of the files' names.
/// @throws store::Trouble "store.missing", "store.damaged" where a record is not as it was written
void for_each_record(const store::Store& store, const std::function<void(const StoredRecord&)>& visit);

}  // namespace nianbao::exports
