// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "tests/review/chromium.h"

// What a reviewer does in the page, and waits for.
namespace nianbao::testing {

struct ShownCell {
    std::string document, id;
    friend bool operator==(const ShownCell&, const ShownCell&) = default;
};
/// The cell that the page's address names.
ShownCell shown_cell(Browser& browser);

/// A list with rows, or the words that there are none.
void wait_for_queue(Browser& browser);
/// A cell is there, and its candidates have the focus.
void wait_for_cell(Browser& browser);
void wait_for_another_cell(Browser& browser, const ShownCell& than);

/// Types what stands in the cell, without saving it.
void type_into_cell(Browser& browser, const std::string& text);
/// Types it, saves, and waits for the next cell. @return the cell that it was typed into
ShownCell correct_cell(Browser& browser, const std::string& text);

/// The file of the report that is shown, without its folders.
std::string shown_file(Browser& browser);

/// Every picture has come, the page's own among them.
extern const char* const pictures_are_there;

}  // namespace nianbao::testing
