// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/hanzi_check.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "document/utf8.h"
#include "ocr/hanzi_places.h"

namespace nianbao {
namespace {

using Characters = std::vector<ScoredCharacter>;

/// What the shape says of one character of the line; nothing of what is no hanzi.
struct Shape {
    bool seen = false;
    HanziGuess best, second;  ///< the two likeliest; second is never the character that was read
    float of_read = 0;        ///< distance of the character that was read; infinite where the net does not know it
};

// Differences of distances that are worth one nat of evidence. Distances are those of a Gaussian in as many dimensions
// as the net has, but scans move a glyph in a few of them together: on drawn pages in fonts that the net had not seen,
// the odds that the nearer character is right grow by e every 15.
constexpr double distance_of_a_nat = 15;
constexpr double least_lead = 20;           ///< below, the shapes are too alike to tell (末 未, 日 曰)
constexpr double far = 150, too_far = 300;  ///< from every character: half a glyph, or two; far where two are as near
constexpr double rarity = 40;               ///< a rare character must show so much more clearly
constexpr double usual_distance = 100;      ///< of a character from its own drawing; most are nearer
constexpr double clearly_most = 0.85;       ///< of a line's shapes must agree with a text that one was put into
constexpr double surest = 0.999, sure_of_another = 0.95;

double log_odds(double probability) {
    const double p = std::clamp(probability, 1 - surest, surest);
    return std::log(p / (1 - p));
}
double probability(double log_odds) {
    return std::clamp(1 / (1 + std::exp(-log_odds)), 1 - surest, surest);
}

Shape shape_of(const HanziNet& net, const cv::Mat& glyph, char32_t read) {
    Shape shape;
    const std::vector<HanziGuess> guesses = net.nearest(hanzi_features(glyph), 3, read);
    if (guesses.empty()) return shape;
    shape.seen = true;
    shape.best = guesses.front();
    shape.of_read = std::numeric_limits<float>::infinity();
    for (const HanziGuess& guess : guesses) {
        if (guess.character == read) {
            shape.of_read = guess.distance;
        } else if (guess.character != shape.best.character && guess.distance < shape.second.distance) {
            shape.second = guess;
        }
    }
    return shape;
}

std::vector<Shape> shapes_of(const HanziNet& net, const cv::Mat& line, const Characters& read, double em) {
    std::u32string text;
    for (const ScoredCharacter& c : read) text += c.character;
    const std::vector<Columns> places = places_of(line, text, em);
    if (places.empty()) return {};
    std::vector<Shape> shapes(read.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        const cv::Range columns(places[i].from, places[i].to);
        if (is_hanzi(text[i]) && columns.size() > 0) {
            shapes[i] = shape_of(net, line(cv::Range::all(), columns), text[i]);
        }
    }
    return shapes;
}

bool agrees(const Shape& shape, char32_t read) {
    return shape.seen && shape.best.character == read;
}

int agreeing(const Characters& read, const std::vector<Shape>& shapes) {
    int count = 0;
    for (std::size_t i = 0; i < shapes.size(); ++i) count += agrees(shapes[i], read[i].character) ? 1 : 0;
    return count;
}

/// Where the shapes run one character ahead of the text or behind it: a character went missing there, or is too many.
std::optional<std::size_t> shifted(const Characters& read, const std::vector<Shape>& shapes, int by) {
    const auto same = [&](std::size_t shape, std::size_t text) {
        return text < read.size() && agrees(shapes[shape], read[text].character);
    };
    for (std::size_t i = 0; i + 2 < shapes.size(); ++i) {
        if (!shapes[i].seen || same(i, i)) continue;
        const bool ahead = by > 0 && same(i + 1, i) && same(i + 2, i + 1);
        const bool behind = by < 0 && same(i, i + 1) && same(i + 1, i + 2);
        if (ahead || behind) return i;
    }
    return std::nullopt;
}

/// A character put in, or taken out, where that makes clearly more shapes agree. The places are found with the right
/// number of characters first: one too few would make all of them too wide.
void mend_count(const HanziNet& net, const cv::Mat& line, Characters& read, std::vector<Shape>& shapes, double em) {
    const auto doubts =
        std::count_if(shapes.begin(), shapes.end(), [](const Shape& s) { return s.seen; }) - agreeing(read, shapes);
    if (doubts < 2 || read.size() < 4) return;
    for (const int by : {1, -1}) {
        Characters other = read;
        if (by > 0) other.push_back({U'口', 0.5, false});
        if (by < 0) other.pop_back();
        std::vector<Shape> others = shapes_of(net, line, other, em);
        const auto at = others.empty() ? std::nullopt : shifted(read, others, by);
        if (!at) continue;
        other = read;
        const auto place = other.begin() + static_cast<std::ptrdiff_t>(*at);
        if (by > 0) {
            other.insert(place, {others[*at].best.character, 0.5, place->space_before});
        } else {
            other.erase(place);
        }
        others = shapes_of(net, line, other, em);
        const auto seen = std::count_if(others.begin(), others.end(), [](const Shape& s) { return s.seen; });
        const int agreed = agreeing(other, others);
        const bool plain = by < 0 || (!others.empty() && others[*at].best.distance < far);
        if (!plain || agreed < agreeing(read, shapes) + 3 || agreed < clearly_most * static_cast<double>(seen))
            continue;
        read = std::move(other);
        shapes = std::move(others);
        return;
    }
}

/// The hanzi around stand where the text says they do.
bool in_place(const Characters& read, const std::vector<Shape>& shapes, std::size_t at) {
    constexpr std::size_t around = 4;
    int seen = 0, agreed = 0;
    const auto look = [&](std::size_t i) {
        seen += shapes[i].seen ? 1 : 0;
        agreed += agrees(shapes[i], read[i].character) ? 1 : 0;
    };
    std::size_t found = 0;
    for (std::size_t i = at; i-- > 0 && found < around; found += shapes[i].seen ? 1U : 0U) look(i);
    found = 0;
    for (std::size_t i = at + 1; i < shapes.size() && found < around; found += shapes[i].seen ? 1U : 0U, ++i) look(i);
    return seen >= 2 && 2 * agreed >= seen;
}

bool stands_beside(const Characters& read, std::size_t at, char32_t character) {
    const std::size_t from = at < 2 ? 0 : at - 2, to = std::min(read.size(), at + 3);
    for (std::size_t i = from; i < to; ++i) {
        if (i != at && read[i].character == character) return true;
    }
    return false;
}

/// How likely a character is by its shape, as log odds against the nearest one.
double by_shape(const HanziNet& net, const HanziGuess& guess, const Shape& shape) {
    const double behind = (guess.distance - shape.best.distance) / distance_of_a_nat;
    return -behind - (net.is_rare(guess.character) ? rarity / distance_of_a_nat : 0);
}

/// How much the shapes' word is worth on this line, in nats: dirt, broken strokes and a text that stands elsewhere show
/// in the hanzi that the recogniser has no doubt of.
double most_evidence(const Characters& read, const std::vector<Shape>& shapes) {
    constexpr double no_doubt = 0.98, ample = 20;
    double sure = 0, missed = 0;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (!shapes[i].seen || read[i].score < no_doubt) continue;
        sure += 1;
        missed += agrees(shapes[i], read[i].character) ? 0 : 1;
    }
    // One is a character that the net takes for another in this typeface.
    if (missed < 2) return ample;
    return std::max(0.0, std::log((sure - missed + 0.5) / (missed + 0.5)));
}

/// The likeliest of what was read and the two nearest shapes.
ScoredCharacter judged(const HanziNet& net, const ScoredCharacter& read, const Shape& shape, double most) {
    const double odds = log_odds(read.score);
    ScoredCharacter out = read;
    if (agrees(shape, read.character)) {
        // A clear shape lends its word too, but no more than a clear doubt would have taken.
        const double lead = std::min<double>(shape.second.distance - shape.best.distance, 60);
        out.score = std::max(read.score, probability(odds + lead / distance_of_a_nat));
        return out;
    }
    const double lead_over_others = shape.second.distance - shape.best.distance;
    const bool rare = net.is_rare(shape.best.character);
    if (shape.best.distance > (rare || lead_over_others < least_lead ? far : too_far)) return out;
    // Of what is not in its alphabet, as most rare characters are not, the recogniser is sure to be something else.
    // Dirt and broken strokes move a shape away from all characters, its own as much as others.
    const double blur = std::max(1.0, shape.best.distance / usual_distance);
    const double lead = (shape.of_read - shape.best.distance - least_lead) / (blur * distance_of_a_nat);
    const double of_read = (rare ? std::min(odds, log_odds(sure_of_another)) : odds) - std::min(lead, most);
    const double best = by_shape(net, shape.best, shape), second = by_shape(net, shape.second, shape);
    if (of_read >= std::max(best, second)) return out;
    const double all = std::exp(std::min(of_read, 50.0)) + std::exp(best) + std::exp(second);
    out.character = best >= second ? shape.best.character : shape.second.character;
    out.score = std::clamp(std::exp(std::max(best, second)) / all, 1 - surest, surest);
    return out;
}

}  // namespace

std::vector<ScoredCharacter> checked_by_shape(const HanziNet& net, const cv::Mat& line,
                                              std::vector<ScoredCharacter> read, double em) {
    std::vector<Shape> shapes = shapes_of(net, line, read, em);
    if (shapes.empty()) return read;
    mend_count(net, line, read, shapes, em);
    const double most = most_evidence(read, shapes);
    Characters out = read;
    for (std::size_t i = 0; i < read.size(); ++i) {
        const bool usable =
            shapes[i].seen && in_place(read, shapes, i) && !stands_beside(read, i, shapes[i].best.character);
        if (usable) out[i] = judged(net, read[i], shapes[i], most);
    }
    return out;
}

}  // namespace nianbao
