// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <vector>

// Texts of labels and headings, compared so that widths, spaces, punctuation and a recogniser's slips do not matter.
namespace nianbao::parser {

/// What is compared: ordinary widths, no spaces, no punctuation, no Markdown marks; hanzi, letters and digits remain.
std::u32string label_key(std::string_view text);

/// The text without spaces, controls and Markdown marks, widths untouched.
std::string without_spaces(std::string_view text);

/// Number of hanzi in a text.
int hanzi_count(std::string_view text);

/// 0..1: one minus the weighted edit distance over the longer length (Wagner and Fischer). A character that recognisers
/// take for the other costs 0.4 of a plain substitution.
double similarity(std::u32string_view a, std::u32string_view b);

/// How well a printed text matches a label of the form, 0..1: as a whole, with a note behind it taken off, or cut off
/// (headers lose their second line in bad extractions); the latter two count a little less.
double label_similarity(std::string_view printed, std::u32string_view label);

/// A label of the form with its known wordings, ready to compare.
class Label {
  public:
    Label() = default;
    explicit Label(std::vector<std::string> wordings);
    double match(std::string_view printed) const;

    /// How well the end of a longer text matches: where a rule is lost, the label of a group stands before the row's.
    double match_end(std::string_view printed) const;
    /// Both in one, this one first: as two labels read that no rule parts.
    Label followed_by(const Label& next) const;
    const std::string& wording() const { return wordings_.front(); }  ///< the form's own

  private:
    std::vector<std::string> wordings_{std::string{}};
    std::vector<std::u32string> keys_;
};

}  // namespace nianbao::parser
