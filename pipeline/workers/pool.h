// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/record.h"
#include "pipeline/page_selection.h"
#include "pipeline/progress.h"
#include "pipeline/stage_times.h"
#include "pipeline/workers/faults.h"

// Documents converted by worker processes under one supervisor. Whatever touches input bytes happens in a worker: a
// crash, a hang or a memory bomb costs one attempt at one page, never the document, the neighbours or the caller.
namespace nianbao::workers {

/// How a document's conversion ended.
enum class Ending {
    converted,        ///< a record, nothing in it for review
    for_review,       ///< a record, with cells or pages that a person must look at
    unreadable,       ///< not a report file, damaged, empty; or it changed while it was read (code "input.changed")
    encrypted,        ///< needs a password, or another one
    timeout,          ///< its opening, assembling or all of its pages ran over the deadline in every attempt
    memory,           ///< … over the memory limit in every attempt
    crash,            ///< … died in every attempt
    no_output_space,  ///< the supervisor's own trouble (disk full, no processes, nothing installed): not the document's
                      ///< fault; try later
    internal_error,
};

enum class Isolation { required, none };  ///< none: `--no-sandbox`

struct PoolOptions {
    int jobs = 1;                                      ///< worker processes at work at one time
    std::chrono::milliseconds page_deadline{120'000};  ///< wall clock for one attempt at one page
    std::size_t memory_bytes = std::size_t{2} << 30;   ///< address space of a worker
    int pages_per_worker = 100;                        ///< then it is replaced by a fresh one
    int attempts = 3;                                  ///< at a page, before it is quarantined
    Isolation isolation = Isolation::required;
    std::chrono::milliseconds silence{0};  ///< an attempt is also given up after this long in one stage; 0: never
    std::function<void(std::uint64_t ticket, int page, int pages, std::string_view stage)> progress = {};  ///< or none
    enum class Noise { swallow, pass_on } noise = Noise::swallow;  ///< what libraries write to standard error
    std::vector<Fault> faults = {};                                ///< tests' misfortunes (faults.h)
    std::filesystem::path program = {};  ///< that becomes a worker; empty: this one, or `nianbao` beside it
};

/// What is asked for. Settings that change the record are here, and nowhere else.
struct DocumentRequest {
    std::uint64_t ticket = 0;                  ///< the caller's own number for it
    std::vector<std::filesystem::path> files;  ///< of one report, in order
    std::string password;
    std::string language = "chi_sim";
    double dpi = 300;
    PageSelection pages;       ///< empty: every page
    bool text_form = false;    ///< also the text form
    bool page_images = false;  ///< also a picture of each page that holds a cell for review
    bool document = false;     ///< also what was stitched, before it was parsed
};

/// One page's story, for the attempts table and the log.
struct PageHistory {
    int page = 0;
    int attempts = 0;
    double seconds = 0;               ///< of the attempt that counted
    std::vector<std::string> deaths;  ///< "timeout", "memory", "crash (signal 11)", with the stage it was at
    bool quarantined = false;         ///< given up; the record says page.unreadable
};

struct PageImage {
    int page = 0;
    std::string png;  ///< bytes; upright, 150 dpi, 8-bit
};

struct DocumentResult {
    std::uint64_t ticket = 0;
    Ending ending = Ending::internal_error;
    std::string code;                      ///< of the Failure, where there is no record: "input.changed"
    std::string stage, cause, remedy;      ///< in words, where there is no record
    int page = 0;                          ///< 0: the document as a whole
    std::optional<parser::Record> record;  ///< with converted and for_review
    std::string record_json;               ///< the record's bytes as `convert --format json` writes them
    std::string text_form;
    std::vector<PageHistory> pages;  ///< 0 stands for opening and assembling together, where an attempt died
    std::vector<PageImage> images;
    std::optional<Document> document = {};  ///< where it was asked for
    StageTimes times = {};                  ///< of the attempts that counted
};

/// Single-threaded: all calls from the thread that made it. Destroying it kills what is still at work.
class Pool {
  public:
    /// @throws Failure "sandbox.unavailable" where isolation is required and the system has none
    explicit Pool(const PoolOptions& options);
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// Documents beyond what the workers can begin are the caller's to hold back: `wants_more` says when.
    void submit(DocumentRequest request);
    bool wants_more() const;
    std::size_t unfinished() const;  ///< documents submitted and not yet returned

    /// Runs the supervisor until a document is finished or `at_most` has passed. Results come as they finish, not in
    /// the order of their submission; a record does not depend on it.
    std::optional<DocumentResult> wait(std::chrono::milliseconds at_most);

    void cancel_all();  ///< kills every worker; what was unfinished is dropped

  private:
    class Supervisor;
    std::unique_ptr<Supervisor> supervisor_;
};

}  // namespace nianbao::workers
