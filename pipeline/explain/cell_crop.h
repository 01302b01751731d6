// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "document/page_image.h"
#include "parser/record.h"
#include "pipeline/workers/pool.h"

// What stands on the page where a cell was read, cut out of the report that the record was made of.
namespace nianbao {

struct CropOptions {
    std::vector<std::filesystem::path> reports;  ///< where the report is now; empty: where the record says
    std::string password;                        ///< of an encrypted PDF
    double dpi = 300;
    workers::Isolation isolation = workers::Isolation::required;
};

struct Crops {
    std::map<std::string, std::string> png;  ///< by the cell's id
    std::vector<std::string> complaints;     ///< why some are missing, a line each
};

/// Pictures of cells. Pages are rendered in a process of their own, locked in, so that a damaged report costs only the
/// pictures; a file whose bytes are not those that the record was made of is not rendered.
/// @param record_file  relative names are looked for in the current folder, then in this file's
Crops crops_of(const parser::Record& record, const std::filesystem::path& record_file,
               const std::vector<const parser::RecordCell*>& cells, const CropOptions& options);

/// The box with a margin around it, as a person sees it upright.
/// @param box             page points of the upright page
/// @param turned_degrees  clockwise turn that makes the rendered page upright
Raster cut_out(const RenderedPage& page, const Rect& box, int turned_degrees);

}  // namespace nianbao
