// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pipeline/batch/fake_converter.h"

#include "document/failure.h"
#include "document/text_form.h"
#include "ocr/sha256.h"
#include "parser/record_json.h"
#include "pipeline/recipe.h"
#include "pipeline/store/verify_store.h"
#include "pipeline/summary.h"
#include "tests/pipeline/bad_inputs.h"
#include "tests/temporary_folder.h"

namespace nianbao::testing {

DocumentResult ended(const DocumentRequest& request, Ending ending, const std::string& cause) {
    DocumentResult result;
    result.ticket = request.ticket;
    result.ending = ending;
    result.stage = "read";
    result.cause = cause;
    result.remedy = "do something";
    return result;
}

DocumentResult really(const DocumentRequest& request) {
    try {
        const Conversion conversion = convert(request.files, {});
        DocumentResult result;
        result.ticket = request.ticket;
        result.ending = needs_review(conversion.record) ? Ending::for_review : Ending::converted;
        result.record = conversion.record;
        result.record_json = parser::write_record_json(conversion.record);
        if (request.text_form) result.text_form = write_text_form(conversion.document);
        if (request.page_images) result.images = {{1, "a picture of " + request.files.front().filename().string()}};
        result.pages = {{1, 1, 0.1, {}, false}};
        return result;
    } catch (const Failure& failure) {
        return ended(request, Ending::unreadable, failure.cause());
    }
}

std::optional<DocumentResult> FakeConverter::wait(std::chrono::milliseconds) {
    if (waiting_.empty()) return std::nullopt;
    const DocumentRequest request = plan_.backwards ? waiting_.back() : waiting_.front();
    if (plan_.backwards) {
        waiting_.pop_back();
    } else {
        waiting_.pop_front();
    }
    return plan_.make(request);
}

Desk::Desk(const std::filesystem::path& folder) : inbox(folder / "inbox"), store(folder / "store") {
    std::filesystem::create_directories(inbox);
    settings.store = store;
    settings.paths = {inbox.string()};
    settings.retry_store = std::chrono::milliseconds(1);
    settings.poll = std::chrono::milliseconds(1);
    settings.no_confidence_log = batch::Switch::on;
}

std::filesystem::path Desk::add(const std::string& name, int number) const {
    write_file(inbox / name, std::string(small_report) + "第" + std::to_string(number) + "号。\n");
    return inbox / name;
}

batch::RunSummary Desk::run(Notes& notes, const batch::StopRequest& stop, batch::Scope scope) const {
    batch::RunParts parts;
    parts.converter = [this](const batch::Settings&) { return std::make_unique<FakeConverter>(plan); };
    parts.store = store_options;
    parts.recipe = [this](const batch::Settings&) { return store::Recipe{sha256_of(recipe), "{}"}; };
    return batch::whole_run(settings, scope, stop, notes, parts);
}

batch::RunSummary Desk::run() const {
    Notes notes;
    return run(notes);
}

std::string Desk::outcome(const std::string& name) const {
    const store::Store seen(store, store::Store::Purpose::read);
    store::Statement row = seen.database().query(
        "SELECT reports.outcome FROM reports JOIN files ON files.id = reports.file_id WHERE path = ?",
        {store::Bytes{(inbox / name).native()}});
    return row.next() ? row.text(0) : "(none)";
}

std::map<std::string, std::string> Desk::records() const {
    const store::Store seen(store, store::Store::Purpose::read);
    std::map<std::string, std::string> all;
    store::Statement rows = seen.database().query(
        "SELECT path, record_sha256 FROM documents JOIN files ON files.id = documents.file_id "
        "WHERE record_sha256 IS NOT NULL");
    while (rows.next()) all[rows.text(0)] = seen.objects().get(store::ObjectKind::record, rows.text(1));
    return all;
}

std::int64_t Desk::number(const std::string& sql) const {
    const store::Store seen(store, store::Store::Purpose::read);
    return seen.database().number(sql).value_or(-1);
}

std::vector<std::string> Desk::defects() const {
    const store::Store seen(store, store::Store::Purpose::read);
    std::vector<std::string> lines;
    for (const store::Defect& defect : store::verify(seen, store::Idle::yes).defects) {
        lines.push_back(std::string(store::name(defect.kind)) + ": " + defect.what);
    }
    return lines;
}

}  // namespace nianbao::testing
