// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/log/log_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "pipeline/explain/visible.h"

namespace nianbao::review {
namespace {

constexpr std::array edges{0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1.0};
constexpr int bar_columns = 40;

std::string cut(const std::string& text, int columns) {
    if (columns_of(text) <= columns) return padded(text, columns);
    std::string kept;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
        if (columns_of(kept + text.substr(i, end - i)) > columns - 1) break;
        kept += text.substr(i, end - i);
        i = end;
    }
    return padded(kept + "…", columns);
}

std::string file_name(const std::string& file) {
    return file.substr(file.rfind('/') == std::string::npos ? 0 : file.rfind('/') + 1);
}

std::string reader_text(const LogLine& line, const std::string& name) {
    const auto found = std::ranges::find(line.readers, name, &LogLine::Reader::name);
    if (found == line.readers.end()) return "";
    return (found->text.empty() ? "·" : visible(found->text)) + " " + percent_text(found->confidence);
}

std::string in_columns(const std::array<std::string, 7>& fields) {
    return cut(fields[0], 24) + " " + padded(fields[1], 4) + " " + cut(fields[2], 50) + " " + cut(fields[3], 12) + " " +
           padded(fields[4], 8) + " " + cut(fields[5], 20) + " " + fields[6];
}

std::string formatted(const char* format, double a, double b) {
    char text[64];
    std::snprintf(text, sizeof text, format, a, b);
    return text;
}

std::string right(const std::string& text, int columns) {
    return std::string(static_cast<std::size_t>(std::max(0, columns - columns_of(text))), ' ') + text;
}

std::string bar(std::int64_t count, std::int64_t most) {
    // By the root: a bin of three doubtful cells must be seen beside one of a hundred thousand sure ones.
    const double share = most == 0 ? 0 : std::sqrt(static_cast<double>(count) / static_cast<double>(most));
    const int length = static_cast<int>(std::lround(share * bar_columns));
    std::string out;
    for (int i = 0; i < (count > 0 ? std::max(1, length) : 0); ++i) out += "█";
    return out;
}

std::string percent(std::int64_t part, std::int64_t all) {
    return all == 0 ? "" : formatted("%.2f %%", 100 * static_cast<double>(part) / static_cast<double>(all), 0);
}

}  // namespace

std::string log_header(Colours colours) {
    return shaded(in_columns({"document", "page", "cell", "printed", "sure", "glyphs", "tesseract, verdict"}),
                  Shade::heading, colours) +
           "\n";
}

std::string log_row(const LogLine& line, Colours colours) {
    const std::string why = line.reason.empty() ? visible(line.verdict) : visible(line.verdict + ": " + line.reason);
    const std::string layer = reader_text(line, "text-layer");
    const std::string row =
        in_columns({visible(file_name(line.file)), std::to_string(line.page), visible(line.cell), visible(line.printed),
                    percent_text(line.confidence), layer.empty() ? reader_text(line, "glyphs") : layer,
                    cut(reader_text(line, "tesseract"), 20) + " "});
    if (line.verdict == "review" && colours == Colours::on) return row + shaded(why, Shade::doubtful, colours) + "\n";
    return row + why + "\n";
}

Histogram::Histogram() {
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) bins_.push_back({edges[i], edges[i + 1]});
}

void Histogram::add(const LogLine& line) {
    const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, line.confidence);
    Bin& bin = bins_[static_cast<std::size_t>(above - edges.begin()) - 1];
    std::int64_t& count = line.verdict == "proven"      ? bin.proven
                          : line.verdict == "confirmed" ? bin.confirmed
                          : line.verdict == "review"    ? bin.review
                                                        : bin.other;
    ++count;
}

std::string Histogram::text(Colours colours) const {
    std::int64_t most = 0, all = 0;
    for (const Bin& bin : bins_) {
        most = std::max(most, bin.all());
        all += bin.all();
    }
    std::string out = shaded(padded("confidence", 16) + right("cells", 10) + right("proven", 10) +
                                 right("confirmed", 11) + right("review", 8) + "  (lengths by the root)",
                             Shade::heading, colours) +
                      "\n";
    for (const Bin& bin : bins_) {
        out += padded(formatted("%.3g to %.3g", bin.from, bin.to), 16) + right(std::to_string(bin.all()), 10) +
               right(std::to_string(bin.proven), 10) + right(std::to_string(bin.confirmed), 11) +
               right(std::to_string(bin.review), 8) + "  " + bar(bin.all(), most) + "\n";
    }
    return out + padded("all", 16) + right(std::to_string(all), 10) + "\n";
}

std::string reliability_text(const std::vector<store::ReaderReliability>& readers, Colours colours) {
    if (readers.empty()) return "nobody has answered a cell yet (nianbao review), so nothing can be compared\n";
    std::string out;
    for (const store::ReaderReliability& reader : readers) {
        out += shaded(padded(reader.reader, 16) + right("cells", 8) + right("claimed", 10) + right("right", 10),
                      Shade::heading, colours) +
               "\n";
        for (const store::ReliabilityBin& bin : reader.bins) {
            out += padded(formatted("%.4g to %.4g", bin.from, bin.to), 16) + right(std::to_string(bin.cells), 8) +
                   right(formatted("%.2f %%", 100 * bin.claimed(), 0), 10) + right(percent(bin.right, bin.cells), 10) +
                   "\n";
        }
        out += padded("together", 16) + right(std::to_string(reader.answered), 8) + right("", 10) +
               right(percent(reader.right, reader.answered), 10);
        if (reader.silent > 0) out += "   saw nothing: " + std::to_string(reader.silent);
        out += "\n\n";
    }
    return out +
           "Of the cells that people answered, which are mostly the doubtful ones: shares of all cells are\n"
           "far better. nianbao review draws a random sample for that.\n";
}

}  // namespace nianbao::review
