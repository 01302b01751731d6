// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/recipe_fingerprint.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "document/data_files.h"
#include "ocr/sha256.h"
#include "pipeline/batch/recipe_stamp.h"
#include "pipeline/installation.h"

namespace nianbao::batch {
namespace {

constexpr const char* our_files[] = {
    "ocr/models/glyphs.net",        "ocr/models/hanzi.net",           "ocr/models/calibration.txt",
    "parser/forms/disclosure.toml", "parser/forms/applications.toml", "parser/forms/disputes.toml",
    "parser/forms/sections.toml",
};

/// The language's parts, and those that the readers of numbers and the finder of turned pages use in any case.
std::vector<std::string> tesseract_models(const std::string& language) {
    std::vector<std::string> names = {"eng", "osd"};
    std::istringstream parts(language);
    for (std::string part; std::getline(parts, part, '+');) names.push_back(part);
    return names;
}

}  // namespace

store::Recipe recipe_of(const Settings& settings) {
    nlohmann::ordered_json description;
    description["version"] = NIANBAO_VERSION;
    description["sources"] = recipe_sources;
    description["libraries"] = recipe_libraries;
    for (const char* file : our_files) description["models"][file] = sha256_of_file(data_file(file));
    const std::filesystem::path tessdata = installed_places().tessdata;
    for (const std::string& model : tesseract_models(settings.language)) {
        const auto file = tessdata / (model + ".traineddata");
        std::error_code ignored;
        description["models"][model + ".traineddata"] =
            std::filesystem::exists(file, ignored) ? sha256_of_file(file) : "missing";
    }
    description["settings"]["language"] = settings.language;
    description["settings"]["dpi"] = settings.dpi;
    const std::string text = description.dump();
    return {sha256_of(text), text};
}

}  // namespace nianbao::batch
