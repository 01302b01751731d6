// SPDX-License-Identifier: GPL-3.0-or-later
// train_hanzi FONTS MODELS [DRAWINGS]: trains the classifier of Chinese characters on fonts below FONTS, with so many
// drawings of each character in each font, and writes it to the folder MODELS.
#include <iconv.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <opencv2/core.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "ocr/line_image.h"
#include "ocr/train/learn_hanzi.h"
#include "ocr/train/scanner.h"
#include "ocr/train/typeface.h"

namespace nianbao::train {
namespace {

// Song, fangsong, kai and hei, of simplified characters as far as there are any that no report of ours is set in.
constexpr const char* font_files[] = {"HanaMinA.ttf",    "LXGWWenKai-Light.ttf", "LXGWWenKai-Bold.ttf",
                                      "TW-Kai-98_1.ttf", "TW-Sung-98_1.ttf",     "cwfs.ttf",
                                      "cwheib.ttf",      "VL-Gothic-Regular.ttf"};

/// Rows of GB 2312: level 1 in 0xB0 to 0xD7, level 2 to 0xF7.
std::u32string characters_of_rows(int from, int to) {
    iconv_t converter = iconv_open("UTF-32LE", "GB2312");
    if (converter == reinterpret_cast<iconv_t>(-1)) throw std::runtime_error("iconv does not know GB2312");
    std::u32string all;
    for (int row = from; row <= to; ++row) {
        for (int column = 0xA1; column <= 0xFE; ++column) {
            char in[2] = {static_cast<char>(row), static_cast<char>(column)};
            char32_t out = 0;
            char *source = in, *target = reinterpret_cast<char*>(&out);
            std::size_t in_left = 2, out_left = sizeof(out);
            if (iconv(converter, &source, &in_left, &target, &out_left) != static_cast<std::size_t>(-1)) all += out;
        }
    }
    iconv_close(converter);
    return all;
}

std::string find_font(const std::string& folder, const std::string& name) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().filename() == name) return entry.path().string();
    }
    throw std::runtime_error("no font " + name + " below " + folder);
}

DrawStyle random_style(Random& random) {
    DrawStyle style;
    style.em = 18 * std::pow(70.0 / 18.0, uniform(random, 0, 1));  // text at 150 dpi to titles at 300
    style.shift_x = uniform(random, 0, 1);
    style.shift_y = uniform(random, 0, 1);
    style.turn_degrees = uniform(random, -0.6, 0.6);
    style.margin = 0.3;
    style.stretch = uniform(random, 0.93, 1.07);
    if (chance(random, 0.4)) style.embolden = uniform(random, 0, 0.05);
    return style;
}

Severity random_severity(Random& random) {
    const double grade = uniform(random, 0, 1);
    return grade < 0.2    ? Severity::clean
           : grade < 0.55 ? Severity::office
           : grade < 0.75 ? Severity::poor
           : grade < 0.9  ? Severity::copy
                          : Severity::bad;
}

HanziFeatures drawn(const Typeface& face, char32_t character, Random& random) {
    const DrawStyle style = random_style(random);
    const DrawnLine line = face.draw({&character, 1}, style);
    const cv::Mat page = scanned(line.grey, random_harm(random, random_severity(random)), random);
    const auto slack = [&](double most) { return uniform(random, 0, most) * style.em; };
    const cv::Rect box(cv::Point(static_cast<int>(std::floor(line.ink.x0 - slack(0.12))),
                                 static_cast<int>(std::floor(line.ink.y0 - slack(0.2)))),
                       cv::Point(static_cast<int>(std::ceil(line.ink.x1 + slack(0.12))),
                                 static_cast<int>(std::ceil(line.ink.y1 + slack(0.2)))));
    const cv::Mat cut = page(box & cv::Rect(0, 0, page.cols, page.rows)).clone();
    return hanzi_features(stretched(cut, levels_of(cut)));
}

void train(const std::string& folder, const std::string& models, int drawings) {
    const std::u32string characters = characters_of_rows(0xB0, 0xF7);
    std::vector<HanziExample> examples;
    Random random(1);
    int font = 0;
    for (const char* name : font_files) {
        const Typeface face(find_font(folder, name));
        for (const char32_t c : characters) {
            for (int i = 0; face.has(c) && i < drawings; ++i) examples.push_back({c, font, drawn(face, c, random)});
        }
        std::printf("%s: %zu drawings so far\n", face.name().c_str(), examples.size());
        ++font;
    }
    std::u32string rare = characters_of_rows(0xD8, 0xF7);
    std::sort(rare.begin(), rare.end());
    const HanziNet net = learn_hanzi(std::move(examples), std::move(rare));
    net.save(models + "/hanzi.net");
    std::printf("%zu prototypes\n", net.characters.size());
}

}  // namespace
}  // namespace nianbao::train

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: train_hanzi FONTS MODELS [DRAWINGS]\n");
        return 2;
    }
    try {
        nianbao::train::train(argv[1], argv[2], argc > 3 ? std::stoi(argv[3]) : 3);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "%s\n", e.what());
        return 1;
    }
    return 0;
}
