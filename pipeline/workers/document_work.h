// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/workers/messages.h"
#include "pipeline/workers/pool.h"

namespace nianbao::workers {

enum class TaskKind { open, page, second_look, assemble, picture };

/// One thing to be done by one worker.
struct Task {
    TaskKind kind = TaskKind::open;
    PagePlace place;  ///< page, second look and picture; of open, the file
    int attempt = 1;  ///< counts from 1
};

/// How an attempt came to nothing.
struct Death {
    enum class Kind { timeout, memory, crash, internal } kind = Kind::crash;
    std::string how;    ///< "timeout", "crash (signal 11)"
    std::string stage;  ///< it was at; empty when unknown
};

/// What became of a task.
struct Success {
    std::string payload;  ///< as messages.h says for its kind
    std::vector<StageTimes::Entry> times;
    double seconds = 0;
};

/// One document's way: opening → pages → second looks → assembling → pictures → done. Knows no process and no clock: it
/// hands tasks out and is told what became of them, in any order.
class DocumentWork {
  public:
    DocumentWork(DocumentRequest request, int attempts);

    const DocumentRequest& request() const { return request_; }
    /// The next task, for whoever promises to tell what became of it. None: wait for those that are out.
    std::optional<Task> next();
    int tasks() const { return static_cast<int>(todo_.size()); }  ///< that next() has to give at present

    void succeeded(const Task& task, Success success);
    void failed(const Task& task, const Failure& failure);
    void died(const Task& task, const Death& death);
    /// Ends it, whatever is still out. Later news is ignored.
    void give_up(Ending ending, const Failure& failure);

    /// Ends it so even if it has ended otherwise.
    void overrule(Ending ending, const Failure& failure) { fail(ending, failure); }

    /// What the assembling worker needs. Only with TaskKind::assemble.
    AssemblyAsked assembly(int attempt) const;
    /// What a second look is told.
    std::vector<layout::LentColumns> lent(const PagePlace& place) const;
    /// Of a picture's page. 0 where nothing is known.
    int turned_degrees(const PagePlace& place) const;

    bool finished() const { return finished_; }
    DocumentResult take_result();

  private:
    struct PageState {
        PagePlace place;
        std::string outcome;  ///< bytes; empty while it is out
        PageHistory history;
    };
    void opened(int file, Success success);
    void begin_pages();
    void page_read(const PagePlace& place, Success success);
    void assembled(Success success);
    void begin_second_looks();
    void looked_again(const PagePlace& place, std::string outcome);
    void begin_pictures();
    void picture_made(const PagePlace& place, std::string png);
    void quarantine(PageState& page, const Death& death);
    void go_on_when_all_are_read();
    void assemble_when_ready();
    void end_when_ready();
    void fail(Ending ending, const Failure& failure);
    PageState& state_of(const PagePlace& place);
    PageHistory& history_of(const Task& task);

    DocumentRequest request_;
    int attempts_;
    std::deque<Task> todo_;
    Opening opening_;
    std::vector<PageState> pages_;
    PageHistory whole_;                     ///< opening and assembling
    PageHistory extras_;                    ///< second looks and pictures, without which there is a record, too
    std::vector<SecondLook> second_looks_;  ///< that are out
    int out_ = 0;
    bool finished_ = false;
    DocumentResult result_;
};

/// What a failure's code means for the document.
Ending ending_of(const std::string& code);

}  // namespace nianbao::workers
