// SPDX-License-Identifier: GPL-3.0-or-later
// Broken and malicious PDFs through real workers. NIANBAO_BROKEN_PDFS=1000 makes it a thousand; a few by default.
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "pipeline/sandbox/limits.h"
#include "tests/temporary_folder.h"
#include "tests/workers/broken_pdfs.h"
#include "tests/workers/pool_runs.h"

using namespace nianbao::testing;
using namespace nianbao::workers;

namespace {

constexpr std::size_t worker_memory_bytes = std::size_t{1536} << 20;

/// A line of /proc/N/status in kilobytes; 0 when the process has gone.
long kilobytes(const std::string& process, const std::string& key) {
    std::ifstream file("/proc/" + process + "/status");
    for (std::string word; file >> word;) {
        long value = 0;
        if (word == key + ":" && file >> value) return value;
    }
    return 0;
}

int documents_to_try() {
    const char* wanted = std::getenv("NIANBAO_BROKEN_PDFS");
    return wanted ? std::max(1, std::atoi(wanted)) : 33;  // three of each kind
}

const char* name(Ending ending) {
    static constexpr const char* names[] = {"converted", "for_review", "unreadable",      "encrypted",     "timeout",
                                            "memory",    "crash",      "no_output_space", "internal_error"};
    return names[static_cast<int>(ending)];
}

/// What happened, counted.
struct Tally {
    std::map<std::string, std::map<std::string, int>> endings;  ///< by breakage
    int finished = 0, quarantined_pages = 0, deaths = 0;
    long highest_worker_kb = 0, own_kb_early = 0;

    void count(const DocumentResult& result) {
        ++finished;
        ++endings[breakage(static_cast<std::uint32_t>(result.ticket))][name(result.ending)];
        for (const PageHistory& page : result.pages) {
            quarantined_pages += page.quarantined ? 1 : 0;
            deaths += static_cast<int>(page.deaths.size());
        }
    }
    std::string table() const {
        std::ostringstream out;
        for (const auto& [kind, counts] : endings) {
            out << "  " << kind << ":";
            for (const auto& [ending, count] : counts) out << " " << count << " " << ending;
            out << "\n";
        }
        return out.str();
    }
};

long own_kilobytes() {
    malloc_trim(0);
    return kilobytes("self", "VmRSS");
}

void check_typed(const DocumentResult& result) {
    INFO("seed " << result.ticket << ", " << breakage(static_cast<std::uint32_t>(result.ticket)) << ": "
                 << name(result.ending) << " " << result.cause);
    const bool has_record = result.ending == Ending::converted || result.ending == Ending::for_review;
    CHECK(result.record.has_value() == has_record);
    CHECK(result.cause.empty() == has_record);
    CHECK(result.ending != Ending::internal_error);
    CHECK(result.ending != Ending::no_output_space);
}

}  // namespace

TEST_CASE("broken PDFs: every one has a typed outcome, no worker exceeds its limit, the supervisor's memory is flat") {
    const TemporaryFolder folder;
    const int documents = documents_to_try(), early = std::min(100, documents / 3);
    PoolOptions options;
    options.jobs = 2;
    options.page_deadline = std::chrono::seconds(3);
    options.attempts = 2;
    options.memory_bytes = worker_memory_bytes;
    Pool pool(options);
    Tally tally;
    int next = 0;
    const auto start = std::chrono::steady_clock::now();
    while (next < documents || pool.unfinished() > 0) {
        while (next < documents && pool.wants_more()) {
            const auto seed = static_cast<std::uint32_t>(++next);
            const auto file = folder / (std::to_string(seed) + ".pdf");
            write_file(file, broken_pdf(seed));
            DocumentRequest request = request_for({file});
            request.ticket = seed;
            request.dpi = 150;
            request.pages = nianbao::PageSelection::parse("1-2").value();
            pool.submit(request);
        }
        const auto result = pool.wait(std::chrono::milliseconds(100));
        for (const pid_t worker : children_of(getpid()))
            tally.highest_worker_kb = std::max(tally.highest_worker_kb, kilobytes(std::to_string(worker), "VmPeak"));
        if (!result) continue;
        check_typed(*result);
        tally.count(*result);
        std::filesystem::remove(folder / (std::to_string(result->ticket) + ".pdf"));
        if (tally.finished == early) tally.own_kb_early = own_kilobytes();
    }
    const long own_kb_late = own_kilobytes();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - start);
    std::printf(
        "%d broken PDFs in %lld s: %d attempts died, %d pages were quarantined\n%s"
        "  largest address space of a worker %ld MB of %zu; supervisor %ld kB after %d, %ld kB at the end\n",
        tally.finished, static_cast<long long>(seconds.count()), tally.deaths, tally.quarantined_pages,
        tally.table().c_str(), tally.highest_worker_kb / 1024, worker_memory_bytes >> 20, tally.own_kb_early, early,
        own_kb_late);
    CHECK(tally.finished == documents);
    if (nianbao::sandbox::sanitized) return;
    CHECK(tally.highest_worker_kb <= static_cast<long>(worker_memory_bytes / 1024));
    CHECK(static_cast<double>(own_kb_late) <= 1.05 * static_cast<double>(tally.own_kb_early));
}

TEST_CASE("what a damaged file gives does not depend on which worker reads which page") {
    const TemporaryFolder folder;
    const int wanted = std::max(4, documents_to_try() / 20);
    int compared = 0;
    for (std::uint32_t seed = 5000; compared < wanted; ++seed) {
        if (seed % 11 < 1 || seed % 11 > 3) continue;  // flipped, wrong numbers, shuffled
        const auto file = folder / "broken.pdf";
        write_file(file, broken_pdf(seed));
        DocumentRequest request = request_for({file});
        request.dpi = 150;
        PoolOptions one = quick(), three = quick("", 3);
        three.pages_per_worker = 1;
        const DocumentResult alone = run_pool(one, request);
        if (!alone.record) continue;
        INFO("seed " << seed);
        CHECK(run_pool(three, request).record_json == alone.record_json);
        ++compared;
    }
}
