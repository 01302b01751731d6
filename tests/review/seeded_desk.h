// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "parser/record_json.h"
#include "pipeline/exports/stored_records.h"
#include "pipeline/store/verify_store.h"
#include "review/desk.h"
#include "tests/review/seeded_store.h"
#include "tests/temporary_folder.h"

namespace nianbao::testing {

using namespace nianbao::review;
using store::Store;

/// A seeded store, a desk before it, and the truth.
struct SeededDesk {
    explicit SeededDesk(SeedOptions options = {}) {
        if (options.readers.hard_share == synthetic::ReaderModel{}.hard_share) options.readers = doubtful_readers();
        documents = seed_store(folder / "store", options);
        desk = std::make_unique<Desk>(folder / "store");
    }
    const SeededDocument& of(std::int64_t id) const { return *std::ranges::find(documents, id, &SeededDocument::id); }
    std::string truth(const CellKey& key) const { return of(key.document).truth.at(key.cell); }
    QueueRow first(const QueueFilter& filter = {}) const { return desk->queue(filter, 0, 1).rows.at(0); }
    AnswerResult type(const CellKey& key, const std::string& text, const std::string& who = "wang") const {
        return desk->answer({key, AnswerKind::typed, text, "", who, desk->work(key).version});
    }
    std::vector<std::string> defects() const {
        const Store store(folder / "store", Store::Purpose::read);
        std::vector<std::string> lines;
        for (const auto& defect : store::verify(store, store::Idle::yes).defects) lines.push_back(defect.what);
        return lines;
    }
    parser::Record exported(std::int64_t id) const {
        const Store store(folder / "store", Store::Purpose::read);
        parser::Record found;
        exports::for_each_record(store, [&](const exports::StoredRecord& stored) {
            if (stored.sha256 == of(id).sha256) found = parser::read_record_json(stored.json);
        });
        return found;
    }

    TemporaryFolder folder;
    std::vector<SeededDocument> documents;
    std::unique_ptr<Desk> desk;
};

}  // namespace nianbao::testing
