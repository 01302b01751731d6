// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/workers/desk.h"

#include <unistd.h>

#include <stdexcept>
#include <utility>

#include "document/text_form.h"
#include "parser/record_bytes.h"
#include "parser/record_json.h"
#include "pipeline/summary.h"
#include "pipeline/workers/message_bytes.h"
#include "pipeline/workers/page_picture.h"

namespace nianbao::workers {
namespace {

/// Reads the request and says which attempt it is.
template <class Request>
Request begun(std::string_view bytes, const std::function<void(int)>& begins) {
    auto request = from_bytes<Request>(bytes);
    begins(request.attempt);
    return request;
}

}  // namespace

Desk::~Desk() {
    if (descriptor_ >= 0) close(descriptor_);
}

Answer Desk::answer(Ask what, std::string_view request) {
    times_ = {};
    Answer answer;
    switch (what) {
        case Ask::file:
            answer.payload = take_file(from_bytes<FileGiven>(request));
            break;
        case Ask::open:
            begun<OpenAsked>(request, begins_);
            answer.payload = open();
            break;
        case Ask::page:
            answer.payload = read(begun<PageAsked>(request, begins_));
            break;
        case Ask::assemble:
            answer.payload = assemble(begun<AssemblyAsked>(request, begins_));
            break;
        case Ask::picture:
            answer.payload = picture(begun<PictureAsked>(request, begins_));
            break;
        default:
            throw std::logic_error("an unknown request");
    }
    answer.times = times_.entries();
    return answer;
}

Report& Desk::report() {
    if (!report_) throw std::logic_error("no file was given");
    return *report_;
}

std::string Desk::take_file(const FileGiven& given) {
    report_.reset();
    if (descriptor_ >= 0) close(descriptor_);
    descriptor_ = channel_.take_descriptor();
    // Libraries want paths. The bytes lie in memory (snapshot.h), which Landlock does not forbid to open again.
    InputFile file{"/proc/self/fd/" + std::to_string(descriptor_), given.name};
    ConvertOptions options;
    options.dpi = given.dpi;
    options.password = given.password;
    options.language = given.language;
    options.pages = PageSelection::parse(given.pages).value_or(PageSelection());
    options.progress = &progress_;
    options.times = &times_;
    report_ = std::make_unique<Report>(std::vector{std::move(file)}, std::move(options));
    alone_ = given.alone;
    if (!workshop_ || workshop_->language() != given.language) workshop_ = std::make_unique<Workshop>(given.language);
    return {};
}

std::string Desk::open() {
    if (alone_) return to_bytes(report().open());
    Opening one_of_several;
    one_of_several.files.push_back(report().open_file(0));
    return to_bytes(one_of_several);
}

std::string Desk::read(const PageAsked& asked) {
    PageOutcome outcome = report().read({0, asked.page}, *workshop_, asked.lent);
    outcome.place.file = asked.file;
    return to_bytes(outcome);
}

std::string Desk::assemble(const AssemblyAsked& asked) {
    std::vector<PageOutcome> outcomes;
    for (const std::string& bytes : asked.outcomes) outcomes.push_back(from_bytes<PageOutcome>(bytes));
    const Conversion conversion = report().assemble(asked.opening, std::move(outcomes));
    Assembled assembled;
    assembled.needs_review = needs_review(conversion.record);
    assembled.record = parser::record_bytes(conversion.record);
    assembled.json = parser::write_record_json(conversion.record);
    if (asked.text_form) assembled.text_form = write_text_form(conversion.document);
    if (asked.document) assembled.document = to_bytes(conversion.document);
    return to_bytes(assembled);
}

std::string Desk::picture(const PictureAsked& asked) {
    return page_picture(report().source(0), asked.page, asked.turned_degrees, asked.dpi);
}

}  // namespace nianbao::workers
