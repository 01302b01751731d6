// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/cell_labels.h"
#include "review/answer.h"

// What waits for a person, most settling first.
namespace nianbao::review {

struct QueueFilter {
    enum class What {
        doubtful,  ///< cells for review
        audit,     ///< drawn at random from those that are not, and not looked at yet
        answered,
        all,  ///< every cell: for walking through a document
    };
    enum class Order {
        most_settling,  ///< skipped ones last
        by_document,    ///< document after document, in the form's order
        least_sure,
    };
    What what = What::doubtful;
    Order order = Order::most_settling;
    std::optional<std::int64_t> document, run;
    std::optional<int> year;
    std::optional<std::string> body;         ///< exactly
    std::optional<std::string> reason;       ///< a code of Facets
    std::optional<double> confidence_below;  ///< 0..1
    std::string text;                        ///< in the document's name, body or title
};

/// Reasons in words (the record's) and as a code that stays the same.
struct Reason {
    std::string code;   ///< "sum", "disagree", "unsure", "label", …: reason_codes()
    std::string words;  ///< "does not add up: … is off by -1"
};
/// Every code that there is, in no order.
std::vector<std::string> reason_codes();
std::string reason_code(const std::string& words);

struct DocumentSummary {
    std::int64_t id = 0;
    std::string sha256, file, title, body;
    std::optional<int> year;
    std::optional<std::int64_t> run;
    std::string form;  ///< "2021"; empty for none
    int pages = 0;
    std::int64_t cells = 0, for_review = 0, answered = 0, checks_failed = 0;
};

struct QueueRow {
    CellKey key;
    CellLabels labels;
    std::string printed, proposed;  ///< as read; what would settle most (the same where nothing better is known)
    double confidence = 1;
    Reason reason;
    int page = 0;
    int settles = 0;  ///< sums that fail now and would hold with `proposed`, less those that it would break
    int frees = 0;    ///< other cells for review that stand in a sum with this one
    bool skipped = false;
    std::string file, body, title;
    std::optional<int> year;
    std::optional<std::int64_t> run;
};

struct QueuePage {
    std::size_t total = 0;
    std::vector<QueueRow> rows;
};

struct Facet {
    std::string value, shown;  ///< what to put into the filter, and what to call it
    std::int64_t cells = 0;
};
struct Facets {
    std::vector<Facet> runs, years, bodies, reasons;
    std::int64_t doubtful = 0, audit = 0, answered = 0, prose_lines = 0;
};

}  // namespace nianbao::review
