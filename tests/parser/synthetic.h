// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <map>
#include <random>
#include <string>

#include "document/document.h"
#include "parser/form.h"

// Reports made up from a seed, as documents with ruled tables, and simulated readers of their numeric cells.
namespace synthetic {

using Random = std::mt19937_64;

struct Report {
    nianbao::parser::FormYear form = nianbao::parser::FormYear::y2021;
    bool one_row_other = false;                  ///< （六） printed as one row
    std::map<std::string, std::string> printed;  ///< by cell id
};

/// Numbers that keep every sum of the form.
/// @param largest  of a single cell of table 3
Report make_report(Random& random, nianbao::parser::FormYear form, int largest);

/// What simulated readers make of a printed number.
using Read = std::function<std::vector<nianbao::Reading>(const std::string& printed)>;

/// The report as a document of ruled tables. Without `read` the cells are a text layer's.
nianbao::Document make_document(const Report& report, const Read& read = {});

struct ReaderModel {
    double hard_share = 0.1;     ///< cells that are hard to read
    double hard_accuracy = 0.8;  ///< on those
    double easy_accuracy = 0.9995;
    double empty_share = 0.3;   ///< of wrong readings that are empty
    double lists_truth = 0.5;   ///< share of wrong readings that name the truth among the alternatives
    double overconfidence = 1;  ///< 1: says what is true; 0.5: takes an error for half as probable as it is
};

/// Readers that err apart from each other but for `common` of the first one's errors, which the second repeats.
Read simulated_readers(Random& random, const ReaderModel& model, int readers, double common = 0.05);

/// A document of whose cells none is hard to read: two readers, as they are on a clean scan.
nianbao::Document read_well(const Report& report, Random& random);

}  // namespace synthetic
