// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <deque>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/workers/document_work.h"
#include "pipeline/workers/pool.h"
#include "pipeline/workers/seat.h"
#include "pipeline/workers/snapshot.h"

namespace nianbao::workers {

/// One thread and one loop: fetches inputs, hands tasks to workers, listens to them, keeps their time.
class Pool::Supervisor {
  public:
    explicit Supervisor(const PoolOptions& options);

    void submit(DocumentRequest request);
    bool wants_more() const;
    std::size_t unfinished() const { return documents_.size() + finished_.size(); }
    std::optional<DocumentResult> wait(std::chrono::milliseconds at_most);
    void cancel_all();

  private:
    struct Item {
        Item(DocumentRequest request, int attempts) : work(std::move(request), attempts) {}
        std::uint64_t id = 0;
        DocumentWork work;
        std::vector<std::unique_ptr<Snapshot>> files;
        bool fetched = false, begun = false;  ///< all files are there; a worker was given a task of it
    };
    void turn(Clock::time_point until);
    void fetch_some();
    void fetch_some_of(Item& item);
    void hand_out();
    Item* choose_for(const Seat& seat);
    bool is_with_a_worker(const Item& item) const;
    void assign(Seat& seat, Item& item);
    bool fill(Seat& seat);
    int starting() const;  ///< workers that are not ready yet
    int tasks() const;     ///< that wait for a worker
    void no_more_workers(const std::string& why);
    void listen(Clock::time_point until);
    int patience(Clock::time_point until) const;
    void take(TaskOutcome outcome);
    void collect();
    void check_unchanged(Item& item);
    Item* item_of(std::uint64_t id);
    bool fetching() const;

    PoolOptions options_;
    std::list<Item> documents_;
    std::deque<DocumentResult> finished_;
    std::vector<Seat> seats_;
    std::uint64_t next_id_ = 1;
    int failed_starts_ = 0;  ///< in a row, for want of processes
    Clock::time_point next_start_{};
};

}  // namespace nianbao::workers
