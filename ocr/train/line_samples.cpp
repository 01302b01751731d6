// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/train/line_samples.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "document/utf8.h"
#include "ocr/glyph_net.h"

namespace nianbao::train {
namespace {

// Words of administration, for lines that are no numbers and for prose; the order means nothing.
constexpr std::u32string_view hanzi_pool =
    U"政府信息公开工作年度报告主动申请数量本新收上结转行政机关法律规章文件制发废止现有效处理决定许可罚强"
    U"自然人商业企科研机构社会益组织服务其他总计予以部分区分只这一情形不属于国家秘密禁止危及三安全稳保护第方合"
    U"权内事务过程性执案卷查询项无提供掌握没成需要另行制补正后仍明确访举报投诉类重复出版物正当由大量反确认或已"
    U"获取下继续办结果维持纠未审直接起复议诉存在问题改进况加强领导完善度建设平台监督障培训宣传解读回应热点群众"
    U"及时准透进步提高质依规范推网站微信众号栏目发布条各镇街村县市局委员会党中央省精神贯彻落实认真做好推动深入"
    U"学习坚持创新优化营商环境民生领域教育医疗就业养老交通住房农业农村乡振兴生态境食品药财政预算决";

char32_t pick(Random& random, std::u32string_view from) {
    return from[random() % from.size()];
}

std::u32string digits(Random& random, int count) {
    std::u32string text;
    for (int i = 0; i < count; ++i) text += static_cast<char32_t>(U'0' + random() % 10);
    return text;
}
int whole(Random& random, int from, int to) {
    return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1));
}

std::u32string thousands(Random& random) {
    std::u32string text = digits(random, whole(random, 1, 3));
    for (int i = whole(random, 1, 2); i > 0; --i) text.append(1, U',').append(digits(random, 3));
    return text;
}

std::u32string decimal(Random& random, int before, int after) {
    std::u32string text = digits(random, before);
    return text.append(1, U'.').append(digits(random, after));
}

std::u32string mixed(Random& random) {
    std::u32string text;
    switch (random() % 6) {
        case 0:
            return digits(random, whole(random, 1, 4)).append(chance(random, 0.5) ? U"万元" : U"元");
        case 1:
            return decimal(random, whole(random, 1, 4), 2).append(U"万元");
        case 2:
            return digits(random, whole(random, 1, 3)).append(U"件");
        case 3:
            return decimal(random, whole(random, 1, 2), whole(random, 1, 2)).append(U"%");
        case 4:
            text += U'(';
            return text.append(digits(random, whole(random, 1, 3))).append(1, U')');
        default:
            // Any characters in any order, so that the rare ones are learnt too.
            for (int i = whole(random, 1, 6); i > 0; --i) text += pick(random, GlyphClasses::characters);
            return text;
    }
}

std::u32string hanzi(Random& random, int from, int to) {
    std::u32string text;
    for (int i = whole(random, from, to); i > 0; --i) {
        text += chance(random, 0.05) ? pick(random, U"ABCDEFGHJKNPRTUXYabdefghknr：；、。“”《》")
                                     : pick(random, hanzi_pool);
    }
    return text;
}

std::u32string text_of(LineKind kind, Random& random) {
    switch (kind) {
        case LineKind::number:
            return random_number(random);
        case LineKind::mixed:
            return mixed(random);
        case LineKind::hanzi:
            return hanzi(random, 1, 5);
        case LineKind::prose:
            return hanzi(random, 8, 20);
    }
    return {};
}

/// The form that is drawn for a plain character: full-width, or another of its shapes.
char32_t drawn_form(char32_t c, bool full_width, Random& random) {
    if (c == U'-' && chance(random, 0.3)) return chance(random, 0.5) ? U'–' : U'−';
    if (c == U'—' && chance(random, 0.2)) return U'―';
    if (full_width && c > U' ' && c < 0x7f && c != U'.' && c != U'-') return c + 0xFEE0;
    return c;
}

void draw_bar(cv::Mat& grey, const Rect& bar, double level) {
    cv::rectangle(grey, cv::Point(static_cast<int>(bar.x0), static_cast<int>(bar.y0)),
                  cv::Point(static_cast<int>(bar.x1), static_cast<int>(bar.y1)), cv::Scalar(level), cv::FILLED);
}

/// What erased rules leave: bars beside, under and over the number. Returns the box that a layout would find.
Rect add_residue(cv::Mat& grey, const Rect& ink, double em, Random& random) {
    Rect seen = ink;
    const double thick = std::max(0.6, uniform(random, 0.01, 0.06) * em), level = uniform(random, 0, 120);
    const auto bar = [&](Rect r) {
        draw_bar(grey, r, level);
        if (chance(random, 0.6)) seen = united(seen, r);
    };
    if (chance(random, 0.5)) {
        const double height = uniform(random, 0.3, 1.3) * em;
        const double gap = uniform(random, 0.22, 0.7) * em;  // nearer it would be a digit
        const double x = chance(random, 0.5) ? ink.x0 - gap - thick : ink.x1 + gap;
        const double y = ink.center().y - height / 2 + uniform(random, -0.3, 0.3) * em;
        bar({x, y, x + thick, y + height});
    }
    if (chance(random, 0.5)) {
        const double width = uniform(random, 0.2, 1.5) * em, gap = uniform(random, 0.1, 0.35) * em;
        const double y = chance(random, 0.3) ? ink.y0 - gap - thick : ink.y1 + gap;
        const double x = uniform(random, ink.x0 - width, ink.x1);
        bar({x, y, x + width, y + thick});
    }
    return seen;
}

/// A dash is called long or short by how it looks: fonts draw − and – in any width.
void name_dashes(std::u32string& text, const std::vector<Rect>& glyphs, double em) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == U'-' || text[i] == U'—') text[i] = glyphs[i].width() > 0.62 * em ? U'—' : U'-';
    }
}

DrawStyle random_style(double em, Random& random) {
    DrawStyle style;
    style.em = em;
    style.shift_x = uniform(random, 0, 1);
    style.shift_y = uniform(random, 0, 1);
    style.stretch = chance(random, 0.3) ? uniform(random, 0.85, 1.15) : 1;
    style.spacing = chance(random, 0.3) ? uniform(random, -0.07, 0.06) : 0;
    style.turn_degrees = chance(random, 0.5) ? uniform(random, -1, 1) : 0;
    style.embolden = chance(random, 0.3) ? uniform(random, 0, 0.05) : 0;
    return style;
}

Severity random_severity(Random& random) {
    const double k = uniform(random, 0, 1);
    if (k < 0.13) return Severity::clean;
    if (k < 0.44) return Severity::office;
    if (k < 0.62) return Severity::poor;
    return k < 0.86 ? Severity::copy : Severity::bad;
}

}  // namespace

std::u32string random_number(Random& random) {
    const double k = uniform(random, 0, 1);
    if (k < 0.18) return U"0";
    if (k < 0.36) return digits(random, 1);
    if (k < 0.70) return digits(random, whole(random, 2, 8));
    if (k < 0.78) return decimal(random, whole(random, 1, 5), whole(random, 1, 6));
    if (k < 0.87) return thousands(random);
    if (k < 0.92) return std::u32string(1, pick(random, U"+-")).append(digits(random, whole(random, 1, 4)));
    if (k < 0.98) return std::u32string(1, pick(random, U"--——//"));
    return U"〇";
}

std::optional<LineSample> draw_line(const FontSet& fonts, const SampleOptions& options, Random& random) {
    LineSample sample;
    sample.text = text_of(options.kind, random);
    std::u32string drawn_text;
    const bool full_width = chance(random, 0.06);
    for (const char32_t c : sample.text) drawn_text += drawn_form(c, full_width, random);
    const Typeface* face = fonts.pick(random, drawn_text);
    if (face == nullptr) return std::nullopt;
    // Sizes spread evenly over their logarithm: small text is where it is hard.
    const double em = options.em_from * std::pow(options.em_to / options.em_from, uniform(random, 0, 1));
    DrawnLine drawn = face->draw(drawn_text, random_style(em, random));
    if (drawn.ink.empty()) return std::nullopt;
    name_dashes(sample.text, drawn.glyphs, em);
    Rect seen = chance(random, 0.2) ? add_residue(drawn.grey, drawn.ink, em, random) : drawn.ink;
    Harm harm = random_harm(random, options.severity.value_or(random_severity(random)));
    // As ocr/clean does by the page's resolution, which a line does not have: as for print of 8 to 13 points.
    if (harm.threshold > 0) harm.softening = std::clamp(em * uniform(random, 0.013, 0.022), 0.5, 1.5);
    sample.page = scanned(drawn.grey, harm, random);
    const double slack = uniform(random, 0, 1.5);
    sample.line.box = {std::floor(seen.x0 - slack), std::floor(seen.y0 - slack), std::ceil(seen.x1 + slack),
                       std::ceil(seen.y1 + slack)};
    // layout/ estimates the em from neighbours, or from a digit's height when there are none.
    sample.line.em = em * uniform(random, 0.88, 1.14);
    sample.glyphs = drawn.glyphs;
    return sample;
}

std::optional<int> class_of(const LineSample& sample, const GlyphLine& line, const Group& group) {
    const double scale = glyph_em / line.source_em;
    const auto on_line = [&](const Rect& r) {
        return Rect{(r.x0 - line.origin_x) * scale, (r.y0 - line.origin_y) * scale, (r.x1 - line.origin_x) * scale,
                    (r.y1 - line.origin_y) * scale};
    };
    const auto as_rect = [](const cv::Rect& r) {
        return Rect{double(r.x), double(r.y), double(r.br().x), double(r.br().y)};
    };
    std::optional<std::size_t> only;
    for (std::size_t p = group.first; p < group.last; ++p) {
        const Rect piece = as_rect(line.pieces[p].box);
        std::optional<std::size_t> owner;
        double most = 0.3;
        for (std::size_t g = 0; g < sample.glyphs.size(); ++g) {
            const double share =
                intersection(piece, on_line(sample.glyphs[g]).inflated(1.5, 1.5)).area() / piece.area();
            if (share > most) {
                most = share;
                owner = g;
            }
        }
        if (!owner) continue;
        if (only && *only != *owner) return GlyphClasses::reject;
        only = owner;
    }
    if (!only) return GlyphClasses::noise;
    const Rect truth = on_line(sample.glyphs[*only]), found = as_rect(group.box);
    const double off = std::max({std::abs(truth.x0 - found.x0), std::abs(truth.y0 - found.y0),
                                 std::abs(truth.x1 - found.x1), std::abs(truth.y1 - found.y1)});
    const double size = std::max(truth.width(), truth.height());
    if (off > std::max(4.0, 0.25 * size)) return GlyphClasses::reject;
    if (off > std::max(2.5, 0.14 * size)) return std::nullopt;
    const int known = GlyphClasses::of(sample.text[*only]);
    return known >= 0 ? known : GlyphClasses::reject;
}

}  // namespace nianbao::train
