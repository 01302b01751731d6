// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <memory>
#include <optional>

#include "pipeline/batch/settings.h"
#include "pipeline/workers/pool.h"

namespace nianbao::batch {

/// Whoever converts documents for a batch; the methods are workers::Pool's. Tests have one that fails as they like.
class Converter {
  public:
    virtual ~Converter() = default;
    virtual void submit(workers::DocumentRequest request) = 0;
    virtual bool wants_more() const = 0;
    virtual std::size_t unfinished() const = 0;
    virtual std::optional<workers::DocumentResult> wait(std::chrono::milliseconds at_most) = 0;
    virtual void cancel_all() = 0;
};

/// The real one. @throws Failure "sandbox.unavailable"
std::unique_ptr<Converter> make_converter(const Settings& settings);

}  // namespace nianbao::batch
