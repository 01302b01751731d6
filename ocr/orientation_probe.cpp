// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/orientation_probe.h"

#include <algorithm>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <string_view>
#include <vector>

#include "document/opencv_view.h"
#include "ocr/tesseract_reader.h"

namespace nianbao {
namespace {

// Frequent in any Chinese prose, and in official prose and its tables. A page read the wrong way up gives rare hanzi.
constexpr std::string_view frequent =
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行"
    "学法所民得"
    "经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四"
    "日那社义"
    "事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想"
    "已通并提"
    "直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几"
    "九区强放"
    "决西被干做必战先回则任取据处府信息政务开申请依规章范性行机构办复议诉讼果维持纠商科研益服其它自然结转下度予存限补例"
    "撤销审尚"
    "收费金额单位万元许可罚强制事业集采购网站平台落推进加监督保障问主要改情况报告市县镇乡街委局省村责健全安管理公民企"
    "名称项目总数量制发废现有效件答提供方式类受理未已完成";

bool is_hanzi(std::string_view text) {
    return text.size() == 3 && static_cast<unsigned char>(text[0]) >= 0xE4 &&
           static_cast<unsigned char>(text[0]) <= 0xE9;
}

/// How many hanzi the line has room for: its ink's width by its height.
double places_in(const cv::Mat& line) {
    std::vector<cv::Point> ink;
    cv::findNonZero(line < 128, ink);
    if (ink.empty()) return 0;
    const cv::Rect box = cv::boundingRect(ink);
    return box.width / static_cast<double>(box.height);
}

/// @param places that characters should fill: upside down, several run together into one
double score_of(const std::vector<Symbol>& symbols, double places) {
    double sum = 0;
    int hanzi = 0;
    for (const Symbol& symbol : symbols) {
        if (!is_hanzi(symbol.text)) continue;
        ++hanzi;
        if (frequent.find(symbol.text) != std::string_view::npos) sum += symbol.score;
    }
    // Digits and signs count neither for nor against, but a line of them says little.
    if (hanzi < 2) return 0;
    const double others = static_cast<double>(symbols.size()) - hanzi;
    const double covered = std::min(1.0, (hanzi + 0.5 * others) / (0.85 * places));
    return covered * covered * sum / (hanzi + 0.3 * others);
}

}  // namespace

UprightProbe tesseract_upright_probe(const std::string& language) {
    struct Lazy {
        std::string language;
        std::unique_ptr<Tesseract> engine;
    };
    const auto lazy = std::make_shared<Lazy>(Lazy{language, nullptr});
    return [lazy](const Raster& line) {
        if (!lazy->engine) lazy->engine = std::make_unique<Tesseract>(lazy->language);
        return score_of(lazy->engine->read(view(line)), places_in(view(line)));
    };
}

}  // namespace nianbao
