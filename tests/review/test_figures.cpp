// SPDX-License-Identifier: GPL-3.0-or-later
// Statistics, samples and pictures.
#include <algorithm>
#include <catch2/catch.hpp>

#include "review/desk.h"
#include "tests/review/seeded_store.h"
#include "tests/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::review;
using namespace nianbao::testing;

namespace {

struct Seeded {
    explicit Seeded(SeedOptions options) {
        options.readers = doubtful_readers();
        documents = seed_store(folder / "store", options);
        desk = std::make_unique<Desk>(folder / "store");
    }
    std::string truth(const CellKey& key) const {
        return std::ranges::find(documents, key.document, &SeededDocument::id)->truth.at(key.cell);
    }
    TemporaryFolder folder;
    std::vector<SeededDocument> documents;
    std::unique_ptr<Desk> desk;
};

SeedOptions options_with(SeedOptions::Pictures pictures) {
    SeedOptions options;
    options.pictures = pictures;
    return options;
}

}  // namespace

TEST_CASE("Clopper and Pearson's interval, against the tables") {
    CHECK(clopper_pearson(0, 0).high == 1);
    CHECK(clopper_pearson(0, 100).low == 0);
    CHECK(clopper_pearson(0, 100).high == Approx(0.036217).epsilon(1e-4));
    CHECK(clopper_pearson(5, 100).low == Approx(0.016432).epsilon(1e-3));
    CHECK(clopper_pearson(5, 100).high == Approx(0.112835).epsilon(1e-4));
    CHECK(clopper_pearson(10, 10).low == Approx(0.691503).epsilon(1e-4));
    CHECK(clopper_pearson(10, 10).high == 1);
    CHECK(clopper_pearson(3, 5000).high == Approx(0.001752).epsilon(1e-3));
}

TEST_CASE("a sample of cells that nobody doubts: drawn once each, looked at, and counted") {
    const Seeded seeded(options_with(SeedOptions::Pictures::none));
    CHECK(seeded.desk->draw_sample(40) == 40);
    QueueFilter audit;
    audit.what = QueueFilter::What::audit;
    const QueuePage drawn = seeded.desk->queue(audit, 0, 100);
    REQUIRE(drawn.total == 40);
    int asked = 0;
    for (const QueueRow& row : drawn.rows) {
        const bool wrong = asked++ < 2;
        const std::string text = wrong ? "4711" : row.printed;
        seeded.desk->answer({row.key, wrong ? AnswerKind::typed : AnswerKind::confirm, text, "", "wang", ""});
        if (asked == 30) break;
    }
    const SilentErrors silent = seeded.desk->statistics().silent;
    CHECK(silent.sampled == 40);
    CHECK(silent.reviewed == 30);
    CHECK(silent.wrong == 2);
    CHECK(silent.low > 0);
    CHECK(silent.low < silent.share);
    CHECK(silent.high > silent.share);
    CHECK(seeded.desk->queue(audit, 0, 0).total <= 10);
    CHECK(seeded.desk->draw_sample(1000000) > 0);
    CHECK(seeded.desk->draw_sample(10) == 0);
}

TEST_CASE("statistics count each cell once, and tell readers that were right from those that were not") {
    const Seeded seeded(options_with(SeedOptions::Pictures::none));
    const auto rows = seeded.desk->queue({}, 0, 20).rows;
    for (const QueueRow& row : rows)
        seeded.desk->answer({row.key, AnswerKind::typed, seeded.truth(row.key), "", "wang", ""});
    const Statistics all = seeded.desk->statistics();
    const Shares& shares = all.shares;
    CHECK(shares.cells == shares.proven + shares.confirmed + shares.for_review + shares.approved + shares.corrected);
    CHECK(all.documents == 3);
    REQUIRE(all.runs.size() == 1);
    CHECK(all.runs[0].shares.cells == shares.cells);
    CHECK(all.bodies.size() == 3);
    CHECK(all.pages.size() == 3);
    CHECK(all.scanners.size() == 1);
    CHECK(all.scanners[0].name == "scan, 300 dpi");
    REQUIRE(all.days.size() == 1);
    CHECK(all.days[0].answers == static_cast<std::int64_t>(rows.size()));
    REQUIRE(all.readers.size() == 3);
    for (const ReaderFigures& reader : all.readers) {
        CHECK(reader.answered == static_cast<std::int64_t>(rows.size()));
        std::int64_t binned = reader.silent;
        for (const ReliabilityBin& bin : reader.reliability) {
            binned += bin.cells;
            CHECK(bin.claimed >= bin.from - 1e-9);
            CHECK(bin.claimed <= bin.to + 1e-9);
            CHECK(bin.right <= bin.cells);
        }
        CHECK(binned == reader.answered);
    }
}

TEST_CASE("pictures come from the store; a crop is enlarged; what is not there is said") {
    const Seeded seeded(options_with(SeedOptions::Pictures::drawn));
    const QueueRow row = seeded.desk->queue({}, 0, 1).rows.at(0);
    const Work work = seeded.desk->work(row.key);
    CHECK(work.has_picture);
    const PagePicture page = seeded.desk->page_image(row.key.document, row.page);
    CHECK(page.width == 1416);
    CHECK(page.png.starts_with("\x89PNG"));
    REQUIRE(work.cell.box);
    const PagePicture crop = seeded.desk->crop(row.key.document, row.page, *work.cell.box, 160);
    CHECK(crop.height > 140);
    CHECK(crop.height < 180);
    CHECK_THROWS_AS(seeded.desk->crop(row.key.document, row.page, Rect{-50, -50, -20, -20}, 160), NotThere);
    CHECK_THROWS_AS(seeded.desk->crop(row.key.document, row.page, Rect{0, 0, 1.0 / 0.0, 10}, 160), NotThere);
    const Seeded bare(options_with(SeedOptions::Pictures::none));
    CHECK_THROWS_AS(bare.desk->page_image(bare.documents[0].id, 1), NotThere);
}
