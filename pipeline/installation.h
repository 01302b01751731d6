// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <vector>

// What must be installed beside the program, and whether it is (`nianbao doctor`, and early in `convert`).
namespace nianbao {

enum class Necessity { required, advised };

struct Finding {
    std::string what;  ///< "Tesseract's data for chi_sim"
    bool present = false;
    std::string where;    ///< where it was found, or looked for
    std::string package;  ///< Debian package that brings it; empty where none does
    Necessity necessity = Necessity::required;
};

/// Where other packages put their data.
struct InstalledPlaces {
    std::filesystem::path tessdata;
    std::filesystem::path poppler_data;
};
/// $TESSDATA_PREFIX, else the newest of Debian's folders; /usr/share/poppler.
InstalledPlaces installed_places();

/// One for each part of a language as Tesseract writes it: "chi_sim+eng" has two.
std::vector<Finding> find_languages(const InstalledPlaces& places, const std::string& language);
Finding find_poppler_data(const InstalledPlaces& places);
/// A font with Chinese characters, for PDFs that do not embed theirs.
Finding find_chinese_font();
/// Where fontconfig finds fonts, its settings and what it remembers of them.
std::vector<std::filesystem::path> font_places();
/// Everything there is to say, for `nianbao doctor`.
std::vector<Finding> examine_installation(const InstalledPlaces& places);

enum class SourceNeeds { nothing, reading, reading_and_rendering };
/// Told from a file's first bytes: a PDF needs all, an image what reads text; a text, or what cannot be opened,
/// nothing.
SourceNeeds needs_of(const std::filesystem::path& source);

/// @throws Failure "install.missing" naming the package of the first thing that is needed and is not there
void require_installed(const InstalledPlaces& places, SourceNeeds needs, const std::string& language);

}  // namespace nianbao
