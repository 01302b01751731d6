// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/commands/convert_pool.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "document/failure.h"
#include "pipeline/commands/convert_job.h"
#include "pipeline/terminal.h"
#include "pipeline/workers/pool.h"

namespace nianbao {
namespace {

using workers::DocumentRequest;
using workers::DocumentResult;
using workers::Ending;

/// Reports that are finished before their turn are kept; so many at most, so that one slow report does not fill memory.
constexpr std::size_t kept_for_later = 16;

DocumentRequest document_request(const Job& job, std::size_t index, const ConvertRequest& request) {
    DocumentRequest asked;
    asked.ticket = index;
    asked.files = job.inputs;
    asked.password = request.password;
    asked.language = request.language;
    asked.dpi = request.dpi;
    asked.pages = request.pages;
    asked.document = true;
    return asked;
}

class Conversions {
  public:
    Conversions(const std::vector<Job>& jobs, const ConvertRequest& request, JsonLayout layout)
        : jobs_(jobs), request_(request), layout_(layout), pool_(options()) {}

    Outcome run() {
        Outcome worst = Outcome::converted;
        for (turn_ = 0; turn_ < jobs_.size(); ++turn_) {
            Terminal terminal(jobs_[turn_].name, request_.verbosity);
            terminal_ = &terminal;
            worst = std::max(worst, finish(await(turn_), jobs_[turn_], terminal));
            terminal_ = nullptr;
        }
        return worst;
    }

  private:
    using Settled = std::variant<DocumentResult, Failure>;

    workers::PoolOptions options() {
        workers::PoolOptions options;
        options.jobs = request_.jobs;
        options.page_deadline = request_.page_deadline;
        options.silence = request_.without_progress;
        options.memory_bytes = request_.memory_limit_mb * 1024 * 1024;
        options.isolation = request_.isolation;
        if (request_.verbosity == Verbosity::verbose) options.noise = workers::PoolOptions::Noise::pass_on;
        options.progress = [this](std::uint64_t ticket, int page, int pages, std::string_view stage) {
            if (terminal_ && ticket == turn_) terminal_->at(page, pages, stage);
        };
        return options;
    }

    Settled await(std::size_t index) {
        for (;;) {
            submit_some();
            const auto found = settled_.find(index);
            if (found != settled_.end()) {
                Settled settled = std::move(found->second);
                settled_.erase(found);
                return settled;
            }
            if (auto result = pool_.wait(std::chrono::hours(1))) {
                const auto ticket = static_cast<std::size_t>(result->ticket);
                settled_.emplace(ticket, std::move(*result));
            }
        }
    }

    void submit_some() {
        while (next_ < jobs_.size() && pool_.wants_more() && next_ < turn_ + kept_for_later) {
            const std::size_t index = next_++;
            try {
                look_ahead(jobs_[index], request_);
                pool_.submit(document_request(jobs_[index], index, request_));
            } catch (const Failure& failure) {
                settled_.emplace(index, failure);
            }
        }
    }

    Outcome finish(Settled settled, const Job& job, Terminal& terminal) const {
        try {
            if (const auto* failure = std::get_if<Failure>(&settled)) throw Failure(*failure);
            auto& result = std::get<DocumentResult>(settled);
            if (result.record && result.document) {
                const Conversion conversion{std::move(*result.document), std::move(*result.record)};
                return deliver(conversion, result.times, job, request_, layout_, terminal);
            }
            terminal.error(Failure(result.code, result.stage, result.cause, result.remedy, result.page).line(job.name));
            return result.ending == Ending::internal_error ? Outcome::internal_error : Outcome::failed;
        } catch (const Failure& failure) {
            terminal.error(failure.line(job.name));
            return Outcome::failed;
        }
    }

    const std::vector<Job>& jobs_;
    const ConvertRequest& request_;
    JsonLayout layout_;
    std::size_t turn_ = 0, next_ = 0;  ///< to be written; to be submitted
    Terminal* terminal_ = nullptr;
    std::map<std::size_t, Settled> settled_;
    workers::Pool pool_;
};

}  // namespace

Outcome convert_with_workers(const std::vector<Job>& jobs, const ConvertRequest& request, JsonLayout layout) {
    try {
        return Conversions(jobs, request, layout).run();
    } catch (const Failure& failure) {  // no worker can be had at all
        Terminal("nianbao", request.verbosity).error(failure.line("nianbao"));
        return Outcome::failed;
    }
}

}  // namespace nianbao
