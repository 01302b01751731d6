// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/review/seeded_store.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "ocr/sha256.h"
#include "parser/parse_report.h"
#include "parser/record_json.h"
#include "pipeline/store/attempts.h"
#include "pipeline/store/registry.h"
#include "pipeline/summary.h"

namespace nianbao::testing {
namespace {

using store::Store;
using store::Transaction;

constexpr double page_width = 680, page_height = 842;  // points: the widest table of synthetic reports fits
constexpr double picture_scale = 150 / 72.0;
constexpr Point table_corner{40, 90};
const char* const bodies[] = {"青石县人民政府", "白水镇人民政府", "临江市交通运输局", "云岭区教育局", "北桥街道办事处"};

void move_to(TableCell& cell, int page) {
    cell.page = page;
    Rect& box = *cell.box;
    box = {box.x0 + table_corner.x, box.y0 + table_corner.y, box.x1 + table_corner.x, box.y1 + table_corner.y};
}

/// Each table on a page of its own.
void spread(Document& document) {
    int page = 0;
    for (Block& block : document.blocks) {
        auto* table = std::get_if<Table>(&block);
        if (table == nullptr) continue;
        ++page;
        for (TableCell& cell : table->cells) move_to(cell, page);
    }
    document.pages.clear();
    for (int number = 1; number <= page; ++number)
        document.pages.push_back({number, page_width, page_height, 0, 300, PageText::Source::image});
    document.source.pages = page;
}

void add_doubtful_prose(Document& document) {
    for (Block& block : document.blocks) {
        auto* paragraph = std::get_if<Paragraph>(&block);
        if (paragraph == nullptr || paragraph->text != "全县各部门按时公开。") continue;
        paragraph->character_confidence = {0.99, 0.99, 0.6, 0.99, 0.99, 0.99, 0.99, 0.55, 0.5, 0.99};
        paragraph->lines = {{0, 1, Rect{40, 40, 250, 56}}};
    }
}

Document made_up(const SeedOptions& options, int number, synthetic::Random& random, SeededDocument& out) {
    const std::array<int, 3> sizes{9, 60, 30000};
    synthetic::Report report =
        synthetic::make_report(random, parser::FormYear::y2021, sizes[static_cast<std::size_t>(number) % 3]);
    if (options.wrong_every > 0 && number % options.wrong_every == options.wrong_every - 1) {
        std::string& total = report.printed.at("applications.granted.total");
        total = std::to_string(std::stoi(total) + 1);
    }
    out.truth = report.printed;
    Document document = synthetic::make_document(report, synthetic::simulated_readers(random, options.readers, 2));
    spread(document);
    add_doubtful_prose(document);
    std::get<Paragraph>(document.blocks.front()).text =
        std::string(bodies[static_cast<std::size_t>(number) % std::size(bodies)]) + std::to_string(2021 + number % 4) +
        "年政府信息公开工作年度报告";
    out.name = "report-" + std::to_string(number) + ".pdf";
    out.sha256 = sha256_of("seed " + std::to_string(options.seed) + " " + out.name);
    document.source.file = out.name;
    document.source.sha256 = out.sha256;
    document.source.media_type = "application/pdf";
    return document;
}

std::string encoded(const cv::Mat& picture) {
    std::vector<unsigned char> png;
    cv::imencode(".png", picture, png);
    return {png.begin(), png.end()};
}

cv::Mat blank_page() {
    return cv::Mat(static_cast<int>(page_height * picture_scale), static_cast<int>(page_width * picture_scale), CV_8UC1,
                   cv::Scalar(250));
}

cv::Point pixel(double x, double y) {
    return {static_cast<int>(x * picture_scale), static_cast<int>(y * picture_scale)};
}

std::string drawn_page(const SeededDocument& document, int page) {
    cv::Mat picture = blank_page();
    for (const parser::RecordCell& cell : document.record.cells) {
        if (cell.page != page || !cell.box) continue;
        cv::rectangle(picture, pixel(cell.box->x0, cell.box->y0), pixel(cell.box->x1, cell.box->y1), cv::Scalar(60), 1);
        cv::putText(picture, document.truth.at(cell.id), pixel(cell.box->x0 + 4, cell.box->y1 - 5),
                    cv::FONT_HERSHEY_SIMPLEX, 0.8, cv::Scalar(30), 2, cv::LINE_AA);
    }
    return encoded(picture);
}

std::vector<workers::PageImage> pictures_of(const SeededDocument& document, SeedOptions::Pictures kind) {
    std::vector<workers::PageImage> pictures;
    static const std::string blank = encoded(blank_page());
    if (kind == SeedOptions::Pictures::none) return pictures;
    for (const PageInfo& page : document.record.pages) {
        const bool drawn = kind == SeedOptions::Pictures::drawn;
        pictures.push_back({page.number, drawn ? drawn_page(document, page.number) : blank});
    }
    return pictures;
}

workers::DocumentResult result_of(const parser::Record& record, std::vector<workers::PageImage> pictures) {
    workers::DocumentResult result;
    result.ending = needs_review(record) ? workers::Ending::for_review : workers::Ending::converted;
    result.record = record;
    result.record_json = parser::write_record_json(record);
    result.images = std::move(pictures);
    return result;
}

store::Registered registered(Store& store, const SeededDocument& document) {
    Transaction transaction(store.database());
    const auto path = store.folder().parent_path() / "inbox" / document.name;
    const auto both = store::register_file(store.database(), path, {}, document.sha256, 1);
    transaction.commit();
    return both;
}

}  // namespace

synthetic::ReaderModel doubtful_readers() {
    synthetic::ReaderModel model;
    model.hard_share = 0.2;
    model.hard_accuracy = 0.6;
    model.easy_accuracy = 0.999;
    return model;
}

std::vector<SeededDocument> seed_store(const std::filesystem::path& folder, const SeedOptions& options) {
    store::make_store_folder(folder);
    Store store(folder, Store::Purpose::write);
    const std::int64_t recipe = store::recipe_id(store.database(), {sha256_of("first recipe"), "{}"});
    const std::int64_t run = store::begin_run(store.database(), recipe);
    synthetic::Random random(options.seed);
    std::vector<SeededDocument> documents;
    for (int number = 0; number < options.documents; ++number) {
        SeededDocument document;
        document.record = parser::parse_report(made_up(options, number, random, document));
        const store::Registered both = registered(store, document);
        document.id = both.document;
        const std::int64_t attempt = store::begin_attempt(store.database(), {both.document, both.file, run, recipe});
        store::finish_attempt(store, attempt, result_of(document.record, pictures_of(document, options.pictures)), 1);
        documents.push_back(std::move(document));
    }
    store::end_run(store.database(), run, "complete", "{}");
    return documents;
}

void read_again(const std::filesystem::path& folder, const SeededDocument& document, const parser::Record& record,
                const std::string& name) {
    Store store(folder, Store::Purpose::write);
    const std::int64_t recipe = store::recipe_id(store.database(), {sha256_of(name), "{}"});
    const std::int64_t run = store::begin_run(store.database(), recipe);
    const store::Registered both = registered(store, document);
    const std::int64_t attempt = store::begin_attempt(store.database(), {both.document, both.file, run, recipe});
    store::finish_attempt(store, attempt, result_of(record, {}), 1);
    store::end_run(store.database(), run, "complete", "{}");
}

}  // namespace nianbao::testing
