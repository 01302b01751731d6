// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/glyph_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <random>

#include "document/opencv_view.h"
#include "document/utf8.h"
#include "ocr/glyph_features.h"
#include "ocr/learning/glyph_alignment.h"
#include "ocr/line_image.h"
#include "ocr/numeric_line.h"

namespace nianbao {
namespace {

constexpr std::size_t beam = 8;
constexpr float least_class = 0.002F;
// Ink that fits nothing may stand in a spelling, so that the rest of the line still shows, but at a price that no
// tolerable spelling pays.
constexpr double reject_price = 0.02;

// "0." and "1,,3" are spellings of dirt: they need much better glyphs than the number that leaves it out.
constexpr double no_number = 0.05;
constexpr double uneven = 0.2;
constexpr double may_be_comma = 0.6;

// What is as tall as digits are is no dirt; what is left of a rule is thin. A bar in line with the digits and as near
// as they are to each other is a 1 that lost its foot, which the net cannot tell by its shape alone.
constexpr double standing_dirt = 0.03;
constexpr double as_tall = 0.75, in_line = 0.15;  // of the digits' height
constexpr double as_near = 0.3 * glyph_em, thin = 0.3;
constexpr double tallest_dash = 0.35 * glyph_em, tallest_comma = 0.5 * glyph_em;

// Two looks that agree on clean print score more.
constexpr double no_doubt = 0.9;

// The scores are calibrated without a page's print. Readings by it that scored best were right in 97 of 100 doubtful
// lines of worn copies. What only it sees may be anything.
constexpr double adapted_trust = 0.97, adapted_alone = 0.5;
// Of a proven line's glyph, by the net: less, and it may have been cut amiss.
constexpr float surely_cut = 0.5F;

/// As it is, with its fine strokes brought out, with all strokes thicker.
constexpr std::array<Look, 3> ways{{{}, {fine_strokes}, {1, 1}}};

using Beam = std::vector<Spelling>;

void keep(Beam& spellings, std::map<std::u32string, std::size_t>& known, Spelling candidate) {
    const auto found = known.find(candidate.text);
    if (found == known.end()) {
        known.emplace(candidate.text, spellings.size());
        spellings.push_back(std::move(candidate));
    } else if (spellings[found->second].score < candidate.score) {
        spellings[found->second] = std::move(candidate);
    }
}

void cut_to_beam(Beam& spellings) {
    std::stable_sort(spellings.begin(), spellings.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    if (spellings.size() > beam) spellings.resize(beam);
}

/// What it costs to take the group for dirt.
double price_of_dirt(const GlyphLine& line, const Group& group) {
    const double band = line.bottom - line.top;
    // On a line of a lone dash every speck is as tall as the line.
    const bool tall = group.box.height > as_tall * band && group.box.height > tallest_dash;
    const bool level =
        std::abs(group.box.y - line.top) < in_line * band && std::abs(group.box.br().y - line.bottom) < in_line * band;
    if (!tall) return 1;
    if (group.box.width > thin * group.box.height) return standing_dirt;
    if (!level) return 1;
    for (std::size_t i = 0; i < line.pieces.size(); ++i) {
        const cv::Rect& other = line.pieces[i].box;
        if ((i >= group.first && i < group.last) || other.height < band / 2) continue;
        const int gap = std::max(other.x - group.box.br().x, group.box.x - other.br().x);
        if (gap < as_near) return standing_dirt;
    }
    return 1;
}

/// No dash is as high as half a digit, nor a comma as a digit: what looks so are digits that blur ran together.
bool can_be(int character, const Group& group) {
    const char32_t c = GlyphClasses::characters[static_cast<std::size_t>(character)];
    if (c == U'-' || c == U'—') return group.box.height < tallest_dash;
    return (c != U'.' && c != U',') || group.box.height < tallest_comma;
}

/// Every way to go on from `from` with one glyph.
template <typename Take>
void extend(const Beam& from, const std::vector<float>& classes, const GlyphLine& line, const Group& group,
            const Take& take) {
    const double dirt = price_of_dirt(line, group);
    for (const Spelling& s : from) {
        for (int c = 0; c < GlyphClasses::reject; ++c) {
            const double price = c == GlyphClasses::noise ? dirt : 1;
            const double p = price * classes[static_cast<std::size_t>(c)];
            if (p < least_class || (c < GlyphClasses::noise && !can_be(c, group))) continue;
            Spelling next{s.text, s.score * p, s.rejected};
            if (c != GlyphClasses::noise) next.text += GlyphClasses::characters[static_cast<std::size_t>(c)];
            take(std::move(next));
        }
        const double rejected = classes[static_cast<std::size_t>(GlyphClasses::reject)];
        take({s.text + U'\uFFFD', s.score * rejected * reject_price, true});
    }
}

bool says_nothing(const std::vector<Spelling>& look) {
    return look.empty() || look.front().rejected;
}

/// Looks at one line count the same: what only one of two shows is half as sure. A look that fits nothing says nothing.
std::vector<Spelling> together(const std::vector<std::vector<Spelling>>& looks) {
    const auto telling =
        static_cast<double>(looks.size()) - static_cast<double>(std::ranges::count_if(looks, says_nothing));
    if (telling == 0) return looks.front();
    std::map<std::u32string, Spelling> merged;
    for (const std::vector<Spelling>& look : looks) {
        if (says_nothing(look)) continue;
        for (const Spelling& s : look) {
            Spelling& known = merged.try_emplace(s.text, Spelling{s.text, 0, s.rejected}).first->second;
            known.score += s.score / telling;
        }
    }
    Beam all;
    for (auto& [text, spelling] : merged) all.push_back(std::move(spelling));
    cut_to_beam(all);
    return all;
}

class GlyphReader : public LineReader {
  public:
    GlyphReader(GlyphNet net, const Calibration& calibration) : net_(std::move(net)), calibration_(calibration) {}

    LineReading read(const Raster& page, const LayoutLine& line) override {
        LineReading out;
        out.reading.witness = Witness::glyphs;
        const GlyphLine pieces = pieces_of(view(page), line);
        if (pieces.pieces.empty()) return out;
        Answer answer = answered(view(page), line, pieces, JudgedBy::net);
        if (prints_.front().knows_enough()) {
            Answer own = answered(view(page), line, pieces, JudgedBy::page_too);
            if (!own.text.empty()) answer = trusted(answer, std::move(own));
        }
        if (answer.text.empty()) return out;
        out.reading.text = answer.text;
        out.reading.confidence = answer.confidence;
        add_alternatives(out.reading, answer);
        return out;
    }

    bool learn_print(const Raster& page, const LayoutLine& line, std::string_view text) override {
        std::mt19937 random(1);  // draws groups that are no glyph, which do not matter here
        for (std::size_t i = 0; i < ways.size(); ++i) {
            const GlyphLine pieces = pieces_of(view(page), line, ways[i]);
            for (const GlyphExample& e : aligned_examples(pieces, to_utf32(text), net_, random)) {
                if (net_.classify(e.features)[static_cast<std::size_t>(e.wanted)] >= surely_cut) prints_[i].learn(e);
            }
        }
        return prints_.front().knows_enough();
    }

    void forget_print() override { prints_ = {}; }

  private:
    enum class JudgedBy { net, page_too };

    struct Answer {
        std::string text;  ///< "" where nothing fits
        double confidence = 0;
        std::vector<Spelling> spellings;
        Alternative rival;  ///< what was read without the page's print, or with it; may be none
    };

    Answer answered(const cv::Mat& page, const LayoutLine& line, const GlyphLine& pieces, JudgedBy judges) const {
        Answer answer;
        answer.spellings = looked_at(page, line, pieces, judges);
        if (answer.spellings.empty() || answer.spellings.front().rejected) return answer;
        answer.text = normal_number(to_utf8(answer.spellings.front().text));
        answer.confidence = calibration_.probability("glyphs", line.em, line_score(answer.spellings));
        return answer;
    }

    /// Where both say the same, that is as sure as the page's print makes it, and never less than the less sure of the
    /// two. Where they differ, each is as sure as the other leaves it, and the other is kept as an alternative.
    static Answer trusted(const Answer& plain, Answer own) {
        const double adapted = own.confidence * adapted_trust;
        if (plain.text.empty()) {
            own.confidence = std::min(adapted, adapted_alone);
            return own;
        }
        if (own.text == plain.text) {
            own.confidence = std::max(adapted, std::min(plain.confidence, own.confidence));
            return own;
        }
        const double mine = adapted * (1 - plain.confidence), other = plain.confidence * (1 - adapted);
        const double all = mine + other + (1 - adapted) * (1 - plain.confidence);
        if (all <= 0) return plain;
        const bool mine_wins = mine >= other;
        Answer answer = mine_wins ? own : plain;
        answer.confidence = std::max(mine, other) / all;
        answer.rival = {mine_wins ? plain.text : own.text, std::min(mine, other) / all};
        return answer;
    }

    const PagePrint* print(JudgedBy judges, std::size_t way) const {
        return judges == JudgedBy::page_too && prints_[way].knows_enough() ? &prints_[way] : nullptr;
    }

    /// As it is, with its fine strokes brought out, and, where that leaves doubt, with all strokes thicker.
    std::vector<Spelling> looked_at(const cv::Mat& page, const LayoutLine& line, const GlyphLine& as_it_is,
                                    JudgedBy judges) const {
        std::vector<std::vector<Spelling>> looks;
        const Holds holds = line.wrapped ? Holds::part_of_number : Holds::number;
        looks.push_back(spell(as_it_is, net_, holds, print(judges, 0)));
        looks.push_back(spell(pieces_of(page, line, ways[1]), net_, holds, print(judges, 1)));
        std::vector<Spelling> spellings = together(looks);
        if (!is_shattered(as_it_is) && line_score(spellings) >= no_doubt) return spellings;
        std::vector<Spelling> thick = spell(pieces_of(page, line, ways[2]), net_, holds, print(judges, 2));
        if (says_nothing(spellings)) {
            for (Spelling& s : thick) s.score /= 2;  // nothing else speaks for it
        }
        looks.push_back(std::move(thick));
        return together(looks);
    }

    /// What the best and its rival leave of the probability, shared among the other spellings.
    static void add_alternatives(Reading& reading, const Answer& answer) {
        const Alternative& rival = answer.rival;
        if (!rival.text.empty()) reading.alternatives.push_back(rival);
        const double left = std::max(0.0, 1 - reading.confidence - rival.probability);
        double total = 1e-3 * answer.spellings.front().score;  // for what no spelling says
        for (std::size_t i = 1; i < answer.spellings.size(); ++i) total += answer.spellings[i].score;
        for (std::size_t i = 1; i < answer.spellings.size(); ++i) {
            const Spelling& s = answer.spellings[i];
            if (s.rejected || s.text.empty()) continue;
            const std::string text = normal_number(to_utf8(s.text));
            const double probability = left * s.score / total;
            if (text == reading.text || text == rival.text || probability <= 1e-6) continue;
            reading.alternatives.push_back({text, probability});
        }
        if (reading.alternatives.size() > 5) reading.alternatives.resize(5);
    }

    GlyphNet net_;
    Calibration calibration_;
    std::array<PagePrint, ways.size()> prints_;  ///< of the page, one for each way of looking
};

}  // namespace

std::vector<Spelling> spell(const GlyphLine& line, const GlyphNet& net, Holds holds, const PagePrint* print) {
    const std::vector<Group> groups = groups_of(line);
    std::vector<Beam> beams(line.pieces.size() + 1);
    std::vector<std::map<std::u32string, std::size_t>> known(line.pieces.size() + 1);
    beams[0].push_back({U"", 1, false});
    std::size_t reached = 0;
    for (const Group& group : groups) {  // ordered by first: every way to `first` has been found
        if (group.first > reached) {
            reached = group.first;
            cut_to_beam(beams[reached]);
        }
        const Features features = features_of(line, group);
        std::vector<float> classes = net.classify(features);
        if (print != nullptr) classes = print->judged(features, std::move(classes));
        extend(beams[group.first], classes, line, group,
               [&](Spelling s) { keep(beams[group.last], known[group.last], std::move(s)); });
    }
    for (Spelling& s : beams.back()) {
        const std::string text = normal_number(to_utf8(s.text));
        const bool whole = holds == Holds::number;
        if (!(whole ? is_number(text) : is_part_of_number(text))) s.score *= no_number;
        if (!whole) continue;
        if (!has_even_groups(text)) s.score *= uneven;
        if (may_be_thousands(text)) s.score *= may_be_comma;
    }
    cut_to_beam(beams.back());
    return line.pieces.empty() ? std::vector<Spelling>{} : beams.back();
}

double line_score(const std::vector<Spelling>& spellings) {
    double total = 0;
    for (const Spelling& s : spellings) total += s.score;
    return total > 0 ? spellings.front().score * spellings.front().score / total : 0;
}

std::unique_ptr<LineReader> glyph_reader(GlyphNet net, const Calibration& calibration) {
    return std::make_unique<GlyphReader>(std::move(net), calibration);
}

}  // namespace nianbao
