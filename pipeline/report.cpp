// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/report.h"

#include <algorithm>
#include <utility>

#include "document/text_form.h"
#include "ocr/sha256.h"
#include "ocr/source_sniff.h"
#include "ocr/text_source.h"

namespace nianbao {
namespace {

void renumber(Paragraph& paragraph, int by) {
    paragraph.page += by;
    for (LinePlace& line : paragraph.lines) line.page += by;
}

/// Pages of the second and later files of one report count on.
void renumber(Page& page, int by) {
    page.number += by;
    for (Block& block : page.blocks) {
        if (auto* paragraph = std::get_if<Paragraph>(&block)) renumber(*paragraph, by);
        if (auto* table = std::get_if<Table>(&block)) {
            for (TableCell& cell : table->cells) cell.page += by;
        }
    }
    for (auto* margin : {&page.header_candidates, &page.footer_candidates}) {
        for (Paragraph& paragraph : *margin) renumber(paragraph, by);
    }
    for (Warning& warning : page.warnings) {
        if (warning.page > 0) warning.page += by;
    }
}

Page unreadable_page(int number, const Failure& failure) {
    Page page;
    page.number = number;
    page.warnings.push_back({failure.stage(), "page.unreadable", number,
                             failure.cause() + (failure.remedy().empty() ? "" : "; " + failure.remedy())});
    return page;
}

void append(std::vector<Warning>& to, const std::vector<Warning>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

/// A page as it goes into the document, with every warning that belongs to it.
Page finished(PageOutcome outcome, const OpenedFile& file, int pages_before) {
    const int number = outcome.place.page;
    Page page = outcome.page ? std::move(*outcome.page) : unreadable_page(number, outcome.failure.value());
    if (number == file.wanted.front()) append(page.warnings, file.warnings);
    append(page.warnings, outcome.warnings);
    renumber(page, pages_before);
    return page;
}

/// A file of which nothing can be read ends the report.
void require_readable(const std::vector<PageOutcome>& outcomes, const Opening& opening) {
    for (int file = 0; file < static_cast<int>(opening.files.size()); ++file) {
        const Failure* last = nullptr;
        bool readable = false;
        for (const PageOutcome& outcome : outcomes) {
            if (outcome.place.file != file) continue;
            readable = readable || outcome.page.has_value();
            if (outcome.failure) last = &*outcome.failure;
        }
        if (last && !readable) throw *last;
    }
}

/// Of the report as a whole: the first file's, all files' pages.
SourceInfo source_of(const Opening& opening) {
    SourceInfo info = opening.files.front().info;
    if (opening.files.size() == 1) return info;
    info.pages = 0;
    for (const OpenedFile& file : opening.files) {
        info.files.push_back({file.info.file, file.info.sha256, file.info.pages});
        info.pages += file.info.pages;
    }
    return info;
}

}  // namespace

std::vector<PagePlace> places_of(const Opening& opening) {
    std::vector<PagePlace> places;
    for (std::size_t file = 0; file < opening.files.size(); ++file) {
        for (const int page : opening.files[file].wanted) places.push_back({static_cast<int>(file), page});
    }
    return places;
}

int report_number(const Opening& opening, const PagePlace& place) {
    int before = 0;
    for (int file = 0; file < place.file; ++file) before += opening.files[static_cast<std::size_t>(file)].info.pages;
    return before + place.page;
}

std::vector<SecondLook> second_looks(const std::vector<PageOutcome>& outcomes) {
    std::vector<Page> pages;
    for (const PageOutcome& outcome : outcomes) pages.push_back(outcome.page ? *outcome.page : Page{});
    auto lent = layout::columns_to_lend(pages);
    std::vector<SecondLook> looks;
    for (std::size_t p = 0; p < lent.size(); ++p) {
        if (!lent[p].empty()) looks.push_back({outcomes[p].place, std::move(lent[p])});
    }
    return looks;
}

void replace(std::vector<PageOutcome>& outcomes, PageOutcome second) {
    if (!second.page) return;
    const auto first =
        std::ranges::find_if(outcomes, [&](const PageOutcome& outcome) { return outcome.place == second.place; });
    if (first != outcomes.end()) *first = std::move(second);
}

Report::Report(std::vector<InputFile> files, ConvertOptions options)
    : files_(std::move(files)),
      options_(std::move(options)),
      sources_(files_.size()),
      opening_warnings_(files_.size()) {}

Stages Report::stages() const {
    return {options_.progress, options_.times, 0, 0};
}

bool Report::is_text() const {
    return files_.size() == 1 && sniff_media_type(files_.front().path).content == Content::text;
}

Source& Report::source(int file) {
    const auto index = static_cast<std::size_t>(file);
    if (!sources_[index]) {
        SourceOptions source_options;
        source_options.password = options_.password;
        sources_[index] = stages().run("open", [&] { return open_source(files_[index].path, source_options); });
        opening_warnings_[index] = sources_[index]->take_warnings();
    }
    return *sources_[index];
}

OpenedFile Report::open_file(int file) {
    const auto index = static_cast<std::size_t>(file);
    SourceInfo info = source(file).info();
    info.file = files_[index].name;
    std::vector<int> wanted = options_.pages.of(info.pages);
    return {std::move(info), std::move(wanted), opening_warnings_[index]};
}

Opening Report::open() {
    Opening opening;
    opening.text = is_text();
    for (std::size_t file = 0; file < files_.size() && !opening.text; ++file) {
        opening.files.push_back(open_file(static_cast<int>(file)));
    }
    return opening;
}

PageOutcome Report::read(const PagePlace& place, Workshop& workshop, const std::vector<layout::LentColumns>& lent) {
    Source& from = source(place.file);
    PageOutcome outcome;
    outcome.place = place;
    try {
        const Stages page_stages(options_.progress, options_.times, place.page, from.pages());
        outcome.page = read_page(from, place.page, page_stages, workshop, options_, lent);
    } catch (const Failure& failure) {
        if (failure.page() == 0) throw;  // not this page's fault
        outcome.failure = failure;
    }
    outcome.warnings = from.take_warnings();
    return outcome;
}

PageOutcome Report::look_again(const SecondLook& look, Workshop& workshop) {
    try {
        return read(look.place, workshop, look.lent);
    } catch (const Failure& failure) {
        return {look.place, std::nullopt, failure, {}};
    }
}

Document Report::read_text() {
    const InputFile& input = files_.front();
    const std::string text = stages().run("open", [&] { return read_text_source(input.path); });
    Document document = stages().run("read", [&] { return read_text_form(text); });
    document.source.file = input.name;
    document.source.sha256 = sha256_of_file(input.path);
    document.source.media_type = "text/plain";
    document.source.kind = SourceKind::text;
    return document;
}

Conversion Report::assemble(const Opening& opening, std::vector<PageOutcome> outcomes) {
    if (opening.text) return make_record(read_text(), stages());
    require_readable(outcomes, opening);
    std::vector<Page> pages;
    for (PageOutcome& outcome : outcomes) {
        const PagePlace place = outcome.place;
        const int before = report_number(opening, place) - place.page;
        pages.push_back(finished(std::move(outcome), opening.files[static_cast<std::size_t>(place.file)], before));
    }
    return make_record(std::move(pages), source_of(opening), stages());
}

}  // namespace nianbao
