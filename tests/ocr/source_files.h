// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/temporary_folder.h"

// Inputs of the tests of sources, written when they are needed.
namespace nianbao::source_tests {

/// A folder that is gone with the object.
class Folder : public testing::TemporaryFolder {
  public:
    std::filesystem::path write(const std::string& name, std::string_view bytes) const;
};

struct PdfPage {
    std::string content;               ///< content stream; font /F1 is Helvetica, /F2 what `extra` says
    double width = 300, height = 500;  ///< points
    int rotate = 0;
    std::string crop;  ///< e.g. "[50 100 290 480]"; empty: none
};

struct PdfFile {
    std::vector<PdfPage> pages;
    std::map<std::string, std::string> resources;  ///< "Font /F2" -> object, "XObject /I1" -> object
    int claimed_pages = -1;                        ///< /Count; -1: the truth
    int padding_objects = 0;                       ///< empty objects, for counts that lie within the number of objects
};

std::string pdf(const PdfFile& file);
/// A PDF stream object.
std::string stream(const std::string& dictionary, const std::string& bytes);
/// An uncompressed grey image object: white with black bars, so that it has ink.
std::string grey_image(int width, int height);
/// Text at a place, in points from the lower left.
std::string text_at(double x, double y, double size, const std::string& text, const std::string& before = "");

}  // namespace nianbao::source_tests
