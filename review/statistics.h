// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// How it goes, over time and where it fails.
namespace nianbao::review {

/// Shares of a set of cells. answered cells are counted by what a person found.
struct Shares {
    std::int64_t cells = 0, proven = 0, confirmed = 0, for_review = 0;
    std::int64_t approved = 0;   ///< a person confirmed what was read
    std::int64_t corrected = 0;  ///< a person found something else
};

struct RunFigures {
    std::int64_t run = 0;
    std::string started;  ///< UTC, "2026-11-27T01:02:03Z"
    std::string ended;    ///< "complete", "stopped", "trouble"; empty: at work, or killed
    std::int64_t documents = 0, failed = 0;
    Shares shares;  ///< of the records that this run made and that are still the newest
};

/// One reader, body, kind of page, …: how often it is doubted, and wrong.
struct Group {
    std::string name;
    Shares shares;
};

/// A reader's claims against what people found. Of cells that a person answered.
struct ReliabilityBin {
    double from = 0, to = 1;  ///< confidence that was claimed
    double claimed = 0;       ///< its mean
    std::int64_t cells = 0, right = 0;
};

struct ReaderFigures {
    std::string reader;  ///< "glyphs", "tesseract", "text-layer", "record" (all together, with the sums)
    std::int64_t answered = 0, right = 0, silent = 0;  ///< silent: it saw nothing
    std::vector<ReliabilityBin> reliability;
};

/// An estimate from a random sample: a share with its 95 % interval (Clopper and Pearson's).
struct SilentErrors {
    std::int64_t sampled = 0, reviewed = 0, wrong = 0;
    double share = 0, low = 0, high = 1;  ///< 0..1, of the cells that are not for review
    std::int64_t cells = 0;               ///< that are not for review: wrong ones among them are about share * cells
};

struct Day {
    std::string date;  ///< "2026-11-27"
    std::int64_t answers = 0, corrections = 0;
};

struct Statistics {
    Shares shares;
    std::int64_t documents = 0, documents_for_review = 0;
    std::vector<RunFigures> runs;  ///< the oldest first
    std::vector<ReaderFigures> readers;
    std::vector<Group> bodies, years, reasons;  ///< most for review first
    std::vector<Group> pages;                   ///< by page number: "1", "2", …
    std::vector<Group> scanners;                ///< by how the pages came: "scan, 200 dpi", "digital"
    std::vector<Day> days;                      ///< the oldest first
    SilentErrors silent;
};

/// Clopper and Pearson's interval, at 95 %, of a share of which `wrong` among `all` were seen.
struct Interval {
    double low = 0, high = 1;
};
Interval clopper_pearson(std::int64_t wrong, std::int64_t all);

}  // namespace nianbao::review
