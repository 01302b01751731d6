// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/installation.h"

#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <system_error>

#include "document/data_files.h"
#include "document/failure.h"

#if defined(__SANITIZE_ADDRESS__)
// Fontconfig's own settings, which it reads once and keeps in a way that LeakSanitizer cannot follow.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\n";
}
#endif

namespace nianbao {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

/// Debian names them tesseract-ocr-chi-sim, the files chi_sim.
std::string package_of_language(std::string part) {
    std::replace(part.begin(), part.end(), '_', '-');
    return "tesseract-ocr-" + part;
}

Finding find_language(const InstalledPlaces& places, const std::string& part) {
    const fs::path file = places.tessdata / (part + ".traineddata");
    return {"Tesseract's data for " + part, is_there(file), file.string(), package_of_language(part)};
}

/// Our own files, as the rooms ask for them.
Finding find_own_data(const std::string& relative) {
    try {
        return {"data file " + relative, true, data_file(relative).string(), ""};
    } catch (const Failure& failure) {
        return {"data file " + relative, false, failure.remedy(), ""};
    }
}

Finding find_thread_limit() {
    const char* value = std::getenv("OMP_THREAD_LIMIT");
    const std::string text = value ? value : "not set";
    return {"OMP_THREAD_LIMIT=1 (reading is many times slower otherwise)", text == "1", text, "", Necessity::advised};
}

Finding find_memory() {
    constexpr long wanted_kb = 1000 * 1000;
    std::ifstream info("/proc/meminfo");
    long available = 0;
    for (std::string key; info >> key;) {
        if (key == "MemAvailable:") info >> available;
    }
    return {"1 GB of free memory", available >= wanted_kb, std::to_string(available / 1000) + " MB free", "",
            Necessity::advised};
}

template <typename Type, void (*Destroy)(Type*)>
struct Destroyer {
    void operator()(Type* object) const { Destroy(object); }
};

void require(const Finding& finding) {
    if (finding.present) return;
    throw Failure("install.missing", "start", finding.what + " is not installed (" + finding.where + ")",
                  "install the Debian package " + finding.package);
}

}  // namespace

InstalledPlaces installed_places() {
    InstalledPlaces places{"/usr/share/tesseract-ocr/5/tessdata", "/usr/share/poppler"};
    if (const char* prefix = std::getenv("TESSDATA_PREFIX")) places.tessdata = prefix;
    return places;
}

std::vector<Finding> find_languages(const InstalledPlaces& places, const std::string& language) {
    std::vector<Finding> findings;
    for (std::size_t start = 0; start <= language.size();) {
        const auto plus = std::min(language.find('+', start), language.size());
        findings.push_back(find_language(places, language.substr(start, plus - start)));
        start = plus + 1;
    }
    return findings;
}

Finding find_poppler_data(const InstalledPlaces& places) {
    // Without the character maps, Chinese text in PDFs whose fonts name them comes out as nothing or as other
    // characters.
    const fs::path map = places.poppler_data / "cidToUnicode/Adobe-GB1";
    return {"Poppler's character maps", is_there(map), map.string(), "poppler-data"};
}

Finding find_chinese_font() {
    Finding finding{"a font with Chinese characters", false, "asked fontconfig for zh-cn", "fonts-noto-cjk"};
    const std::unique_ptr<FcPattern, Destroyer<FcPattern, FcPatternDestroy>> pattern(
        FcNameParse(reinterpret_cast<const FcChar8*>(":lang=zh-cn")));
    const std::unique_ptr<FcObjectSet, Destroyer<FcObjectSet, FcObjectSetDestroy>> wanted(
        FcObjectSetBuild(FC_FILE, nullptr));
    const std::unique_ptr<FcFontSet, Destroyer<FcFontSet, FcFontSetDestroy>> fonts(
        FcFontList(nullptr, pattern.get(), wanted.get()));
    if (!fonts || fonts->nfont == 0) return finding;
    finding.present = true;
    FcChar8* file = nullptr;
    if (FcPatternGetString(fonts->fonts[0], FC_FILE, 0, &file) == FcResultMatch)
        finding.where = reinterpret_cast<const char*>(file);
    return finding;
}

std::vector<fs::path> font_places() {
    std::vector<fs::path> places;
    for (FcStrList* (*const list)(FcConfig*) : {FcConfigGetFontDirs, FcConfigGetConfigFiles, FcConfigGetCacheDirs}) {
        FcStrList* const paths = list(nullptr);
        if (!paths) continue;
        while (const FcChar8* path = FcStrListNext(paths)) places.emplace_back(reinterpret_cast<const char*>(path));
        FcStrListDone(paths);
    }
    return places;
}

std::vector<Finding> examine_installation(const InstalledPlaces& places) {
    std::vector<Finding> findings = find_languages(places, "chi_sim+eng+osd");
    findings.push_back(find_poppler_data(places));
    findings.push_back(find_chinese_font());
    for (const char* file : {"parser/forms/disclosure.toml", "ocr/models/calibration.txt", "ocr/models/glyphs.net",
                             "ocr/models/hanzi.net"})
        findings.push_back(find_own_data(file));
    findings.push_back(find_thread_limit());
    findings.push_back(find_memory());
    return findings;
}

SourceNeeds needs_of(const fs::path& source) {
    using namespace std::string_literals;
    std::error_code ignored;
    if (!fs::is_regular_file(source, ignored)) return SourceNeeds::nothing;
    std::string head(1024, '\0');
    std::ifstream file(source, std::ios::binary);
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    if (head.find("%PDF-") != std::string::npos) return SourceNeeds::reading_and_rendering;
    for (const auto& magic : {"\x89PNG"s, "\xff\xd8\xff"s, "II*\0"s, "MM\0*"s, "II+\0"s, "MM\0+"s}) {
        if (head.rfind(magic, 0) == 0) return SourceNeeds::reading;
    }
    return SourceNeeds::nothing;
}

void require_installed(const InstalledPlaces& places, SourceNeeds needs, const std::string& language) {
    if (needs == SourceNeeds::nothing) return;
    // Numbers are read with eng whatever the language of the prose.
    for (const Finding& finding : find_languages(places, language + "+eng")) require(finding);
    if (needs != SourceNeeds::reading_and_rendering) return;
    require(find_poppler_data(places));
    require(find_chinese_font());
}

}  // namespace nianbao
