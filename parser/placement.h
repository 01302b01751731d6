// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "parser/form.h"
#include "parser/rows.h"

// Which cell of the form each cell of a table is. The three tables of the form are placed by three readers with the
// same result type; what the characters mean is decided later.
namespace nianbao::parser {

/// Why a person must look at a cell whatever was read in it.
enum class Doubt {
    none,
    value_count,  ///< its row has another number of values than the form has columns
    merged,       ///< one printed cell covers several columns or rows of the form
    columns,      ///< the table's columns could not be told
    label,        ///< the row's label could not be recognised, and its place does not tell
    heading,      ///< its column's heading could not be recognised: told by its place among the others
    missing,      ///< its row or column was not found, where losing it is more likely than its absence
    unit,         ///< the header says 元, where the form has 万元
};
/// All that are one.
inline constexpr std::array all_doubts{Doubt::value_count, Doubt::merged,  Doubt::columns, Doubt::label,
                                       Doubt::heading,     Doubt::missing, Doubt::unit};
std::string_view reason(Doubt doubt);  ///< in words, for the record
std::string_view name(Doubt doubt);    ///< "value_count"; empty for none
/// Doubt::none for a name that is none.
Doubt doubt_named(std::string_view name);
/// Whose words these are, with or without more behind them; Doubt::none where they are no doubt's.
Doubt doubt_of_reason(std::string_view words);

struct PlacedCell {
    std::string id;
    const TableCell* cell = nullptr;  ///< null where nothing is known
    Doubt doubt = Doubt::none;
    bool amount = false;
    int page = 0;
};

/// How much of the evidence speaks for each form.
struct FormVotes {
    int y2019 = 0, y2021 = 0;
};

struct Placement {
    bool found = false;  ///< any row of the form's table was found
    std::vector<PlacedCell> cells;
    std::vector<Warning> warnings;
    FormVotes columns, rows;  ///< told by column labels, by rows
};

/// How much the source can be trusted to show what is printed.
struct SourceTrust {
    const Document* document = nullptr;
    bool is_text() const { return document->source.kind == SourceKind::text; }
    /// Read by a recogniser from the pixels of a page.
    bool is_image(const TableCell& cell) const;
    bool is_image_page(int page) const;
};

using Tables = std::vector<std::pair<const Table*, int>>;  ///< with their index in the document

Placement place_disclosure(const Tables& tables, const FormTable& form, const SourceTrust& trust);
Placement place_applications(const Tables& tables, const FormTable& form, const SourceTrust& trust);
Placement place_disputes(const Tables& tables, const FormTable& form, const SourceTrust& trust);

// Shared by the readers.
Warning row_warning(std::string code, const Row& row, const std::string& message);
/// The label of a row that names it: the last one that starts in it; "" when there is none.
std::string leaf_label(const Row& row);
/// Whether rows and columns of the table may have been lost: it was seen on a picture, or no rule told where it is.
bool may_lack_cells(const Row& row, const SourceTrust& trust);
/// Least similarity of a row's label with a label of the form, by how well the label was read.
double least_similarity(const Row& row, const SourceTrust& trust);
/// Fields behind the last label.
std::vector<const Field*> fields_behind_label(const Row& row);

}  // namespace nianbao::parser
