// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/glyph_net.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <fstream>

#include "document/failure.h"
#include "ocr/glyph_features.h"

namespace nianbao {
namespace {

static_assert(std::endian::native == std::endian::little, "the model file is little-endian");
constexpr std::uint32_t magic = 0x4c474e01;  // "NGL", version 1

template <typename T>
void put(std::ostream& out, const T& value) {
    out.write(reinterpret_cast<const char*>(&value), sizeof value);
}
template <typename T>
T get(std::istream& in) {
    T value{};
    in.read(reinterpret_cast<char*>(&value), sizeof value);
    return value;
}

float largest(const std::vector<float>& weights) {
    float most = 1e-6F;
    for (const float w : weights) most = std::max(most, std::abs(w));
    return most;
}

GlyphNet::Layer read_layer(std::istream& in) {
    GlyphNet::Layer layer;
    layer.inputs = get<std::int32_t>(in);
    layer.outputs = get<std::int32_t>(in);
    if (!in || layer.inputs < 1 || layer.outputs < 1 || layer.inputs > 4096 || layer.outputs > 4096) return {};
    const float scale = get<float>(in) / 32767;
    layer.weights.resize(static_cast<std::size_t>(layer.inputs) * layer.outputs);
    for (float& w : layer.weights) w = scale * get<std::int16_t>(in);
    layer.biases.resize(layer.outputs);
    for (float& b : layer.biases) b = get<float>(in);
    return layer;
}

bool fits(const GlyphNet& net) {
    if (net.layers.empty()) return false;
    int inputs = static_cast<int>(feature_count);
    for (const GlyphNet::Layer& layer : net.layers) {
        if (layer.inputs != inputs) return false;
        inputs = layer.outputs;
    }
    return inputs == GlyphClasses::count;
}

void softmax(std::vector<float>& values) {
    const float most = *std::max_element(values.begin(), values.end());
    float sum = 0;
    for (float& v : values) sum += v = std::exp(v - most);
    for (float& v : values) v /= sum;
}

}  // namespace

int GlyphClasses::of(char32_t character) {
    const auto at = characters.find(character);
    return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

std::vector<float> GlyphNet::classify(std::span<const float> features) const {
    std::vector<float> in(features.begin(), features.end()), out;
    for (std::size_t k = 0; k < layers.size(); ++k) {
        const Layer& layer = layers[k];
        out = layer.biases;
        for (int i = 0; i < layer.inputs; ++i) {
            const float x = in[static_cast<std::size_t>(i)];
            if (x == 0) continue;
            const float* w = layer.weights.data() + static_cast<std::size_t>(i) * layer.outputs;
            for (int o = 0; o < layer.outputs; ++o) out[static_cast<std::size_t>(o)] += x * w[o];
        }
        if (k + 1 < layers.size()) {
            for (float& v : out) v = std::max(v, 0.F);
        }
        in.swap(out);
    }
    softmax(in);
    return in;
}

void GlyphNet::save(const std::filesystem::path& file) const {
    std::ofstream out(file, std::ios::binary);
    put(out, magic);
    put(out, static_cast<std::int32_t>(layers.size()));
    for (const Layer& layer : layers) {
        put(out, static_cast<std::int32_t>(layer.inputs));
        put(out, static_cast<std::int32_t>(layer.outputs));
        const float most = largest(layer.weights);
        put(out, most);
        for (const float w : layer.weights) put(out, static_cast<std::int16_t>(std::lround(w / most * 32767)));
        for (const float b : layer.biases) put(out, b);
    }
}

GlyphNet GlyphNet::load(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    GlyphNet net;
    if (get<std::uint32_t>(in) == magic) {
        const int count = get<std::int32_t>(in);
        for (int i = 0; i < count && i < 8 && in; ++i) net.layers.push_back(read_layer(in));
    }
    if (!in || !fits(net)) {
        throw Failure("install.data_broken", "start", "the glyph model " + file.string() + " cannot be read",
                      "install nianbao again");
    }
    return net;
}

}  // namespace nianbao
