// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "document/document.h"
#include "parser/candidates.h"
#include "parser/decode.h"
#include "parser/form.h"
#include "parser/record.h"
#include "parser/verdict.h"

namespace nianbao::parser {

/// What the form's sums are used for. Without their say, one can measure what they are worth.
enum class SumsUse {
    decide,     ///< they bind the readings and vouch for them
    only_list,  ///< the record's checks say which hold; no value and no verdict depends on it
};

struct ParseOptions {
    FusionOptions fusion;
    DecodeOptions decode;
    VerdictOptions verdict;
    SumsUse sums = SumsUse::decide;
};

/// What a document says: its tables matched with the form, its numbers decoded and checked. A document that is no
/// report gives form = none, its tables and its text. Never fails on what a document holds: what is wrong with it is a
/// warning.
Record parse_report(const Document& document, const ParseOptions& options = {});
Record parse_report(const Document& document, const FormBook& forms, const ParseOptions& options);

}  // namespace nianbao::parser
