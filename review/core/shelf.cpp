// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/core/shelf.h"

#include <algorithm>

#include "parser/record_json.h"
#include "pipeline/store/reviewed_record.h"

namespace nianbao::review {
namespace {

constexpr std::size_t most_kept = 16;  // a record takes about a megabyte
constexpr std::size_t shown_of_hash = 16;

}  // namespace

Shelf::Shelf(const std::filesystem::path& folder, const store::StoreOptions& options)
    : store_(folder, store::Store::Purpose::review, options) {}

Opened Shelf::open(std::int64_t document) {
    store::Statement row = database().query(
        "SELECT sha256, record_sha256, (SELECT max(id) FROM answers WHERE document_sha256 = documents.sha256) "
        "FROM documents WHERE id = ?",
        {document});
    if (!row.next() || row.is_null(1))
        throw NotThere("review.no_document", "the store has no record of document " + std::to_string(document));
    const std::string sha256 = row.text(0), record = row.text(1);
    const std::int64_t latest = row.integer(2);
    const auto kept = std::ranges::find_if(kept_, [&](const Kept& one) {
        return one.opened.id == document && one.opened.record_sha256 == record && one.latest == latest;
    });
    if (kept != kept_.end()) {
        kept_.splice(kept_.begin(), kept_, kept);
        return kept_.front().opened;
    }
    Opened opened = read(document, sha256, record);
    std::erase_if(kept_, [&](const Kept& one) { return one.opened.id == document; });
    kept_.push_front({opened, latest});
    if (kept_.size() > most_kept) kept_.pop_back();
    return opened;
}

Opened Shelf::read(std::int64_t id, const std::string& sha256, const std::string& record) {
    Opened opened{id, sha256, record, {}, {}};
    for (const Kept& one : kept_) {
        if (one.opened.record_sha256 == record) opened.machine = one.opened.machine;
    }
    if (!opened.machine)
        opened.machine = std::make_shared<const parser::Record>(
            parser::read_record_json(store_.objects().get(store::ObjectKind::record, record)));
    const auto answers = store::answers_in_force(database(), sha256);
    opened.record = answers.empty() ? opened.machine
                                    : std::make_shared<const parser::Record>(store::reviewed(*opened.machine, answers));
    return opened;
}

std::string Shelf::version(const Opened& document, const std::string& place) {
    return document.record_sha256.substr(0, shown_of_hash) + ":" +
           std::to_string(store::latest_answer(database(), document.sha256, place));
}

std::int64_t Shelf::revision() {
    const std::int64_t now = database().number("PRAGMA data_version").value_or(0);
    if (now != data_version_) ++revision_;
    data_version_ = now;
    return revision_;
}

const parser::RecordCell& cell_of(const Opened& document, const std::string& id) {
    const parser::RecordCell* cell = document.record->find(id);
    if (cell == nullptr) throw NotThere("review.no_cell", "the report has no cell " + id);
    return *cell;
}

}  // namespace nianbao::review
