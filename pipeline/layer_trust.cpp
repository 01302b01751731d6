// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/layer_trust.h"

#include <algorithm>
#include <map>
#include <vector>

#include "document/utf8.h"

namespace nianbao {
namespace {

constexpr int looks_for_each_digit = 2;
constexpr int prose_lines = 3;
constexpr double least_likeness = 0.5;  // clean prose reads at 0.95 and more; another alphabet at 0

struct Sample {
    const LayoutLine* line;
    std::string expected;
};

std::string squeezed(const std::string& text) {
    std::u32string kept;
    for (const char32_t raw : to_utf32(text)) {
        const char32_t c = ascii_width(raw);
        if (c > 0x20 && c != U',') kept += c;
    }
    return to_utf8(kept);
}

bool is_number(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789.+-") == std::string::npos &&
           text.find_first_of("0123456789") != std::string::npos;
}

/// Cells of one line that hold a number, so many that every digit is seen some times.
std::vector<Sample> number_samples(const PageText& text, const PageLayout& layout) {
    std::map<char, int> seen;
    std::vector<Sample> samples;
    for (std::size_t t = 0; t < layout.tables.size(); ++t) {
        for (std::size_t c = 0; c < layout.tables[t].cells.size(); ++c) {
            const LayoutCell& cell = layout.tables[t].cells[c];
            const auto& lines = text.cells[t][c];
            if (cell.lines.size() != 1 || lines.size() != 1) continue;
            const std::string number = squeezed(lines[0].text);
            if (!is_number(number)) continue;
            const bool wanted = std::any_of(number.begin(), number.end(),
                                            [&](char digit) { return seen[digit] < looks_for_each_digit; });
            if (!wanted) continue;
            for (const char digit : number) ++seen[digit];
            samples.push_back({&cell.lines[0], number});
        }
    }
    return samples;
}

/// The longest lines of running text.
std::vector<Sample> prose_samples(const PageText& text, const PageLayout& layout) {
    std::vector<Sample> samples;
    for (std::size_t b = 0; b < layout.blocks.size(); ++b) {
        if (text.blocks[b].size() != layout.blocks[b].lines.size()) continue;
        for (std::size_t i = 0; i < text.blocks[b].size(); ++i) {
            samples.push_back({&layout.blocks[b].lines[i], squeezed(text.blocks[b][i].text)});
        }
    }
    std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) {
        return a.expected.size() > b.expected.size();
    });
    if (samples.size() > prose_lines) samples.resize(prose_lines);
    return samples;
}

/// Length of the longest common subsequence over the longer length.
double likeness(const std::u32string& a, const std::u32string& b) {
    std::vector<std::size_t> row(b.size() + 1, 0);
    for (const char32_t c : a) {
        std::size_t diagonal = 0;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = c == b[j - 1] ? diagonal + 1 : std::max(above, row[j - 1]);
            diagonal = above;
        }
    }
    const std::size_t longer = std::max(a.size(), b.size());
    return longer > 0 ? static_cast<double>(row.back()) / static_cast<double>(longer) : 1;
}

/// What all readers of numbers agree on; empty when they do not.
std::string agreed_reading(const Sample& sample, const PageLayout& layout, Readers& readers) {
    std::string agreed;
    for (const auto& reader : readers.numeric) {
        const std::string text = squeezed(reader->read(layout.reading, *sample.line).reading.text);
        if (!is_number(text) || (!agreed.empty() && text != agreed)) return {};
        agreed = text;
    }
    return agreed;
}

}  // namespace

std::string compare_with_picture(const PageText& text, const PageLayout& layout, Readers& readers) {
    int against = 0;
    std::string example;
    for (const Sample& sample : number_samples(text, layout)) {
        const std::string seen = agreed_reading(sample, layout, readers);
        if (seen.empty() || seen == sample.expected) continue;
        ++against;
        example = "it says " + sample.expected + " where the picture shows " + seen;
    }
    if (against > 0) return example;

    double sum = 0;
    int count = 0;
    for (const Sample& sample : prose_samples(text, layout)) {
        const std::u32string expected = to_utf32(sample.expected);
        if (expected.size() < 8) continue;
        sum += likeness(expected, to_utf32(squeezed(readers.text->read(layout.reading, *sample.line).reading.text)));
        ++count;
    }
    if (count > 0 && sum / count < least_likeness) return "its prose is not what the picture shows";
    return {};
}

}  // namespace nianbao
