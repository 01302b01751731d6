// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "document/document.h"
#include "document/failure.h"
#include "ocr/source.h"
#include "pipeline/recipe.h"

// A report in the steps that can be taken apart: opened once, its pages read in any order and by anybody, then put
// together. What a step gives is a value that can travel to another process.
namespace nianbao {

/// Where a file's bytes are, and what the record and the messages call it.
struct InputFile {
    std::filesystem::path path;
    std::string name;
};

/// What opening one file told.
struct OpenedFile {
    SourceInfo info;
    std::vector<int> wanted;        ///< pages to read, as the file counts them
    std::vector<Warning> warnings;  ///< go with the first page wanted
};

struct Opening {
    bool text = false;  ///< a text form: it has no pages, and `files` is empty
    std::vector<OpenedFile> files;
};

struct PagePlace {
    int file = 0;  ///< counts from 0
    int page = 1;  ///< counts from 1, as the file counts
    friend bool operator==(const PagePlace&, const PagePlace&) = default;
};

/// Every page to be read, in the report's order.
std::vector<PagePlace> places_of(const Opening& opening);
/// A page's number as the report counts: pages of the second and later files count on.
int report_number(const Opening& opening, const PagePlace& place);

/// A page as read, or why it cannot be.
struct PageOutcome {
    PagePlace place;
    std::optional<Page> page;  ///< numbered as its file counts
    std::optional<Failure> failure;
    std::vector<Warning> warnings;  ///< of rendering it
};

/// A page to be read again, with what the others tell of it.
struct SecondLook {
    PagePlace place;
    std::vector<layout::LentColumns> lent;
};

/// Those that show more with the others' help. Whatever the outcomes hold.
/// @param outcomes one for each page, in the report's order
std::vector<SecondLook> second_looks(const std::vector<PageOutcome>& outcomes);

/// Puts a second look in the place of the first. One that failed changes nothing.
void replace(std::vector<PageOutcome>& outcomes, PageOutcome second);

/// One report's files, opened when first asked for.
class Report {
  public:
    Report(std::vector<InputFile> files, ConvertOptions options);

    /// @throws Failure when one of the files cannot be opened
    Opening open();
    /// One of several, of which none may be a text. @param file  counts from 0
    OpenedFile open_file(int file);
    /// @throws Failure when more than this page is in trouble
    PageOutcome read(const PagePlace& place, Workshop& workshop, const std::vector<layout::LentColumns>& lent = {});
    /// The same without a Failure: the first look is as good as it gets then.
    PageOutcome look_again(const SecondLook& look, Workshop& workshop);
    /// @param outcomes one for each of places_of(opening), in that order
    /// @throws Failure when no page of a file could be read
    Conversion assemble(const Opening& opening, std::vector<PageOutcome> outcomes);
    Source& source(int file);  ///< @throws Failure

  private:
    bool is_text() const;
    Document read_text();
    Stages stages() const;
    std::vector<InputFile> files_;
    ConvertOptions options_;
    std::vector<std::unique_ptr<Source>> sources_;
    std::vector<std::vector<Warning>> opening_warnings_;
};

}  // namespace nianbao
