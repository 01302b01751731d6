// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/explain/cell_crop.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <utility>

#include "document/failure.h"
#include "document/opencv_view.h"
#include "ocr/source.h"
#include "pipeline/explain/base64.h"
#include "pipeline/explain/report_files.h"
#include "pipeline/isolated_job.h"
#include "pipeline/sandbox/limits.h"
#include "pipeline/sandbox/reading_places.h"
#include "pipeline/sandbox/sandbox.h"

namespace nianbao {
namespace {

using parser::Record;
using parser::RecordCell;

constexpr double margin_points = 4;                 // shows the rules around the cell, and ink that crosses them
constexpr std::size_t memory_bytes = 4096UL << 20;  // as for a conversion
using Cells = std::vector<const RecordCell*>;

/// Collects what the process that renders has to say: "ID PICTURE", and why it could not.
class Collector : public JobListener {
  public:
    explicit Collector(Crops& crops) : crops_(crops) {}
    void at(int, int, std::string_view) override {}
    void say(const std::string& line) override {
        const auto space = line.find(' ');
        if (space != std::string::npos) crops_.png[line.substr(0, space)] = from_base64(line.substr(space + 1));
    }
    void remark(const std::string&) override {}
    void error(const std::string& line) override { crops_.complaints.push_back(line); }

  private:
    Crops& crops_;
};

std::optional<int> upright_code(int turned_degrees) {
    switch (turned_degrees) {
        case 90:
            return cv::ROTATE_90_CLOCKWISE;
        case 180:
            return cv::ROTATE_180;
        case 270:
            return cv::ROTATE_90_COUNTERCLOCKWISE;
        default:
            return std::nullopt;
    }
}

int turned_degrees(const Record& record, int page) {
    const auto found = std::ranges::find(record.pages, page, &PageInfo::number);
    return found == record.pages.end() ? 0 : found->turned_degrees;
}

std::string png_of(const Raster& picture) {
    std::vector<unsigned char> bytes;
    if (picture.empty() || !cv::imencode(".png", view(picture), bytes)) return {};
    return {bytes.begin(), bytes.end()};
}

/// In the child: from here on it reads the report and what rendering takes, and writes to its pipe.
void lock_in(const std::filesystem::path& report) {
    sandbox::ReachableFiles files{sandbox::reading_places(), {"/dev/null"}};
    files.readable.push_back(report);
    sandbox::set_limits({});
    const auto layers = sandbox::enter(files);
    if (sandbox::complete(layers)) return;
    throw Failure("sandbox.unavailable", "start", "the sandbox is not complete: " + sandbox::lacking(layers),
                  "see nianbao doctor; or do without it, for reports that you trust (--no-sandbox)");
}

/// In the child. Ids may hold no space: those that do are no cells of any form.
void render_all(const FoundFile& file, const Record& record, const Cells& cells, const CropOptions& options,
                JobListener& listener) {
    if (options.isolation == workers::Isolation::required) lock_in(file.path);
    SourceOptions source_options;
    source_options.password = options.password;
    const auto source = open_source(file.path, source_options);
    std::optional<RenderedPage> page;
    for (const RecordCell* cell : cells) {
        const int number = cell->page - file.first_page + 1;
        if (number > source->pages()) continue;
        listener.at(number, source->pages(), "render");
        if (!page || page->page != number) {
            page.reset();  // two pages at once would need twice the memory
            page = source->render(number, options.dpi);
        }
        const std::string png = png_of(cut_out(*page, *cell->box, turned_degrees(record, cell->page)));
        if (!png.empty()) listener.say(cell->id + " " + base64(png));
    }
}

Cells cells_on(const FoundFile& file, const Cells& cells) {
    Cells here;
    for (const RecordCell* cell : cells) {
        const int number = cell->page - file.first_page;
        const bool plain = cell->id.find_first_of(" \n") == std::string::npos;
        if (cell->box && plain && number >= 0 && number < file.known.pages) here.push_back(cell);
    }
    std::ranges::stable_sort(here, {}, &RecordCell::page);
    return here;
}

}  // namespace

Raster cut_out(const RenderedPage& page, const Rect& box, int turned) {
    const cv::Mat displayed = view(page.pixels);
    const auto code = upright_code(turned);
    const bool sideways = turned == 90 || turned == 270;
    const cv::Size size = sideways ? cv::Size(displayed.rows, displayed.cols) : displayed.size();
    const double width_points = sideways ? page.height_points : page.width_points;
    const double height_points = sideways ? page.width_points : page.height_points;
    const bool finite =
        std::isfinite(box.x0) && std::isfinite(box.y0) && std::isfinite(box.x1) && std::isfinite(box.y1);
    if (!finite || !(width_points > 0) || !(height_points > 0)) return {};
    const double sx = size.width / width_points, sy = size.height / height_points;
    const Rect wide = box.inflated(margin_points, margin_points);
    const auto pixel = [](double points, double scale, int end) {
        return static_cast<int>(std::lround(std::clamp(points * scale, 0.0, static_cast<double>(end))));
    };
    const cv::Rect upright(cv::Point(pixel(wide.x0, sx, size.width), pixel(wide.y0, sy, size.height)),
                           cv::Point(pixel(wide.x1, sx, size.width), pixel(wide.y1, sy, size.height)));
    if (upright.empty()) return {};
    if (!code) return to_raster(displayed(upright));
    cv::Mat turned_page;
    cv::rotate(displayed, turned_page, *code);
    return to_raster(turned_page(upright));
}

Crops crops_of(const Record& record, const std::filesystem::path& record_file, const Cells& cells,
               const CropOptions& options) {
    Crops crops;
    if (record.source.kind == SourceKind::text) return crops;  // a text has nothing to show
    for (const FoundFile& file : find_report(record.source, record_file, options.reports)) {
        const Cells here = cells_on(file, cells);
        if (here.empty()) continue;
        if (file.path.empty()) {
            crops.complaints.push_back(file.complaint);
            continue;
        }
        JobLimits limits;
        limits.memory_bytes = memory_bytes;
        Collector collector(crops);
        run_isolated(file.path.string(), limits, collector, [&](JobListener& listener) {
            render_all(file, record, here, options, listener);
            return Outcome::converted;
        });
    }
    return crops;
}

}  // namespace nianbao
