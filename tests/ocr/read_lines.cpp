// SPDX-License-Identifier: GPL-3.0-or-later
#include "read_lines.h"

#include "document/opencv_view.h"
#include "document/utf8.h"

namespace nianbao::test {
namespace {

const std::string fonts = "/usr/share/fonts/";

LayoutLine line_at(const Rect& ink, double em, Direction direction) {
    LayoutLine line;
    line.box = {std::floor(ink.x0), std::floor(ink.y0), std::ceil(ink.x1), std::ceil(ink.y1)};
    line.em = em;
    line.direction = direction;
    return line;
}

}  // namespace

const train::Typeface& song() {
    static const train::Typeface face(fonts + "truetype/arphic-gbsn00lp/gbsn00lp.ttf");
    return face;
}
const train::Typeface& kai() {
    static const train::Typeface face(fonts + "truetype/arphic-gkai00mp/gkai00mp.ttf");
    return face;
}
const train::Typeface& serif() {
    static const train::Typeface face(fonts + "opentype/noto/NotoSerifCJK-Regular.ttc", 2);
    return face;
}
const train::Typeface& sans() {
    static const train::Typeface face(fonts + "opentype/noto/NotoSansCJK-Regular.ttc", 2);
    return face;
}
const train::Typeface& latin() {
    static const train::Typeface face(fonts + "truetype/liberation/LiberationSerif-Regular.ttf");
    return face;
}

Drawn drawn(const train::Typeface& face, const std::string& text, double em, const train::Harm& harm) {
    train::DrawStyle style;
    style.em = em;
    const train::DrawnLine line = face.draw(to_utf32(text), style);
    train::Random random(5);
    return {to_raster(train::scanned(line.grey, harm, random)), line_at(line.ink, em, Direction::horizontal)};
}

Drawn drawn_vertically(const train::Typeface& face, const std::string& text, double em) {
    const std::u32string characters = to_utf32(text);
    const int cell = static_cast<int>(em * 1.08), side = static_cast<int>(em * 3);
    cv::Mat page(cell * static_cast<int>(characters.size()) + side, side, CV_8UC1, cv::Scalar(255));
    Rect ink;
    int y = static_cast<int>(em / 2);
    for (const char32_t c : characters) {
        train::DrawStyle style;
        style.em = em;
        style.margin = 0.1;
        const train::DrawnLine one = face.draw(std::u32string(1, c), style);
        const cv::Rect at((side - one.grey.cols) / 2, y, one.grey.cols, one.grey.rows);
        cv::Mat(cv::min(page(at), one.grey)).copyTo(page(at));
        const Rect seen{one.ink.x0 + at.x, one.ink.y0 + at.y, one.ink.x1 + at.x, one.ink.y1 + at.y};
        ink = ink.empty() ? seen : united(ink, seen);
        y += cell;
    }
    return {to_raster(page), line_at(ink, em, Direction::vertical)};
}

Drawn noise(int width, int height, unsigned seed) {
    train::Random random(seed);
    cv::Mat page(height, width, CV_8UC1);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) page.at<uchar>(y, x) = static_cast<uchar>(train::uniform(random, 0, 255));
    }
    const Rect box{width * 0.2, height * 0.2, width * 0.8, height * 0.8};
    return {to_raster(page), line_at(box, height * 0.6, Direction::horizontal)};
}

}  // namespace nianbao::test
