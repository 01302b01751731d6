// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/verify_store.h"

#include <algorithm>
#include <set>

#include "document/failure.h"
#include "ocr/sha256.h"
#include "parser/record_json.h"
#include "pipeline/store/outcome.h"
#include "pipeline/store/reviewed_record.h"

namespace nianbao::store {
namespace {

using Kind = Defect::Kind;

struct Reference {
    ObjectKind kind;
    std::string sha256;
    std::int64_t document;
    bool current;  ///< of the document as it is now, not of an earlier attempt
};

std::vector<Reference> references(const Database& database) {
    std::vector<Reference> all;
    const auto add = [&](ObjectKind kind, const char* sql, bool current) {
        Statement rows = database.query(sql);
        while (rows.next()) all.push_back({kind, rows.text(0), rows.integer(1), current});
    };
    add(ObjectKind::record, "SELECT record_sha256, id FROM documents WHERE record_sha256 IS NOT NULL", true);
    add(ObjectKind::text, "SELECT text_sha256, id FROM documents WHERE text_sha256 IS NOT NULL", true);
    add(ObjectKind::image, "SELECT sha256, document_id FROM images", true);
    add(ObjectKind::record, "SELECT record_sha256, document_id FROM attempts WHERE record_sha256 IS NOT NULL", false);
    add(ObjectKind::text, "SELECT text_sha256, document_id FROM attempts WHERE text_sha256 IS NOT NULL", false);
    return all;
}

class Verifier {
  public:
    explicit Verifier(const Store& store) : store_(store) {}

    void check_database() {
        const Database& database = store_.database();
        Statement rows = database.query("PRAGMA integrity_check");
        while (rows.next()) {
            if (rows.text(0) != "ok") add(Kind::database, rows.text(0));
        }
        Statement keys = database.query("PRAGMA foreign_key_check");
        while (keys.next()) add(Kind::database, "a row of " + keys.text(0) + " names a missing row of " + keys.text(2));
        Statement lost = database.query(
            "SELECT id FROM documents WHERE outcome IN ('converted', 'for_review') AND record_sha256 IS NULL");
        while (lost.next()) {
            add(Kind::disagrees, "document " + lost.text(0) + " counts as converted and has no record", {},
                lost.integer(0));
        }
        result_.documents = static_cast<std::size_t>(database.number("SELECT count(*) FROM documents").value_or(0));
    }
    void check_files() {
        for (const Reference& reference : references(store_.database())) {
            const auto file = store_.objects().path_of(reference.kind, reference.sha256);
            const bool first = named_.insert(file).second;
            if (!first && !reference.current) continue;
            if (first) ++result_.files;
            check(reference, file);
        }
    }
    void check_strangers() {
        for (const ObjectFiles::Found& found : store_.objects().list()) {
            if (!named_.count(found.path)) add(Kind::orphan, found.path.string() + ": nothing names it", found.path);
        }
        for (const auto& file : store_.objects().temporaries()) add(Kind::temporary, file.string(), file);
    }
    Verification take() { return std::move(result_); }

  private:
    void add(Kind kind, const std::string& what, const std::filesystem::path& file = {}, std::int64_t document = 0) {
        result_.defects.push_back({kind, what, file, document});
    }
    void check(const Reference& reference, const std::filesystem::path& file) {
        // What only an earlier attempt made cannot be made again.
        const std::int64_t document = reference.current ? reference.document : 0;
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(file, ignored))
            return add(Kind::missing, file.string() + ": is not there", file, document);
        try {
            if (sha256_of_file(file) != reference.sha256)
                return add(Kind::damaged, file.string() + ": its bytes are not those that were written", file,
                           document);
        } catch (const Failure& failure) {
            return add(Kind::damaged, file.string() + ": " + failure.cause(), file, document);
        }
        if (reference.kind == ObjectKind::record && reference.current) compare(reference, file);
    }
    void compare(const Reference& reference, const std::filesystem::path& file) {
        try {
            const parser::Record machine =
                parser::read_record_json(store_.objects().get(ObjectKind::record, reference.sha256));
            const parser::Record record = reviewed(machine, answers_in_force(store_.database(), machine.source.sha256));
            if (!agrees(reference.document, record))
                add(Kind::disagrees, file.string() + ": the database says something else", file, reference.document);
        } catch (const Failure& failure) {
            add(Kind::damaged, file.string() + ": " + failure.cause(), file, reference.document);
        }
    }
    bool agrees(std::int64_t document, const parser::Record& record) const {
        Statement row = store_.database().query(
            "SELECT sha256, cells_for_review, (SELECT count(*) FROM checks WHERE document_id = documents.id), "
            "(SELECT count(*) FROM warnings WHERE document_id = documents.id) FROM documents WHERE id = ?",
            {document});
        if (!row.next() || row.text(0) != record.source.sha256 || row.integer(1) != record.review_count() ||
            row.integer(2) != static_cast<std::int64_t>(record.checks.size()) ||
            row.integer(3) != static_cast<std::int64_t>(record.warnings.size()))
            return false;
        Statement cells = store_.database().query(
            "SELECT id, printed, needs_review FROM cells WHERE document_id = ? ORDER BY position", {document});
        for (const parser::RecordCell& cell : record.cells) {
            if (!cells.next() || cells.text(0) != cell.id || cells.text(1) != cell.printed ||
                (cells.integer(2) != 0) != cell.needs_review)
                return false;
        }
        return !cells.next();
    }

    const Store& store_;
    std::set<std::filesystem::path> named_;
    Verification result_;
};

}  // namespace

std::string_view name(Kind kind) {
    switch (kind) {
        case Kind::database:
            return "database";
        case Kind::missing:
            return "missing";
        case Kind::damaged:
            return "damaged";
        case Kind::disagrees:
            return "disagrees";
        case Kind::orphan:
            return "orphan";
        case Kind::temporary:
            break;
    }
    return "temporary";
}

bool is_harmless(Kind kind) {
    return kind == Kind::orphan || kind == Kind::temporary;
}

Verification verify(const Store& store, Idle idle) {
    Verifier verifier(store);
    verifier.check_database();
    verifier.check_files();
    if (idle == Idle::yes) verifier.check_strangers();
    return verifier.take();
}

std::vector<std::string> repair(Store& store, const std::vector<Defect>& defects) {
    std::vector<std::string> done;
    std::set<std::int64_t> documents;
    for (const Defect& defect : defects) {
        if (is_harmless(defect.kind)) {
            store.objects().remove(defect.file);
            done.push_back("removed " + defect.file.string());
        }
        if (defect.document != 0) documents.insert(defect.document);
    }
    for (const std::int64_t document : documents) {
        store.database().run("UPDATE documents SET outcome = 'waiting' WHERE id = ?", {document});
        done.push_back("document " + std::to_string(document) + " will be converted again by the next batch");
    }
    return done;
}

std::int64_t forget_older_records(Store& store) {
    const char* older =
        "record_sha256 IS NOT NULL AND record_sha256 IS NOT "
        "(SELECT record_sha256 FROM documents WHERE documents.id = attempts.document_id)";
    Transaction transaction(store.database());
    const auto count = store.database().number(std::string("SELECT count(*) FROM attempts WHERE ") + older);
    store.database().run(std::string("UPDATE attempts SET record_sha256 = NULL, text_sha256 = NULL WHERE ") + older);
    transaction.commit();
    return count.value_or(0);
}

}  // namespace nianbao::store
