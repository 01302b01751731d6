// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string_view>
#include <vector>

namespace nianbao::review {

/// A file of review/page, built into the program (cmake/EmbedPage.cmake).
struct PageFile {
    std::string_view path;  ///< "/work.js"
    std::string_view type;  ///< media type
    std::string_view content;
};

const std::vector<PageFile>& page_files();

/// Of all their contents: another page has another one.
std::string_view page_files_tag();

}  // namespace nianbao::review
