// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>

#include "pipeline/batch/json_lines.h"
#include "pipeline/batch/run_listener.h"
#include "pipeline/batch/settings.h"

namespace nianbao::batch {

/// What a line of the confidence log begins with.
struct LineOrigin {
    std::string time, document_sha256, file;
};

/// logs/nianbao.jsonl: what happened, a line an event; logs/confidence.jsonl: what was read, a line a cell.
/// Their fields are described in docs/operations.md.
class EventLog : public RunListener {
  public:
    /// @param folder  made where it is missing
    EventLog(const std::filesystem::path& folder, const Settings& settings, std::int64_t run,
             const std::function<void(const std::string&)>& lost);

    void planned(const Tally& tally) override;
    void finished(const Task& task, const workers::DocumentResult& result, store::Outcome outcome, double seconds,
                  const Tally& tally) override;
    void abandoned(const Task& task, const std::string& ending, const std::string& why) override;
    void trouble(const std::string& words, const Tally& tally) override;
    void recovered(const Tally& tally) override;
    void remark(const std::string& words) override;
    void unavailable(const std::string& line) override { remark(line); }
    void ended(const std::string& how, const Tally& tally) override;

  private:
    void log_cells(const LineOrigin& origin, const parser::Record& record);
    std::int64_t run_;
    JsonLines events_;
    std::unique_ptr<JsonLines> confidence_;
};

/// One line of the confidence log: of a cell of the form; of a cell of a table in a document that is no such report.
std::string confidence_line(const LineOrigin& origin, const parser::RecordCell& cell);
std::string confidence_line(const LineOrigin& origin, const std::string& id, const TableCell& cell);

}  // namespace nianbao::batch
