// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/learning/known_cells.h"

#include <algorithm>
#include <opencv2/imgcodecs.hpp>

#include "document/opencv_view.h"
#include "ocr/numeric_line.h"
#include "ocr/sha256.h"
#include "parser/record.h"
#include "pipeline/store/reviewed_record.h"
#include "pipeline/store/trouble.h"
#include "pipeline/workers/one_picture.h"

namespace nianbao::learning {
namespace {

using parser::Record;
using parser::RecordCell;
using store::ObjectKind;

struct Page {
    std::int64_t document;
    int number;
    std::string document_sha256, record_sha256;
    std::string image_sha256;  ///< empty: the store has no picture of it
    std::string file;          ///< the report's
};

/// A number from 0 to 1 that a text always has: the shares are the same in every run.
double lot_of(const std::string& text) {
    return static_cast<double>(std::stoul(sha256_of(text).substr(0, 8), nullptr, 16)) / 4294967296.0;
}

/// Pages with answers first, for all of them count.
std::vector<Page> pages_of(const store::Database& database) {
    std::vector<Page> pages;
    store::Statement rows = database.query(
        "SELECT documents.id, wanted.page, documents.sha256, documents.record_sha256, images.sha256, files.path FROM "
        "(SELECT document_id, page, 1 AS answered FROM cells WHERE answered IS NOT NULL AND page IS NOT NULL UNION "
        "SELECT document_id, page, 0 FROM images) AS wanted JOIN documents ON documents.id = wanted.document_id LEFT "
        "JOIN images ON images.document_id = wanted.document_id AND images.page = wanted.page LEFT JOIN files ON "
        "files.id = documents.file_id WHERE documents.record_sha256 IS NOT NULL AND documents.kind <> 'text' "
        "GROUP BY documents.id, wanted.page ORDER BY max(wanted.answered) DESC, documents.sha256, wanted.page");
    while (rows.next())
        pages.push_back({rows.integer(0), static_cast<int>(rows.integer(1)), rows.text(2), rows.text(3), rows.text(4),
                         rows.text(5)});
    return pages;
}

bool is_proven(const RecordCell& cell) {
    return !cell.answer && cell.standing() == parser::Standing::proven;
}

/// Only what an image shows: an answer that nothing is there has no glyphs.
bool is_known(const RecordCell& cell) {
    return cell.box && !cell.printed.empty() && (cell.answer || is_proven(cell)) && is_number(cell.printed);
}

class Gatherer {
  public:
    Gatherer(const store::Store& store, const KnownCellOptions& options) : store_(store), options_(options) {
        const auto documents = store.database().number("SELECT count(*) FROM documents WHERE cells_answered > 0");
        by_document_ = documents.value_or(0) >= 2;
    }

    std::vector<KnownCell> run() {
        for (const Page& page : pages_of(store_.database())) {
            try {
                take(page);
            } catch (const store::Trouble&) {
                // A file that is gone or damaged costs its cells only; nianbao verify tells of it.
            }
        }
        return std::move(cells_);
    }

  private:
    void take(const Page& page) {
        if (page.record_sha256 != held_) {
            record_ = store::reviewed_record(store_, page.document_sha256, page.record_sha256);
            held_ = page.record_sha256;
        }
        const auto size = std::ranges::find(record_.pages, page.number, &PageInfo::number);
        if (size == record_.pages.end() || size->width_points <= 0) return;
        Raster picture;
        for (const RecordCell& cell : record_.cells) {
            if (cell.page != page.number || !is_known(cell)) continue;
            if (!cell.answer && proven_ >= options_.most_proven) continue;
            if (picture.empty()) picture = picture_of(page, size->turned_degrees);
            if (picture.empty()) return;
            add(cell, picture, picture.width / size->width_points, page.document_sha256);
        }
    }
    Raster picture_of(const Page& page, int turned_degrees) const {
        try {
            workers::PictureRequest request{page.file, page.document_sha256, page.number, turned_degrees};
            request.dpi = options_.dpi;
            request.isolation = options_.isolation;
            return decoded(workers::one_picture(request));
        } catch (const Failure&) {
            // It is gone, or is not what was read.
            return page.image_sha256.empty() ? Raster()
                                             : decoded(store_.objects().get(ObjectKind::image, page.image_sha256));
        }
    }
    static Raster decoded(const std::string& png) {
        const std::vector<unsigned char> bytes(png.begin(), png.end());
        const cv::Mat page = cv::imdecode(bytes, cv::IMREAD_GRAYSCALE);
        return page.empty() ? Raster() : to_raster(page);
    }
    void add(const RecordCell& cell, const Raster& picture, double scale, const std::string& document) {
        const Rect& box = *cell.box;
        auto line = cell_line(picture, {box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale});
        if (!line) return;
        const double lot = lot_of(by_document_ ? document : document + cell.id);
        cells_.push_back(
            {normal_number(cell.printed), cell.answer.has_value(), lot < options_.share_apart, std::move(*line)});
        proven_ += cell.answer ? 0 : 1;
    }

    const store::Store& store_;
    const KnownCellOptions& options_;
    bool by_document_ = true;
    std::string held_;
    Record record_;
    std::vector<KnownCell> cells_;
    std::size_t proven_ = 0;
};

}  // namespace

std::vector<KnownCell> known_cells(const store::Store& store, const KnownCellOptions& options) {
    return Gatherer(store, options).run();
}

}  // namespace nianbao::learning
