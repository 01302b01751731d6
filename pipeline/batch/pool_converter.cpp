// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/converter.h"

namespace nianbao::batch {
namespace {

workers::PoolOptions pool_options(const Settings& settings) {
    workers::PoolOptions options;
    options.jobs = jobs_of(settings);
    options.page_deadline = settings.deadline_per_page;
    options.memory_bytes = settings.memory_per_worker;
    options.pages_per_worker = settings.pages_per_worker;
    options.attempts = settings.attempts;
    options.isolation = settings.no_sandbox == Switch::on ? workers::Isolation::none : workers::Isolation::required;
    return options;
}

class PoolConverter : public Converter {
  public:
    explicit PoolConverter(const Settings& settings) : pool_(pool_options(settings)) {}
    void submit(workers::DocumentRequest request) override { pool_.submit(std::move(request)); }
    bool wants_more() const override { return pool_.wants_more(); }
    std::size_t unfinished() const override { return pool_.unfinished(); }
    std::optional<workers::DocumentResult> wait(std::chrono::milliseconds at_most) override {
        return pool_.wait(at_most);
    }
    void cancel_all() override { pool_.cancel_all(); }

  private:
    workers::Pool pool_;
};

}  // namespace

std::unique_ptr<Converter> make_converter(const Settings& settings) {
    return std::make_unique<PoolConverter>(settings);
}

}  // namespace nianbao::batch
