// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/store/store.h"
#include "review/answer.h"
#include "review/queue.h"
#include "review/statistics.h"
#include "review/work.h"

// The one object that a review works with: a store, what is doubtful in it, and the answers. It knows no HTTP and no
// JSON.
namespace nianbao::review {

struct DeskOptions {
    bool sandbox = true;  ///< pages are rendered by a locked-in process; false only with --no-sandbox
    store::StoreOptions store = {};
};

/// All methods may be called from several threads. They throw store::Trouble (a Failure) when the store is in trouble,
/// and NotThere (a Failure) when what is asked for does not exist.
class Desk {
  public:
    /// A store that an older program made is brought to this program's schema.
    explicit Desk(const std::filesystem::path& store, const DeskOptions& options = {});
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    QueuePage queue(const QueueFilter& filter, std::size_t offset, std::size_t limit) const;
    /// What the filters may be set to, counted over the whole queue.
    Facets facets() const;
    /// Documents with something for review, those with most cells first.
    std::vector<DocumentSummary> documents(const QueueFilter& filter, std::size_t offset, std::size_t limit) const;

    /// @param filter  the queue in which the neighbours (`previous`, `next`) are looked for
    Work work(const CellKey& cell, const QueueFilter& filter = {}) const;
    Grid grid(std::int64_t document, const std::string& cell) const;  ///< the table in which the cell stands

    /// A page as a person sees it, upright. Rendered and kept where the store has none: that takes a second or two.
    PagePicture page_image(std::int64_t document, int page) const;
    /// A part of it, enlarged to about `height` pixels.
    PagePicture crop(std::int64_t document, int page, const Rect& box, int height) const;

    /// What a typed text would mean in this cell. Nothing is stored.
    Understood understand(const CellKey& cell, const std::string& typed) const;

    /// Stored on the disk when it returns, or not at all; the document is decoded again with it.
    AnswerResult answer(const NewAnswer& answer);
    /// Takes back this reviewer's last answer that was not taken back yet; of a queue of cells and lines alike.
    UndoResult undo(const std::string& reviewer);
    /// A document's answers, or all, the newest first.
    std::vector<StoredAnswer> answers(std::optional<std::int64_t> document, std::size_t offset,
                                      std::size_t limit) const;

    /// Lines of prose with characters that were read with doubt, of one document or of all.
    ProsePage prose(const QueueFilter& filter, std::size_t offset, std::size_t limit) const;
    ProseAnswerResult answer_prose(const NewProseAnswer& answer);

    Statistics statistics() const;
    /// Draws cells that are not for review, at random, and puts them into the queue as an audit: their share of wrong
    /// ones is the estimate of silent errors. @return how many were drawn
    std::size_t draw_sample(std::size_t cells);

    /// Counts every change of the store that this desk or another process makes: a page that shows an older one is
    /// stale.
    std::int64_t revision() const;

  private:
    struct Held;
    std::unique_ptr<Held> held_;
};

}  // namespace nianbao::review
