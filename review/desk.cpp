// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/desk.h"

#include <mutex>

#include "review/core/answering.h"
#include "review/core/pictures.h"
#include "review/core/prose.h"
#include "review/core/queue.h"
#include "review/core/sample.h"
#include "review/core/shelf.h"
#include "review/core/statistics.h"
#include "review/core/work.h"

namespace nianbao::review {

struct Desk::Held {
    Held(const std::filesystem::path& store, const DeskOptions& options)
        : shelf(store, options.store),
          pictures(shelf, mutex, options.sandbox ? workers::Isolation::required : workers::Isolation::none) {}
    std::mutex mutex;  ///< guards the shelf
    Shelf shelf;
    Pictures pictures;

    template <class Work>
    auto locked(Work work) {
        const std::lock_guard lock(mutex);
        return work();
    }
};

Desk::Desk(const std::filesystem::path& store, const DeskOptions& options)
    : held_(std::make_unique<Held>(store, options)) {}
Desk::~Desk() = default;

QueuePage Desk::queue(const QueueFilter& filter, std::size_t offset, std::size_t limit) const {
    return held_->locked([&] { return queue_page(held_->shelf.database(), filter, offset, limit); });
}

Facets Desk::facets() const {
    return held_->locked([&] { return queue_facets(held_->shelf.database()); });
}

std::vector<DocumentSummary> Desk::documents(const QueueFilter& filter, std::size_t offset, std::size_t limit) const {
    return held_->locked([&] { return document_list(held_->shelf.database(), filter, offset, limit); });
}

Work Desk::work(const CellKey& cell, const QueueFilter& filter) const {
    return held_->locked([&] { return work_on(held_->shelf, cell, filter); });
}

Grid Desk::grid(std::int64_t document, const std::string& cell) const {
    return held_->locked([&] {
        const Opened opened = held_->shelf.open(document);
        return grid_of(*opened.record, cell_of(opened, cell).id);
    });
}

PagePicture Desk::page_image(std::int64_t document, int page) const {
    return picture_of(held_->pictures.page(document, page));
}

PagePicture Desk::crop(std::int64_t document, int page, const Rect& box, int height) const {
    const PageSize size = held_->locked([&] { return page_size(*held_->shelf.open(document).machine, page); });
    PartOfPage part{size.width, size.height, box};
    part.height = height;
    part.margin = 0;  // exactly what was asked for: the page draws a frame into it
    PagePicture picture = part_of_page(held_->pictures.page(document, page), part);
    if (picture.png.empty()) throw NotThere("review.no_picture", "there is nothing to show at this place");
    return picture;
}

Understood Desk::understand(const CellKey& cell, const std::string& typed) const {
    return held_->locked([&] {
        const Opened document = held_->shelf.open(cell.document);
        return understand_text(cell_of(document, cell.cell), typed);
    });
}

AnswerResult Desk::answer(const NewAnswer& answer) {
    return held_->locked([&] { return store_answer(held_->shelf, answer); });
}

UndoResult Desk::undo(const std::string& reviewer) {
    return held_->locked([&] { return take_back(held_->shelf, reviewer); });
}

std::vector<StoredAnswer> Desk::answers(std::optional<std::int64_t> document, std::size_t offset,
                                        std::size_t limit) const {
    return held_->locked([&] { return answer_list(held_->shelf, document, offset, limit); });
}

ProsePage Desk::prose(const QueueFilter& filter, std::size_t offset, std::size_t limit) const {
    return held_->locked([&] { return prose_page(held_->shelf, filter, offset, limit); });
}

ProseAnswerResult Desk::answer_prose(const NewProseAnswer& answer) {
    return held_->locked([&] { return store_prose_answer(held_->shelf, answer); });
}

Statistics Desk::statistics() const {
    return held_->locked([&] { return statistics_of(held_->shelf.database()); });
}

std::size_t Desk::draw_sample(std::size_t cells) {
    return held_->locked([&] { return draw_cells(held_->shelf, cells); });
}

std::int64_t Desk::revision() const {
    return held_->locked([&] { return held_->shelf.revision(); });
}

}  // namespace nianbao::review
