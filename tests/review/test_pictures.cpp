// SPDX-License-Identifier: GPL-3.0-or-later
// Pages that the store has no picture of are rendered from the report, by a process of their own.
#include <catch2/catch.hpp>

#include "document/failure.h"
#include "ocr/sha256.h"
#include "pipeline/store/verify_store.h"
#include "pipeline/workers/one_picture.h"
#include "review/desk.h"
#include "tests/review/seeded_store.h"
#include "tests/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::review;
using namespace nianbao::testing;
using store::Store;

namespace {

const std::filesystem::path scan = std::filesystem::path(NIANBAO_SOURCE_DIR) / "fixtures" / "sample-scan.pdf";

/// A seeded store whose one report is a copy of the scan.
struct WithReport {
    WithReport() {
        SeedOptions options;
        options.documents = 1;
        document = seed_store(folder / "store", options).front().id;
        std::filesystem::create_directory(folder / "inbox");
        std::filesystem::copy_file(scan, report());
        Store store(folder / "store", Store::Purpose::read);
        store.database().run("UPDATE documents SET sha256 = ?", {sha256_of_file(scan)});
    }
    std::filesystem::path report() const { return folder / "inbox" / "report-0.pdf"; }
    TemporaryFolder folder;
    std::int64_t document = 0;
};

}  // namespace

TEST_CASE("a page is rendered, upright, and kept in the store") {
    const WithReport made;
    const Desk desk(made.folder / "store");
    const PagePicture page = desk.page_image(made.document, 1);
    CHECK(page.width > 1000);
    CHECK(page.height > page.width);
    std::filesystem::remove(made.report());
    CHECK(desk.page_image(made.document, 1).png == page.png);
    CHECK_THROWS_AS(desk.page_image(made.document, 2), NotThere);
}

TEST_CASE("a report with other bytes than were read is not shown") {
    const WithReport made;
    write_file(made.report(), "%PDF-1.4 something else");
    const Desk desk(made.folder / "store");
    CHECK_THROWS_AS(desk.page_image(made.document, 1), NotThere);
}

TEST_CASE("what cannot be rendered is a failure in words, not a crash") {
    const TemporaryFolder folder;
    write_file(folder / "broken.pdf", "%PDF-1.4\nnothing of the kind");
    CHECK_THROWS_AS(workers::one_picture({folder / "broken.pdf", "", 1}), Failure);
    CHECK_THROWS_AS(workers::one_picture({folder / "absent.pdf", "", 1}), Failure);
    CHECK_THROWS_AS(workers::one_picture({scan, "", 4711}), Failure);
    CHECK_THROWS_AS(workers::one_picture({scan, "0000", 1}), Failure);
}
