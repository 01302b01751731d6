// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/candidates.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "document/utf8.h"
#include "parser/label_text.h"

namespace nianbao::parser {
namespace {

constexpr double negligible = 1e-5;
constexpr std::size_t most_candidates = 8;

bool understood(const CellValue& value) {
    return value.kind == CellValue::Kind::number || value.kind == CellValue::Kind::dash;
}

// One reader's opinion, by key.
struct Opinion {
    Witness witness = Witness::tesseract;
    std::string first;
    std::map<std::string, double> probability;
    double unlisted = 0;
};

struct Known {
    std::string printed;
    CellValue value;
};

class Fusion {
  public:
    Fusion(const TableCell& cell, Quantity quantity, const FusionOptions& options)
        : cell_(cell), quantity_(quantity), options_(options) {}

    void run(NumericCell& out) {
        for (const Reading& reading : cell_.readings) hear(reading);
        if (opinions_.empty()) {
            out.other = 1;
            return;
        }
        double total = 0;
        for (const auto& [key, known] : known_) {
            Candidate candidate{known.printed, known.value, 1, {}};
            for (const Opinion& opinion : opinions_) {
                candidate.probability *= probability(opinion, key);
                if (opinion.first == key) candidate.witnesses.push_back(opinion.witness);
            }
            total += candidate.probability;
            out.candidates.push_back(std::move(candidate));
        }
        double other = 1;
        for (const Opinion& opinion : opinions_) other *= opinion.unlisted;
        if (opinions_.size() > 1) other *= options_.unlisted_share;
        total += other;
        for (Candidate& candidate : out.candidates) candidate.probability /= total;
        std::ranges::stable_sort(out.candidates, std::ranges::greater{}, &Candidate::probability);
        cap(out);
    }

  private:
    std::string listen(const std::string& heard) {
        const std::string text = with_separators(without_spaces(heard), quantity_);
        CellValue value = parse_value(text, TextSource::image, quantity_);
        if (!understood(value)) return {};
        const std::string key = value.key;
        known_.try_emplace(key, Known{text, std::move(value)});
        return key;
    }

    /// A number with specks beside it that were read as marks ("0。", "·12"); empty where it is none without them.
    std::string listen_past_specks(const std::string& heard) {
        constexpr std::u32string_view marks = U"。、.,，·'`‘’\"“”^_|:：;；-—*°";
        const std::u32string text = to_utf32(without_spaces(heard));
        const std::size_t first = text.find_first_not_of(marks), last = text.find_last_not_of(marks);
        if (first == std::u32string::npos || last - first + 1 == text.size()) return {};
        const std::u32string rest = text.substr(first, last - first + 1);
        const bool digits = std::ranges::all_of(rest, [](char32_t c) { return c >= U'0' && c <= U'9'; });
        return digits ? listen(to_utf8(rest)) : std::string{};
    }

    // A reader that saw nothing where there is ink, or no number at all, has no opinion: its silence is no blank.
    void hear(const Reading& reading) {
        Opinion opinion;
        opinion.witness = reading.witness;
        const double least = options_.single_floor;
        std::string first = listen(reading.text);
        const bool specks = first.empty();
        if (specks) first = listen_past_specks(reading.text);
        double listed = 0;
        if (!first.empty()) {
            opinion.first = first;
            const double trust = specks ? options_.past_specks : 1;
            opinion.probability[first] = std::clamp(trust * reading.confidence, 0.02, 1 - least);
            listed = opinion.probability[first];
        }
        for (const Alternative& alternative : reading.alternatives) {
            if (alternative.probability < negligible) continue;
            const std::string key = listen(alternative.text);
            if (key.empty()) continue;
            const double left = std::max(negligible, 1 - least - listed);
            const double share = std::min(alternative.probability, left);
            opinion.probability[key] += share;  // another way to print the same: - and —
            listed += share;
        }
        if (opinion.first.empty()) return;
        opinion.unlisted = std::max(1 - listed, least / 2);
        opinions_.push_back(std::move(opinion));
    }

    double probability(const Opinion& opinion, const std::string& key) const {
        const auto found = opinion.probability.find(key);
        return found != opinion.probability.end() ? found->second : opinion.unlisted * options_.unlisted_share;
    }

    void cap(NumericCell& out) const {
        if (out.candidates.size() > most_candidates) out.candidates.resize(most_candidates);
        double floor = options_.single_floor;
        if (out.candidates.front().witnesses.size() >= 2) floor = std::max(options_.agreed_floor, common_error());
        if (cell_.under_seal) floor = std::max(floor, options_.seal_floor);
        if (separator_or_point(out.candidates.front().printed, quantity_))
            floor = std::max(floor, options_.separator_floor);
        double& best = out.candidates.front().probability;
        best = std::min(best, 1 - floor);
        double sum = 0;
        for (const Candidate& candidate : out.candidates) sum += candidate.probability;
        out.other = std::max(0.0, 1 - sum);
    }

    // A mean of what the readers doubt, nearer to the less sure one: it may have seen what the other one missed.
    double common_error() const {
        constexpr double weight_of_less_sure = 0.7;
        double most = 0, least = 1;
        for (const Opinion& opinion : opinions_) {
            const double doubt = 1 - opinion.probability.at(opinion.first);
            most = std::max(most, doubt);
            least = std::min(least, doubt);
        }
        return options_.common_errors * std::pow(most, weight_of_less_sure) * std::pow(least, 1 - weight_of_less_sure);
    }

    const TableCell& cell_;
    Quantity quantity_;
    const FusionOptions& options_;
    std::vector<Opinion> opinions_;
    std::map<std::string, Known> known_;
};

void take_printed(NumericCell& out, const TableCell& cell, Quantity quantity) {
    Candidate candidate{cell.text, parse_value(cell.text, TextSource::printed, quantity), cell.confidence, {}};
    out.other = 1 - cell.confidence;
    if (candidate.value.kind == CellValue::Kind::unreadable) return;
    candidate.witnesses.push_back(Witness::text_layer);
    out.candidates.push_back(std::move(candidate));
}

bool is_hardly_known(const NumericCell& cell) {
    constexpr double hardly = 0.5;
    return cell.placed.cell != nullptr &&
           std::ranges::any_of(cell.placed.cell->readings, [](const Reading& r) { return r.confidence < hardly; });
}

/// Dots as thin print leaves them; what a seal hides says nothing about the print.
bool has_traces(const NumericCell& cell) {
    constexpr double not_plain_paper = 0.025;
    const bool sealed = cell.placed.cell != nullptr && cell.placed.cell->under_seal;
    return cell.no_ink && cell.source == TextSource::image && !sealed && cell.other >= not_plain_paper;
}

}  // namespace

std::optional<std::int64_t> Candidate::counts() const {
    if (value.kind == CellValue::Kind::unreadable) return std::nullopt;
    return value.value ? value.value->micros() : 0;
}

AsRead as_read(const NumericCell& cell) {
    AsRead out;
    // A row that was not found shows nothing, neither ink nor paper.
    out.inked = cell.source == TextSource::image && !cell.no_ink && cell.placed.doubt != Doubt::missing;
    out.unsure = out.inked && !cell.agreed();
    out.weak = out.inked && (out.unsure || is_hardly_known(cell));
    const Candidate* choice = cell.choice();
    if (choice == nullptr) return out;
    out.dash = choice->value.kind == CellValue::Kind::dash;
    out.nothing = out.dash || cell.no_ink;
    out.zero = choice->value.key == "0";
    out.traces = has_traces(cell);
    return out;
}

NumericCell make_cell(const PlacedCell& placed, const SourceTrust& trust, const FusionOptions& options) {
    NumericCell out;
    out.placed = placed;
    if (placed.cell == nullptr) {
        out.source = trust.is_image_page(placed.page) ? TextSource::image : TextSource::printed;
        out.other = 1;
        return out;
    }
    const Quantity quantity = placed.amount ? Quantity::amount : Quantity::count;
    if (!trust.is_image(*placed.cell)) {
        take_printed(out, *placed.cell, quantity);
        return out;
    }
    out.source = TextSource::image;
    if (!placed.cell->readings.empty()) {
        Fusion(*placed.cell, quantity, options).run(out);
        return out;
    }
    // Without readings: no ink, or a text that came without saying who read it.
    Candidate candidate{
        placed.cell->text, parse_value(placed.cell->text, TextSource::image, quantity), placed.cell->confidence, {}};
    out.no_ink = candidate.value.kind == CellValue::Kind::blank;
    candidate.probability =
        std::min(candidate.probability, 1 - (out.no_ink ? options.blank_floor : options.single_floor));
    out.other = 1 - candidate.probability;
    if (out.no_ink && placed.cell->under_seal) candidate.probability = 0.5;
    if (candidate.value.kind != CellValue::Kind::unreadable) out.candidates.push_back(std::move(candidate));
    return out;
}

}  // namespace nianbao::parser
