// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

#include "pipeline/recipe.h"
#include "pipeline/workers/pool.h"
#include "tests/temporary_folder.h"

namespace nianbao::testing {

/// Options with which tests are quick: short deadlines, faults as parse_faults reads them.
workers::PoolOptions quick(const std::string& faults = "", int jobs = 1);

workers::DocumentRequest request_for(std::vector<std::filesystem::path> files);

/// One document through a pool of its own. Waits two minutes at most; then the result's ticket is 0.
workers::DocumentResult run_pool(const workers::PoolOptions& options, const workers::DocumentRequest& request);

/// A folder with three.pdf (three_pages) and report.txt (small_report), and pools run on them.
struct Desk {
    Desk();
    workers::DocumentResult run(const workers::PoolOptions& options, const std::string& name = "three.pdf") const {
        return run_pool(options, request_for({folder / name}));
    }
    TemporaryFolder folder;
};

/// What one process makes of three.pdf; read once.
const Conversion& undisturbed();

/// A record's JSON without the file's name, which is of another folder each time.
std::string without_name(std::string json);

/// Record, JSON and text form are the same to the last bit, names apart.
void check_same(const workers::DocumentResult& result, const Conversion& expected);

/// Runs a pool until one of its workers comes to a stage of a page.
class Lookout {
  public:
    Lookout(std::string stage, int page) : stage_(std::move(stage)), page_(page) {}
    void watch(workers::PoolOptions& options);
    bool sees_it(workers::Pool& pool) const;  ///< within a minute

  private:
    std::string stage_;
    int page_;
    bool seen_ = false;
};

/// Processes whose parent is `parent`, zombies left out.
std::vector<pid_t> children_of(pid_t parent);
bool is_alive(pid_t process);

/// What a document says on one page: its text and its tables' cells, for comparison.
std::string text_on_page(const Document& document, int page);

}  // namespace nianbao::testing
