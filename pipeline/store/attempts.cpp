// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/attempts.h"

#include "pipeline/store/clock.h"
#include "pipeline/store/outcome.h"
#include "pipeline/store/record_rows.h"
#include "pipeline/store/trouble.h"

namespace nianbao::store {
namespace {

using workers::DocumentResult;

struct Hashes {
    std::optional<std::string> record, text;
    std::vector<PageObject> images;
};

Hashes put_files(Store& store, const DocumentResult& result) {
    Hashes hashes;
    if (!result.record) return hashes;
    hashes.record = store.objects().put(ObjectKind::record, result.record_json);
    if (!result.text_form.empty()) hashes.text = store.objects().put(ObjectKind::text, result.text_form);
    for (const workers::PageImage& image : result.images) {
        hashes.images.push_back({image.page, store.objects().put(ObjectKind::image, image.png)});
    }
    return hashes;
}

Value or_null(const std::string& text) {
    return text.empty() ? Value(nullptr) : Value(text);
}

void close_attempt(Database& database, std::int64_t attempt, std::string_view ending, const DocumentResult& result,
                   const Hashes& hashes, double seconds) {
    database.run(
        "UPDATE attempts SET finished = ?, ending = ?, seconds = ?, stage = ?, page = ?, cause = ?, "
        "record_sha256 = ?, text_sha256 = ? WHERE id = ?",
        {utc_now(), ending, seconds, or_null(result.stage), result.page, or_null(result.cause), hashes.record,
         hashes.text, attempt});
}

void update_document(Database& database, std::int64_t attempt, Outcome outcome, const DocumentResult& result,
                     const Hashes& hashes) {
    database.run(
        "UPDATE documents SET outcome = ?, stage = ?, page = ?, cause = ?, remedy = ?, record_sha256 = ?, "
        "text_sha256 = ?, finished = ?, "
        "(recipe_id, file_id, run_id) = (SELECT recipe_id, file_id, run_id FROM attempts WHERE id = ?) "
        "WHERE id = (SELECT document_id FROM attempts WHERE id = ?)",
        {name(outcome), or_null(result.stage), result.page > 0 ? Value(result.page) : Value(nullptr),
         or_null(result.cause), or_null(result.remedy), hashes.record, hashes.text, utc_now(), attempt, attempt});
}

std::vector<std::string> image_names(const Database& database, std::int64_t document) {
    std::vector<std::string> names;
    Statement rows = database.query("SELECT sha256 FROM images WHERE document_id = ?", {document});
    while (rows.next()) names.push_back(rows.text(0));
    return names;
}

/// Pictures are for review, and those of an earlier record are of no use any more. (Records and texts are kept: the
/// attempts name them.) One that cannot be removed now is an orphan, which verify finds.
void remove_unnamed_images(Store& store, const std::vector<std::string>& before) {
    try {
        for (const std::string& name : before) {
            if (store.database().number("SELECT 1 FROM images WHERE sha256 = ?", {name})) continue;
            store.objects().remove(store.objects().path_of(ObjectKind::image, name));
        }
    } catch (const Trouble&) {
    }
}

}  // namespace

std::int64_t recipe_id(Database& database, const Recipe& recipe) {
    database.run(
        "INSERT INTO recipes (fingerprint, description, first_used) VALUES (?, ?, ?) "
        "ON CONFLICT (fingerprint) DO NOTHING",
        {recipe.fingerprint, recipe.description, utc_now()});
    return *database.number("SELECT id FROM recipes WHERE fingerprint = ?", {recipe.fingerprint});
}

std::int64_t begin_run(Database& database, std::int64_t recipe) {
    Transaction transaction(database);
    database.run("UPDATE attempts SET finished = ?, ending = 'interrupted' WHERE finished IS NULL", {utc_now()});
    database.run("INSERT INTO runs (recipe_id, started) VALUES (?, ?)", {recipe, utc_now()});
    const std::int64_t id = database.last_id();
    transaction.commit();
    return id;
}

void end_run(Database& database, std::int64_t run, std::string_view ended, const std::string& summary_json) {
    database.run("UPDATE runs SET finished = ?, ended = ?, summary = ? WHERE id = ?",
                 {utc_now(), ended, summary_json, run});
}

std::int64_t begin_attempt(Database& database, const NewAttempt& attempt) {
    database.run("INSERT INTO attempts (document_id, file_id, run_id, recipe_id, started) VALUES (?, ?, ?, ?, ?)",
                 {attempt.document, attempt.file, attempt.run, attempt.recipe, utc_now()});
    return database.last_id();
}

void abandon_attempt(Database& database, std::int64_t attempt, std::string_view ending, const std::string& cause) {
    database.run("UPDATE attempts SET finished = ?, ending = ?, cause = ? WHERE id = ?",
                 {utc_now(), ending, or_null(cause), attempt});
}

void finish_attempt(Store& store, std::int64_t attempt, const DocumentResult& result, double seconds) {
    const auto outcome = outcome_of(result);
    if (!outcome) return abandon_attempt(store.database(), attempt, "trouble", result.cause);
    const Hashes hashes = put_files(store, result);
    Database& database = store.database();
    Transaction transaction(database);
    const std::int64_t document = *database.number("SELECT document_id FROM attempts WHERE id = ?", {attempt});
    const std::vector<std::string> images_before = image_names(database, document);
    close_attempt(database, attempt, name(*outcome), result, hashes, seconds);
    update_document(database, attempt, *outcome, result, hashes);
    replace_record_rows(database, document, result, hashes.images);
    transaction.commit();
    remove_unnamed_images(store, images_before);
}

}  // namespace nianbao::store
