// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/core/pictures.h"

#include "pipeline/store/trouble.h"
#include "pipeline/workers/one_picture.h"
#include "review/core/work.h"

namespace nianbao::review {
namespace {

using store::ObjectKind;

NotThere no_picture(const std::string& cause) {
    return {"review.no_picture", cause, "convert the report again where it is now"};
}

}  // namespace

struct Pictures::Source {
    std::int64_t document = 0;
    int page = 0, turned_degrees = 0;
    std::string sha256, record;
    std::string path;    ///< of the report
    std::string stored;  ///< the picture, where the store has it
};

Pictures::Source Pictures::find(std::int64_t id, int page) {
    const std::lock_guard lock(mutex_);
    const Opened document = shelf_.open(id);
    const SourceInfo& info = document.machine->source;
    if (page < 1 || page > info.pages)
        throw NotThere("review.no_page", "the report has no page " + std::to_string(page));
    Source source{id, page, page_size(*document.machine, page).turned_degrees, document.sha256, document.record_sha256,
                  "", ""};
    store::Statement image =
        shelf_.database().query("SELECT sha256 FROM images WHERE document_id = ? AND page = ?", {id, page});
    if (image.next()) {
        source.stored = shelf_.store().objects().get(ObjectKind::image, image.text(0));
        return source;
    }
    store::Statement file = shelf_.database().query(
        "SELECT files.path FROM files JOIN documents ON documents.file_id = files.id WHERE documents.id = ?", {id});
    if (file.next()) source.path = file.text(0);
    return source;
}

/// Only a saving: without room on the disk the page is rendered again the next time.
void Pictures::keep(const Source& source, const std::string& png) {
    const std::lock_guard lock(mutex_);
    try {
        const std::string sha256 = shelf_.store().objects().put(ObjectKind::image, png);
        shelf_.database().run(
            "INSERT OR IGNORE INTO images SELECT id, ?, ? FROM documents WHERE id = ? AND record_sha256 = ?",
            {source.page, sha256, source.document, source.record});
    } catch (const store::Trouble&) {
    }
}

std::string Pictures::page(std::int64_t document, int page) {
    Source source = find(document, page);
    if (!source.stored.empty()) return source.stored;
    const std::lock_guard one_at_a_time(rendering_);
    source = find(document, page);  // somebody else may have asked for the same page meanwhile
    if (!source.stored.empty()) return source.stored;
    if (source.path.empty()) throw no_picture("the report is not in the store's list of files any more");
    try {
        const std::string png =
            workers::one_picture({source.path, source.sha256, page, source.turned_degrees, isolation_});
        keep(source, png);
        return png;
    } catch (const Failure& failure) {
        throw no_picture(failure.cause());
    }
}

}  // namespace nianbao::review
