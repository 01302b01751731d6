// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

// The one place that talks to Tesseract. Private to ocr/.
namespace nianbao {

/// One character as Tesseract's net saw it. Scores are its own, 0..1, not calibrated.
struct Symbol {
    struct Choice {
        std::string text;
        double score = 0;
    };
    std::string text;
    double score = 0;
    double x0 = 0, x1 = 0;  ///< pixels of the line image; only roughly right for lines of hanzi
    bool space_before = false;
    std::vector<Choice> choices;  ///< best first, the text itself among them
};

/// One language's recogniser for single lines. Not thread-safe: one for each worker, made once (90 ms, 45 MB).
/// The program's start must have put OMP_THREAD_LIMIT=1 into the environment before the process began, or every call
/// is some nine times slower; the library reads it too early for setenv in main.
class Tesseract {
  public:
    /// @throws Failure "install.tessdata_missing" when the language's trained data cannot be loaded
    explicit Tesseract(std::string language);
    ~Tesseract();
    Tesseract(Tesseract&&) noexcept;
    Tesseract& operator=(Tesseract&&) noexcept;

    /// The characters of one horizontal line, left to right; empty when Tesseract saw nothing.
    /// @param line  grey, black on white, the line's em band filling its height
    std::vector<Symbol> read(const cv::Mat& line);

    /// Height in pixels that the language's net scales lines to: give lines of that height to avoid a second scaling.
    int net_height() const;

  private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace nianbao
