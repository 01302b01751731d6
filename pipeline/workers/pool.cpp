// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/workers/pool.h"

#include <spdlog/spdlog.h>

#include <cstdlib>
#include <utility>

#include "document/failure.h"
#include "pipeline/sandbox/reading_places.h"
#include "pipeline/sandbox/sandbox.h"
#include "pipeline/workers/supervisor.h"

namespace nianbao::workers {
namespace {

void require_sandbox() {
    const auto layers = sandbox::examine({sandbox::reading_places(), {"/dev/null"}});
    if (sandbox::complete(layers)) return;
    throw Failure("sandbox.unavailable", "start", "the sandbox is not complete: " + sandbox::lacking(layers),
                  "see nianbao doctor; or do without it, for files that you trust (--no-sandbox)");
}

/// For tests of whole programs. Nobody sets such a variable by accident; that it counts is said all the same.
std::vector<Fault> faults_from_environment() {
    const char* const text = std::getenv("NIANBAO_TEST_FAULTS");
    if (!text) return {};
    const auto faults = parse_faults(text);
    spdlog::warn("NIANBAO_TEST_FAULTS is set: {}", faults ? "workers will fail on purpose" : "not understood");
    return faults.value_or(std::vector<Fault>());
}

}  // namespace

Pool::Pool(const PoolOptions& options) {
    if (options.isolation == Isolation::required) require_sandbox();
    PoolOptions adjusted = options;
    if (adjusted.faults.empty()) adjusted.faults = faults_from_environment();
    supervisor_ = std::make_unique<Supervisor>(adjusted);
}

Pool::~Pool() = default;

void Pool::submit(DocumentRequest request) {
    supervisor_->submit(std::move(request));
}

bool Pool::wants_more() const {
    return supervisor_->wants_more();
}

std::size_t Pool::unfinished() const {
    return supervisor_->unfinished();
}

std::optional<DocumentResult> Pool::wait(std::chrono::milliseconds at_most) {
    return supervisor_->wait(at_most);
}

void Pool::cancel_all() {
    supervisor_->cancel_all();
}

}  // namespace nianbao::workers
