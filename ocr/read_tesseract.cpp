// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/read_tesseract.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"
#include "document/utf8.h"
#include "ocr/hanzi_check.h"
#include "ocr/line_image.h"
#include "ocr/minus_sign.h"
#include "ocr/numeric_line.h"
#include "ocr/read_text.h"
#include "ocr/read_vertical.h"
#include "ocr/tesseract_reader.h"

namespace nianbao {
namespace {

// Margins around the em box, measured on drawn lines of eight fonts at 14 to 44 px: text is read best with a little
// more white than its own line spacing has, and numbers with 0.15 or 0.4 em above and below, failing on different ones.
// Wider sides than 0.1 em make the net see leading and trailing signs.
constexpr LineCut text_cut{0.2, 0.1, 48};
// A line with a doubtful character is read twice more, and the looks vote: a quarter of the errors go on scans, and far
// more on 1-bit copies of light fonts.
constexpr LineCut second_cut{0.35, 0.1, 48};
constexpr double doubtful_score = 0.85;
constexpr LineCut shape_cut{0.1, 0.1, 0};
constexpr double worth_a_doubt = 0.97;  ///< of a hanzi, a probability: below, its line's shapes are looked at
constexpr double title_em = 72;  ///< pixels: 17 points at 300 dpi. Titles have the names, and are worth a look always
constexpr std::array<LineCut, 2> text_retries{{{0.4, 0.2, 48}, {0.05, 0.05, 48}}};
constexpr std::array<LineCut, 3> numeric_cuts{{{0.15, 0.1, 36}, {0.4, 0.1, 36, fine_strokes}, {0.28, 0.2, 36}}};

/// A flat stroke wider than an em: the long dash ——, which the net's alphabet lacks.
bool has_long_dash(const cv::Mat& page, const LayoutLine& line) {
    const cv::Mat image = cut_line(page, line, {0.1, 0.1, 0});
    if (image.empty() || line.direction != Direction::horizontal) return false;
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(image < 128, labels, stats, centres, 8);
    for (int i = 1; i < count; ++i) {
        const double width = stats.at<int>(i, cv::CC_STAT_WIDTH), height = stats.at<int>(i, cv::CC_STAT_HEIGHT);
        if (width > 1.3 * line.em && height < 0.15 * line.em) return true;
    }
    return false;
}

enum class Strokes { as_they_are, thickened };

/// A 1-bit copy loses the thin strokes of a light font: what is left of them is made thick enough to join again.
cv::Mat thickened(const cv::Mat& image, double em) {
    const int pen = static_cast<int>(std::lround(0.07 * em));
    cv::Mat thick = image;
    if (pen > 1) cv::erode(image, thick, cv::getStructuringElement(cv::MORPH_RECT, {pen, pen}));
    cv::GaussianBlur(thick, thick, {}, 0.8);
    return thick;
}

/// The line as the net wants it: horizontal, black on white, of the cut's height.
cv::Mat image_of(const cv::Mat& page, const LayoutLine& line, const LineCut& cut,
                 Strokes strokes = Strokes::as_they_are) {
    if (line.direction == Direction::horizontal && strokes == Strokes::as_they_are) return cut_line(page, line, cut);
    LineCut unscaled = cut;
    unscaled.height = 0;
    cv::Mat image = cut_line(page, line, unscaled);
    if (line.direction == Direction::vertical) image = set_horizontally(image, line.em);
    if (image.empty()) return {};
    if (strokes == Strokes::thickened) image = thickened(image, line.em);
    const double scale = static_cast<double>(cut.height) / image.rows;
    cv::Mat scaled;
    cv::resize(image, scaled, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return scaled;
}

bool has_ink(const cv::Mat& image) {
    return !image.empty() && cv::countNonZero(image < 128) > 2;
}

class TextReader : public LineReader {
  public:
    TextReader(const std::string& language, const Calibration& calibration, HanziNet shapes)
        : tesseract_(language), calibration_(calibration), shapes_(std::move(shapes)) {}

    LineReading read(const Raster& page, const LayoutLine& line) override {
        const cv::Mat pixels = view(page);
        cv::Mat image = image_of(pixels, line, text_cut);
        if (!has_ink(image)) return {};
        std::vector<ScoredCharacter> characters = characters_of(tesseract_.read(image));
        for (std::size_t i = 0; characters.empty() && i < text_retries.size(); ++i) {
            characters = characters_of(tesseract_.read(image_of(pixels, line, text_retries[i])));
        }
        if (doubtful(characters)) characters = looked_at_again(pixels, line, std::move(characters));
        characters = normal_prose(std::move(characters), {has_long_dash(pixels, line)});
        for (ScoredCharacter& c : characters) c.score = calibration_.probability("tesseract.text", line.em, c.score);
        if (wants_check(line, characters)) {
            characters = checked_by_shape(shapes_, cut_line(pixels, line, shape_cut), std::move(characters), line.em);
        }
        return answer(characters);
    }

  private:
    std::vector<ScoredCharacter> look(const cv::Mat& image) { return characters_of(tesseract_.read(image)); }

    static bool doubtful(const std::vector<ScoredCharacter>& characters) {
        return std::any_of(characters.begin(), characters.end(),
                           [](const ScoredCharacter& c) { return c.score < doubtful_score; });
    }

    /// Most lines have no hanzi that is worth a doubt.
    bool wants_check(const LayoutLine& line, const std::vector<ScoredCharacter>& characters) const {
        if (shapes_.characters.empty() || line.direction != Direction::horizontal) return false;
        if (line.em >= title_em) return true;
        return std::any_of(characters.begin(), characters.end(),
                           [](const ScoredCharacter& c) { return is_hanzi(c.character) && c.score < worth_a_doubt; });
    }

    /// Two looks more, and a vote over all three on what the surest of them has.
    std::vector<ScoredCharacter> looked_at_again(const cv::Mat& page, const LayoutLine& line,
                                                 std::vector<ScoredCharacter> first) {
        // Where most of the line is unsure its strokes are broken, not just one character hard.
        const Strokes third = mean_score(first) < 0.9 ? Strokes::thickened : Strokes::as_they_are;
        std::vector<std::vector<ScoredCharacter>> looks{std::move(first)};
        looks.push_back(look(image_of(page, line, text_cut, Strokes::thickened)));
        looks.push_back(look(image_of(page, line, second_cut, third)));
        std::stable_sort(looks.begin(), looks.end(),
                         [](const auto& a, const auto& b) { return mean_score(a) > mean_score(b); });
        return voted(looks);
    }

    static double mean_score(const std::vector<ScoredCharacter>& characters) {
        double sum = 0;
        for (const ScoredCharacter& c : characters) sum += c.score;
        return characters.empty() ? 0 : sum / static_cast<double>(characters.size());
    }

    static LineReading answer(const std::vector<ScoredCharacter>& characters) {
        LineReading out;
        out.reading.witness = Witness::tesseract;
        out.reading.text = text_of(characters);
        out.reading.confidence = out.reading.text.empty() ? 0 : 1;
        out.character_confidence = scores_of(characters);
        for (const double probability : out.character_confidence) out.reading.confidence *= probability;
        return out;
    }

    Tesseract tesseract_;
    Calibration calibration_;
    HanziNet shapes_;
};

/// One look at a number.
struct Look {
    std::string text;
    double score = 0;  // of the whole: the least of its characters
    std::vector<Alternative> alternatives;
};

/// Texts with one character taken from the net's other choices.
std::vector<Alternative> alternatives_of(const std::vector<Symbol>& symbols) {
    std::vector<Alternative> out;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        for (const Symbol::Choice& choice : symbols[i].choices) {
            std::string text;
            for (std::size_t k = 0; k < symbols.size(); ++k) text += k == i ? choice.text : symbols[k].text;
            out.push_back({normal_number(text), choice.score * symbols[i].score});
        }
    }
    return out;
}

// A flat stroke before a number may also be what is left of a rule.
constexpr double sure_of_sign = 0.97;

class NumericReader : public LineReader {
  public:
    NumericReader(const std::string& language, const Calibration& calibration)
        : tesseract_(language), calibration_(calibration) {}

    LineReading read(const Raster& page, const LayoutLine& line) override {
        if (line.direction != Direction::horizontal) return {};
        const cv::Mat pixels = view(page);
        LineReading out = read_as_it_is(pixels, line);
        if (!is_number(out.reading.text) || out.reading.text.starts_with('-')) return out;
        const auto sign = end_of_minus(pixels, line);
        return sign ? with_sign(pixels, line, *sign, out) : out;
    }

  private:
    LineReading read_as_it_is(const cv::Mat& pixels, const LayoutLine& line) {
        std::vector<Look> looks;
        for (const LineCut& cut : numeric_cuts) {
            const cv::Mat image = image_of(pixels, line, cut);
            if (!has_ink(image)) return {};
            looks.push_back(look(image));
            // Two looks that agree, both sure, need no third.
            if (looks.size() == 2 && !looks[0].text.empty() && looks[0].text == looks[1].text) break;
        }
        return answer(looks, line.em);
    }

    /// The net overlooks short minus signs. Where the picture shows one, the digits are read without it.
    /// @param sign  where it ends, in pixels
    LineReading with_sign(const cv::Mat& page, const LayoutLine& line, double sign, const LineReading& unsigned_one) {
        const Rect band = line_band(line, {0.5, 0.5, 0});
        const cv::Rect around = cv::Rect(cv::Point(static_cast<int>(band.x0), static_cast<int>(band.y0)),
                                         cv::Point(static_cast<int>(band.x1) + 1, static_cast<int>(band.y1) + 1)) &
                                cv::Rect(0, 0, page.cols, page.rows);
        const cv::Mat local = page(around).clone();
        const cv::Rect before(0, 0, static_cast<int>(std::lround(sign)) - around.x, local.rows);
        local(before & cv::Rect({0, 0}, local.size())).setTo(255);
        LayoutLine digits = line;
        digits.box = {sign - around.x, line.box.y0 - around.y, line.box.x1 - around.x, line.box.y1 - around.y};
        LineReading out = read_as_it_is(local, digits);
        if (!is_number(out.reading.text) || out.reading.text.starts_with('-')) return unsigned_one;
        out.reading.text.insert(0, "-");
        out.reading.confidence *= sure_of_sign;
        for (Alternative& a : out.reading.alternatives) {
            if (is_number(a.text) && !a.text.starts_with('-')) a.text.insert(0, "-");
        }
        out.reading.alternatives.push_back({unsigned_one.reading.text, 1 - sure_of_sign});
        return out;
    }

    Look look(const cv::Mat& image) {
        const std::vector<Symbol> symbols = tesseract_.read(image);
        Look out;
        out.score = symbols.empty() ? 0 : 1;
        for (const Symbol& symbol : symbols) {
            out.text += symbol.text;
            out.score = std::min(out.score, symbol.score);
        }
        out.text = normal_number(out.text);
        out.alternatives = alternatives_of(symbols);
        return out;
    }

    /// The text with most looks, then the best score; its confidence by how many looks say so and how surely.
    LineReading answer(const std::vector<Look>& looks, double em) const {
        std::map<std::string, std::pair<int, double>> votes;
        for (const Look& look : looks) {
            if (look.text.empty()) continue;
            auto& [count, score] = votes[look.text];
            ++count;
            score += look.score;
        }
        LineReading out;
        out.reading.witness = Witness::tesseract;
        if (votes.empty()) return out;
        const auto best = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
            return std::pair(is_number(a.first), a.second) < std::pair(is_number(b.first), b.second);
        });
        const double score = best->second.second / static_cast<double>(looks.size());
        out.reading.text = best->first;
        out.reading.confidence = calibration_.probability("tesseract.number", em, score);
        out.reading.alternatives = others(looks, best->first, 1 - out.reading.confidence);
        return out;
    }

    /// The net's scores of its other choices are no probabilities: they share what the best leaves, in proportion.
    static std::vector<Alternative> others(const std::vector<Look>& looks, const std::string& best, double left) {
        std::map<std::string, double> scores;
        for (const Look& look : looks) {
            if (look.text != best && !look.text.empty()) scores[look.text] += look.score;
            for (const Alternative& a : look.alternatives) {
                if (a.text != best && !a.text.empty()) scores[a.text] = std::max(scores[a.text], a.probability);
            }
        }
        double total = 0.02;  // for what none of them is
        std::vector<Alternative> out;
        for (const auto& [text, score] : scores) {
            total += score;
            out.push_back({text, score});
        }
        std::stable_sort(out.begin(), out.end(),
                         [](const auto& a, const auto& b) { return a.probability > b.probability; });
        if (out.size() > 5) out.resize(5);
        for (Alternative& a : out) a.probability *= left / total;
        return out;
    }

    Tesseract tesseract_;
    Calibration calibration_;
};

}  // namespace

std::unique_ptr<LineReader> tesseract_text_reader(const std::string& language, const Calibration& calibration,
                                                  HanziNet shapes) {
    return std::make_unique<TextReader>(language, calibration, std::move(shapes));
}

std::unique_ptr<LineReader> tesseract_numeric_reader(const std::string& language, const Calibration& calibration) {
    return std::make_unique<NumericReader>(language, calibration);
}

}  // namespace nianbao
