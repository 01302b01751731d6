// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "pipeline/batch/whole_run.h"

namespace nianbao::testing {

using workers::DocumentRequest;
using workers::DocumentResult;
using workers::Ending;

/// What converting a text really gives, in this process.
DocumentResult really(const DocumentRequest& request);
DocumentResult ended(const DocumentRequest& request, Ending ending, const std::string& cause = "so it was told");

/// Converts by a function of the test's, when it is waited for; the youngest first where `backwards`.
class FakeConverter : public batch::Converter {
  public:
    using Make = std::function<DocumentResult(const DocumentRequest&)>;
    struct Plan {
        Make make = really;
        std::size_t jobs = 2;
        bool backwards = false;
        std::function<void(const DocumentRequest&)> before = [](const DocumentRequest&) {};  ///< when submitted
    };
    explicit FakeConverter(Plan plan) : plan_(std::move(plan)) {}
    void submit(DocumentRequest request) override {
        plan_.before(request);
        waiting_.push_back(std::move(request));
    }
    bool wants_more() const override { return waiting_.size() < plan_.jobs; }
    std::size_t unfinished() const override { return waiting_.size(); }
    std::optional<DocumentResult> wait(std::chrono::milliseconds at_most) override;
    void cancel_all() override { waiting_.clear(); }

  private:
    Plan plan_;
    std::deque<DocumentRequest> waiting_;
};

/// Remembers everything it is told.
struct Notes : batch::RunListener {
    void finished(const batch::Task& task, const DocumentResult&, store::Outcome outcome, double,
                  const batch::Tally&) override {
        outcomes[task.path.filename().native()].emplace_back(store::name(outcome));
    }
    void abandoned(const batch::Task& task, const std::string& ending, const std::string&) override {
        outcomes[task.path.filename().native()].push_back(ending);
    }
    void trouble(const std::string& words, const batch::Tally&) override { troubles.push_back(words); }
    void recovered(const batch::Tally&) override { ++recoveries; }
    void remark(const std::string& words) override { remarks.push_back(words); }
    void unavailable(const std::string& line) override { remarks.push_back(line); }
    std::map<std::string, std::vector<std::string>> outcomes;  ///< by the file's name
    std::vector<std::string> troubles, remarks;
    int recoveries = 0;
};

struct NeverStop : batch::StopRequest {
    int times() const override { return 0; }
};
/// Asks to stop from the n-th time that it is asked.
struct StopAfter : batch::StopRequest {
    explicit StopAfter(int questions) : left(questions) {}
    int times() const override { return --left < 0 ? 1 : 0; }
    mutable int left;
};

/// An inbox and a store, and runs on them with a fake converter.
class Desk {
  public:
    /// @param folder  empty; the inbox and the store are made in it
    explicit Desk(const std::filesystem::path& folder);
    std::filesystem::path inbox, store;
    batch::Settings settings;
    FakeConverter::Plan plan;
    store::StoreOptions store_options;
    std::string recipe = "recipe 1";

    /// A small report like no other one. @return its path
    std::filesystem::path add(const std::string& name, int number) const;
    batch::RunSummary run(Notes& notes, const batch::StopRequest& stop = NeverStop(),
                          batch::Scope scope = batch::Scope::paths) const;
    batch::RunSummary run() const;

    /// What became of a file of the inbox, by name.
    std::string outcome(const std::string& name) const;
    /// All records, by the name of the file.
    std::map<std::string, std::string> records() const;
    std::int64_t number(const std::string& sql) const;
    /// What verify says, a line each.
    std::vector<std::string> defects() const;
};

}  // namespace nianbao::testing
