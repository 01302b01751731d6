// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <string>

#include "parser/record.h"
#include "pipeline/store/store.h"
#include "review/answer.h"

namespace nianbao::review {

/// A document as the store has it now.
struct Opened {
    std::int64_t id = 0;
    std::string sha256, record_sha256;
    std::shared_ptr<const parser::Record> machine;  ///< as the program made it
    std::shared_ptr<const parser::Record> record;   ///< with the answers in force
};

/// The store, with the records that were looked at last kept at hand. Not for several threads at once.
class Shelf {
  public:
    explicit Shelf(const std::filesystem::path& folder, const store::StoreOptions& options = {});

    store::Store& store() { return store_; }
    store::Database& database() { return store_.database(); }
    /// @throws NotThere, store::Trouble
    Opened open(std::int64_t document);
    /// What the reviewer of this place saw: changes with the record and with every answer about the place.
    std::string version(const Opened& document, const std::string& place);
    /// See Desk::revision.
    std::int64_t revision();
    void changed() { ++revision_; }
    /// After a transaction that was taken back: what was opened within it is not what the store says.
    void forget() { kept_.clear(); }

  private:
    struct Kept {
        Opened opened;
        std::int64_t latest = 0;  ///< answer of the document
    };
    Opened read(std::int64_t id, const std::string& sha256, const std::string& record_sha256);
    store::Store store_;
    std::list<Kept> kept_;  ///< used last first
    std::int64_t revision_ = 0, data_version_ = -1;
};

/// A transaction on a shelf: without commit, what was opened within it is forgotten.
class Change {
  public:
    explicit Change(Shelf& shelf) : shelf_(shelf), transaction_(shelf.database()) {}
    ~Change() {
        if (!done_) shelf_.forget();
    }
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;
    void commit() {
        transaction_.commit();
        done_ = true;
        shelf_.changed();
    }

  private:
    Shelf& shelf_;
    store::Transaction transaction_;
    bool done_ = false;
};

/// @throws NotThere when the record has no such cell
const parser::RecordCell& cell_of(const Opened& document, const std::string& cell);

}  // namespace nianbao::review
