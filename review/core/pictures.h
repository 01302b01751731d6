// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <mutex>
#include <string>

#include "pipeline/workers/pool.h"
#include "review/core/shelf.h"
#include "review/work.h"

namespace nianbao::review {

/// Page pictures: those of the store, else rendered from the report if it is still there, and kept in the store.
class Pictures {
  public:
    /// @param mutex  guards the shelf; not held while a page is rendered
    Pictures(Shelf& shelf, std::mutex& mutex, workers::Isolation isolation)
        : shelf_(shelf), mutex_(mutex), isolation_(isolation) {}

    /// @throws NotThere
    std::string page(std::int64_t document, int page);

  private:
    struct Source;
    Source find(std::int64_t document, int page);
    void keep(const Source& source, const std::string& png);
    Shelf& shelf_;
    std::mutex& mutex_;
    std::mutex rendering_;  ///< one at a time: a page takes a processor and much memory
    workers::Isolation isolation_;
};

}  // namespace nianbao::review
