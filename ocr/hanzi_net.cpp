// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/hanzi_net.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>

#include "document/failure.h"

namespace nianbao {
namespace {

constexpr std::uint32_t magic = 0x315A4E48;  // HNZ1
using Point = std::array<float, HanziNet::dimensions>;

template <class Number>
void put(std::ostream& out, const std::vector<Number>& numbers) {
    out.write(reinterpret_cast<const char*>(numbers.data()),
              static_cast<std::streamsize>(numbers.size() * sizeof(Number)));
}
template <class Number>
std::vector<Number> get(std::istream& in, std::size_t count) {
    std::vector<Number> numbers(count);
    in.read(reinterpret_cast<char*>(numbers.data()), static_cast<std::streamsize>(count * sizeof(Number)));
    return numbers;
}

float largest(const std::vector<float>& numbers) {
    float most = 1e-9F;
    for (const float n : numbers) most = std::max(most, std::abs(n));
    return most;
}

template <class Integer>
std::vector<Integer> packed(const std::vector<float>& numbers, float scale) {
    std::vector<Integer> out;
    out.reserve(numbers.size());
    for (const float n : numbers) out.push_back(static_cast<Integer>(std::lround(n / scale)));
    return out;
}
template <class Integer>
std::vector<float> unpacked(const std::vector<Integer>& numbers, float scale) {
    std::vector<float> out;
    out.reserve(numbers.size());
    for (const Integer n : numbers) out.push_back(static_cast<float>(n) * scale);
    return out;
}

Point projected(const HanziNet& net, const HanziFeatures& features) {
    Point point{};
    for (std::size_t f = 0; f < features.size(); ++f) {
        const float value = features[f] - net.mean[f];
        const float* weights = &net.projection[f * HanziNet::dimensions];
        for (std::size_t d = 0; d < point.size(); ++d) point[d] += value * weights[d];
    }
    return point;
}

/// Over the first dimensions, to all prototypes at once.
std::vector<float> coarse_distances(const HanziNet& net, const Point& point) {
    const std::size_t count = net.characters.size();
    std::vector<float> sums(count, 0.F);
    for (std::size_t d = 0; d < HanziNet::coarse_dimensions; ++d) {
        const float* row = &net.coarse[d * count];
        for (std::size_t p = 0; p < count; ++p) {
            const float difference = point[d] - row[p];
            sums[p] += difference * difference;
        }
    }
    return sums;
}

float distance(const HanziNet& net, const Point& point, std::size_t prototype) {
    const float* row = &net.fine[prototype * HanziNet::dimensions];
    float sum = 0;
    for (std::size_t d = 0; d < point.size(); ++d) sum += (point[d] - row[d]) * (point[d] - row[d]);
    return sum;
}

std::vector<float> by_dimension(const std::vector<float>& fine, std::size_t count) {
    std::vector<float> coarse(HanziNet::coarse_dimensions * count);
    for (std::size_t p = 0; p < count; ++p) {
        for (std::size_t d = 0; d < HanziNet::coarse_dimensions; ++d) {
            coarse[d * count + p] = fine[p * HanziNet::dimensions + d];
        }
    }
    return coarse;
}

}  // namespace

bool HanziNet::is_rare(char32_t character) const {
    return std::binary_search(rare.begin(), rare.end(), character);
}

std::vector<HanziGuess> HanziNet::nearest(const HanziFeatures& features, std::size_t count, char32_t also) const {
    const Point point = projected(*this, features);
    const std::vector<float> sums = coarse_distances(*this, point);
    std::vector<std::uint32_t> order(characters.size());
    for (std::size_t p = 0; p < order.size(); ++p) order[p] = static_cast<std::uint32_t>(p);
    const std::size_t close = std::min<std::size_t>(order.size(), 100);
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(close) - 1, order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return sums[a] < sums[b]; });
    order.resize(close);
    for (std::size_t p = 0; also != 0 && p < characters.size(); ++p) {
        if (characters[p] == also) order.push_back(static_cast<std::uint32_t>(p));
    }
    std::vector<HanziGuess> guesses;
    for (const std::uint32_t p : order) {
        const HanziGuess guess{characters[p], distance(*this, point, p)};
        const auto known = std::find_if(guesses.begin(), guesses.end(),
                                        [&](const HanziGuess& g) { return g.character == guess.character; });
        if (known == guesses.end()) {
            guesses.push_back(guess);
        } else {
            known->distance = std::min(known->distance, guess.distance);
        }
    }
    std::sort(guesses.begin(), guesses.end(), [](const auto& a, const auto& b) { return a.distance < b.distance; });
    std::size_t kept = 0;
    std::erase_if(guesses, [&](const HanziGuess& g) { return kept++ >= count && g.character != also; });
    return guesses;
}

void HanziNet::save(const std::filesystem::path& file) const {
    std::ofstream out(file, std::ios::binary);
    const float weight_scale = largest(projection) / 32767, scale = largest(fine) / 127;
    put(out, std::vector<std::uint32_t>{magic, static_cast<std::uint32_t>(characters.size()),
                                        static_cast<std::uint32_t>(rare.size())});
    put(out, std::vector<float>{weight_scale, scale});
    put(out, std::vector<std::uint16_t>(characters.begin(), characters.end()));
    put(out, std::vector<std::uint16_t>(rare.begin(), rare.end()));
    put(out, mean);
    put(out, packed<std::int16_t>(projection, weight_scale));
    put(out, packed<std::int8_t>(fine, scale));
}

HanziNet HanziNet::load(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const auto head = get<std::uint32_t>(in, 3);
    if (!in || head[0] != magic || head[1] > 100000 || head[2] > 100000) {
        throw Failure("install.data_broken", "start", "the model " + file.string() + " cannot be read",
                      "install nianbao again");
    }
    const std::size_t count = head[1];
    HanziNet net;
    const auto scales = get<float>(in, 2);
    for (const std::uint16_t c : get<std::uint16_t>(in, count)) net.characters += static_cast<char32_t>(c);
    for (const std::uint16_t c : get<std::uint16_t>(in, head[2])) net.rare += static_cast<char32_t>(c);
    net.mean = get<float>(in, hanzi_feature_count);
    net.projection = unpacked(get<std::int16_t>(in, hanzi_feature_count * dimensions), scales[0]);
    net.fine = unpacked(get<std::int8_t>(in, count * dimensions), scales[1]);
    if (!in) {
        throw Failure("install.data_broken", "start", "the model " + file.string() + " is cut short",
                      "install nianbao again");
    }
    net.coarse = by_dimension(net.fine, count);
    return net;
}

}  // namespace nianbao
