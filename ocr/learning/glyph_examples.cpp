// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/learning/glyph_examples.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>

#include "document/failure.h"

namespace nianbao {
namespace {

constexpr char magic[8] = {'N', 'B', 'G', 'L', 'Y', 'P', 'H', 1};
constexpr float least = -2, most = 4;  // shares and histograms, and lengths in ems; what is beyond is cut

std::uint8_t packed(float feature) {
    return static_cast<std::uint8_t>(std::lround((std::clamp(feature, least, most) - least) / (most - least) * 255));
}

/// Nought stays nought, which is what most features are.
float unpacked(std::uint8_t byte) {
    constexpr int nought = 85;
    static_assert(nought * (most - least) == -least * 255);
    return byte == nought ? 0 : least + static_cast<float>(byte) / 255 * (most - least);
}

Failure broken(const std::filesystem::path& file) {
    return {"install.data_broken", "start", "the examples " + file.string() + " cannot be read",
            "install nianbao again"};
}

}  // namespace

double error_rate(const GlyphNet& net, const std::vector<GlyphExample>& examples) {
    double wrong = 0;
    for (const GlyphExample& example : examples) {
        const std::vector<float> p = net.classify(example.features);
        wrong += std::max_element(p.begin(), p.end()) - p.begin() != example.wanted;
    }
    return examples.empty() ? 0 : wrong / static_cast<double>(examples.size());
}

void save_examples(const std::vector<GlyphExample>& examples, const std::filesystem::path& file) {
    std::ofstream out(file, std::ios::binary);
    out.write(magic, sizeof magic);
    for (const GlyphExample& example : examples) {
        out.put(static_cast<char>(example.wanted));
        for (const float feature : example.features) out.put(static_cast<char>(packed(feature)));
    }
    if (!out.flush()) throw Failure("output.unwritable", "learn", "cannot write " + file.string(), "");
}

std::vector<GlyphExample> load_examples(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    char head[sizeof magic] = {};
    if (!in.read(head, sizeof head) || !std::equal(head, head + sizeof head, magic)) throw broken(file);
    std::vector<GlyphExample> examples;
    std::array<char, 1 + feature_count> bytes{};
    while (in.read(bytes.data(), bytes.size())) {
        GlyphExample example;
        example.wanted = static_cast<unsigned char>(bytes[0]);
        if (example.wanted >= GlyphClasses::count) throw broken(file);
        for (std::size_t i = 0; i < feature_count; ++i)
            example.features[i] = unpacked(static_cast<std::uint8_t>(bytes[i + 1]));
        examples.push_back(example);
    }
    if (in.gcount() != 0) throw broken(file);
    return examples;
}

}  // namespace nianbao
