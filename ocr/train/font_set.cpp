// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/train/font_set.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>

namespace nianbao::train {
namespace {

// Packages to calibrate on: some of each kind, none with a relative among those trained on.
constexpr std::string_view kept_apart[] = {
    "fonts-baekmuk", "fonts-cns11643-kai",          "fonts-crosextra-caladea", "fonts-cwtex-heib",
    "fonts-lato",    "fonts-morisawa-bizud-mincho", "fonts-paratype",          "fonts-sawarabi-mincho",
    "fonts-stix"};

/// FNV-1a, so that the shares are the same everywhere.
std::uint32_t hash(std::string_view text) {
    std::uint32_t value = 2166136261U;
    for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
    return value;
}

/// The package's folder names the family: a family's weights and its relatives must not be on both sides.
std::string family_of(const std::filesystem::path& file, const std::filesystem::path& folder) {
    const std::string relative = std::filesystem::relative(file, folder).string();
    const auto fonts = relative.find("fonts-");
    return relative.substr(fonts == std::string::npos ? 0 : fonts, relative.find('/', fonts) - fonts);
}

bool has_extension(const std::filesystem::path& file) {
    const std::string e = file.extension().string();
    return e == ".ttf" || e == ".otf" || e == ".ttc" || e == ".TTF" || e == ".OTF";
}

/// Figures of one height standing on the baseline, as numbers in tables have them; oldstyle figures and symbols fail.
bool usable(const Typeface& face) {
    if (!face.has_all(U"0123456789.,-+/()%")) return false;
    static constexpr std::string_view unwanted[] = {"Math",      "Symbol", "Bitmap",  "Initials", "Drawing",
                                                    "Smallcaps", "Italic", "Oblique", "Caps"};
    for (const std::string_view word : unwanted) {
        // One slanted font in eight stays: reports seldom have them, but they have.
        if (face.name().find(word) != std::string::npos && (hash(face.name()) % 8 != 0 || word[0] != 'I')) return false;
    }
    DrawStyle style;
    style.em = 100;
    const DrawnLine drawn = face.draw(U"0123456789", style);
    for (const Rect& glyph : drawn.glyphs) {
        const double height = glyph.height();
        if (height < 50 || height > 95 || std::abs(height - drawn.glyphs[0].height()) > 9) return false;
    }
    return true;
}

}  // namespace

FontSet::FontSet(const std::string& folder, FontShare share) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && has_extension(entry.path())) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        const std::string family = family_of(file, folder);
        const bool apart = std::find(std::begin(kept_apart), std::end(kept_apart), family) != std::end(kept_apart);
        if (share != FontShare::all && apart != (share == FontShare::calibration)) continue;
        const int faces = faces_in(file.string());
        for (int index = 0; index < std::min(faces, 2); ++index) {
            try {
                Typeface face(file.string(), index);
                if (!usable(face)) continue;
                if (face.has_all(U"本年政府信息")) with_hanzi_.push_back(faces_.size());
                faces_.push_back(std::move(face));
            } catch (const std::runtime_error&) {
                continue;
            }
        }
    }
}

const Typeface* FontSet::pick(Random& random, std::u32string_view text) const {
    for (int attempt = 0; attempt < 30 && !faces_.empty(); ++attempt) {
        const bool hanzi = !with_hanzi_.empty() && (chance(random, 0.5) || attempt > 10);
        const Typeface& face = faces_[hanzi ? with_hanzi_[random() % with_hanzi_.size()] : random() % faces_.size()];
        if (face.has_all(text)) return &face;
    }
    // Rare characters: the next font that has them.
    for (std::size_t i = 0, start = random(); i < faces_.size(); ++i) {
        const Typeface& face = faces_[(start + i) % faces_.size()];
        if (face.has_all(text)) return &face;
    }
    return nullptr;
}

}  // namespace nianbao::train
