// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

// From a reader's own score to the probability that it is right. Private to ocr/.
namespace nianbao {

/// Monotone curves score -> probability, one for each reader and each size of text, measured by `train_glyphs` on drawn
/// lines whose fonts the readers were not trained on.
class Calibration {
  public:
    struct Knot {
        double score = 0, probability = 0;
    };
    struct Curve {
        double em = 0;            ///< pixels: the height of a full-width character it was measured at
        std::vector<Knot> knots;  ///< rising in both
    };

    Calibration() = default;  ///< knows no reader: probability() is the score itself
    /// @throws Failure "install.data_broken" when the file is none of ours
    explicit Calibration(const std::filesystem::path& file);

    void add(const std::string& reader, Curve curve);
    std::vector<Curve> curves(const std::string& reader) const;  ///< none of a reader that is not known
    void replace(const std::string& reader, std::vector<Curve> curves);
    void save(const std::filesystem::path& file) const;
    /// 0..1, linear between knots and between the two nearest sizes; the outermost sizes count beyond.
    double probability(const std::string& reader, double em, double score) const;

  private:
    std::map<std::string, std::vector<Curve>> curves_;  // each sorted by em
};

/// Isotonic regression (pool adjacent violators: Ayer et al., Ann. Math. Statist. 26, 1955) over scored right and wrong
/// answers, with each pool drawn towards the doubt that its size leaves (one more wrong answer than was seen), so that
/// no finite sample promises certainty.
std::vector<Calibration::Knot> isotonic(std::vector<std::pair<double, bool>> scored);

}  // namespace nianbao
