// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/text_layer_characters.h"

#include <glib.h>

#include <algorithm>
#include <array>

#include "document/utf8.h"

namespace nianbao {
namespace {

struct Pair {
    char32_t from, to;
};

// CJK Radicals Supplement. NFKC knows two of them only, but fonts of Chinese PDFs map hanzi to all of these, since both
// code points share a glyph. After Unicode's EquivalentUnifiedIdeograph data; ordered.
constexpr std::array radicals{
    Pair{0x2e81, U'厂'}, Pair{0x2e82, U'乛'}, Pair{0x2e83, U'乚'}, Pair{0x2e84, U'乙'}, Pair{0x2e85, U'亻'},
    Pair{0x2e86, U'冂'}, Pair{0x2e87, U'几'}, Pair{0x2e88, U'刀'}, Pair{0x2e89, U'刂'}, Pair{0x2e8a, U'卜'},
    Pair{0x2e8b, U'㔾'}, Pair{0x2e8c, U'小'}, Pair{0x2e8d, U'小'}, Pair{0x2e8e, U'兀'}, Pair{0x2e8f, U'尣'},
    Pair{0x2e90, U'尢'}, Pair{0x2e92, U'巳'}, Pair{0x2e93, U'幺'}, Pair{0x2e94, U'彑'}, Pair{0x2e95, U'彐'},
    Pair{0x2e96, U'忄'}, Pair{0x2e97, U'心'}, Pair{0x2e98, U'扌'}, Pair{0x2e99, U'攵'}, Pair{0x2e9b, U'旡'},
    Pair{0x2e9c, U'日'}, Pair{0x2e9d, U'月'}, Pair{0x2e9e, U'歺'}, Pair{0x2e9f, U'母'}, Pair{0x2ea0, U'民'},
    Pair{0x2ea1, U'氵'}, Pair{0x2ea2, U'氺'}, Pair{0x2ea3, U'灬'}, Pair{0x2ea4, U'爫'}, Pair{0x2ea5, U'爫'},
    Pair{0x2ea6, U'丬'}, Pair{0x2ea7, U'牛'}, Pair{0x2ea8, U'犭'}, Pair{0x2eaa, U'疋'}, Pair{0x2eab, U'罒'},
    Pair{0x2eac, U'示'}, Pair{0x2ead, U'礻'}, Pair{0x2eae, U'竹'}, Pair{0x2eaf, U'糹'}, Pair{0x2eb0, U'纟'},
    Pair{0x2eb1, U'网'}, Pair{0x2eb2, U'罒'}, Pair{0x2eb6, U'羊'}, Pair{0x2eb7, U'羊'}, Pair{0x2eb8, U'羊'},
    Pair{0x2eb9, U'耂'}, Pair{0x2eba, U'肀'}, Pair{0x2ebb, U'聿'}, Pair{0x2ebc, U'月'}, Pair{0x2ebd, U'臼'},
    Pair{0x2ebe, U'艹'}, Pair{0x2ebf, U'艹'}, Pair{0x2ec0, U'艹'}, Pair{0x2ec1, U'虎'}, Pair{0x2ec2, U'衤'},
    Pair{0x2ec3, U'覀'}, Pair{0x2ec4, U'西'}, Pair{0x2ec5, U'见'}, Pair{0x2ec6, U'角'}, Pair{0x2ec7, U'角'},
    Pair{0x2ec8, U'讠'}, Pair{0x2ec9, U'贝'}, Pair{0x2eca, U'足'}, Pair{0x2ecb, U'车'}, Pair{0x2ecc, U'辶'},
    Pair{0x2ecd, U'辶'}, Pair{0x2ece, U'辶'}, Pair{0x2ecf, U'阝'}, Pair{0x2ed0, U'钅'}, Pair{0x2ed1, U'長'},
    Pair{0x2ed2, U'镸'}, Pair{0x2ed3, U'长'}, Pair{0x2ed4, U'门'}, Pair{0x2ed6, U'阝'}, Pair{0x2ed7, U'雨'},
    Pair{0x2ed8, U'青'}, Pair{0x2ed9, U'韦'}, Pair{0x2eda, U'页'}, Pair{0x2edb, U'风'}, Pair{0x2edc, U'飞'},
    Pair{0x2edd, U'食'}, Pair{0x2edf, U'飠'}, Pair{0x2ee0, U'饣'}, Pair{0x2ee1, U'首'}, Pair{0x2ee2, U'马'},
    Pair{0x2ee3, U'骨'}, Pair{0x2ee4, U'鬼'}, Pair{0x2ee5, U'鱼'}, Pair{0x2ee6, U'鸟'}, Pair{0x2ee7, U'卤'},
    Pair{0x2ee8, U'麦'}, Pair{0x2ee9, U'黄'}, Pair{0x2eea, U'黾'}, Pair{0x2eeb, U'斉'}, Pair{0x2eec, U'齐'},
    Pair{0x2eed, U'歯'}, Pair{0x2eee, U'齿'}, Pair{0x2eef, U'竜'}, Pair{0x2ef0, U'龙'}, Pair{0x2ef1, U'龜'},
    Pair{0x2ef2, U'亀'}, Pair{0x2ef3, U'龟'},
};

// Punctuation as it stands in vertical lines. NFKC would make its brackets narrow; Chinese text has them wide.
constexpr std::array vertical_forms{
    Pair{0xfe10, U'，'}, Pair{0xfe11, U'、'}, Pair{0xfe12, U'。'}, Pair{0xfe13, U'：'}, Pair{0xfe14, U'；'},
    Pair{0xfe15, U'！'}, Pair{0xfe16, U'？'}, Pair{0xfe17, U'〖'}, Pair{0xfe18, U'〗'}, Pair{0xfe19, U'…'},
    Pair{0xfe30, U'‥'},  Pair{0xfe31, U'—'},  Pair{0xfe32, U'–'},  Pair{0xfe33, U'_'},  Pair{0xfe35, U'（'},
    Pair{0xfe36, U'）'}, Pair{0xfe37, U'｛'}, Pair{0xfe38, U'｝'}, Pair{0xfe39, U'〔'}, Pair{0xfe3a, U'〕'},
    Pair{0xfe3b, U'【'}, Pair{0xfe3c, U'】'}, Pair{0xfe3d, U'《'}, Pair{0xfe3e, U'》'}, Pair{0xfe3f, U'〈'},
    Pair{0xfe40, U'〉'}, Pair{0xfe41, U'「'}, Pair{0xfe42, U'」'}, Pair{0xfe43, U'『'}, Pair{0xfe44, U'』'},
};

template <std::size_t N>
char32_t looked_up(const std::array<Pair, N>& table, char32_t c) {
    const auto found = std::lower_bound(table.begin(), table.end(), c,
                                        [](const Pair& pair, char32_t wanted) { return pair.from < wanted; });
    return found != table.end() && found->from == c ? found->to : 0;
}

/// Blocks in which NFKC does what a reader of Chinese expects.
bool compatibility_block(char32_t c) {
    return (c >= 0x2f00 && c <= 0x2fd5) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfb00 && c <= 0xfb06) ||
           (c >= 0x2f800 && c <= 0x2fa1f);
}

std::string nfkc(char32_t c) {
    const std::string utf8 = to_utf8(c);
    gchar* normal = g_utf8_normalize(utf8.c_str(), static_cast<gssize>(utf8.size()), G_NORMALIZE_NFKC);
    std::string out = normal ? normal : utf8;
    g_free(normal);
    return out;
}

/// Spaces of any width, joiners, marks of direction, variation selectors, soft hyphens.
bool leaves_no_ink(char32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xa0 || c == 0xad || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200f) || (c >= 0x2028 && c <= 0x202f) || (c >= 0x205f && c <= 0x2064) ||
           c == 0x3000 || c == 0xfeff || (c >= 0xfe00 && c <= 0xfe0f);
}

/// Bullets, ticks and arrows of Symbol and Wingdings, by their usual private code points (0xF000 + the byte).
bool symbol_bullet(char32_t c) {
    static constexpr std::array bullets{0xf06c, 0xf06e, 0xf06f, 0xf075, 0xf076, 0xf077, 0xf09f,
                                        0xf0a7, 0xf0a8, 0xf0b7, 0xf0d8, 0xf0e0, 0xf0fc, 0xf0fe};
    return std::find(bullets.begin(), bullets.end(), static_cast<int>(c)) != bullets.end();
}

}  // namespace

std::string normalised_layer_text(std::string_view utf8) {
    std::string out;
    for (const char32_t c : to_utf32(utf8)) {
        if (leaves_no_ink(c)) continue;
        if (const char32_t hanzi = looked_up(radicals, c)) {
            out += to_utf8(hanzi);
        } else if (const char32_t sign = looked_up(vertical_forms, c)) {
            out += to_utf8(sign);
        } else if (symbol_bullet(c)) {
            out += "•";
        } else {
            out += compatibility_block(c) ? nfkc(c) : to_utf8(c);
        }
    }
    return out;
}

bool is_unreadable(char32_t c) {
    const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    const bool private_use = (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000;
    const bool noncharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    return control || noncharacter || c == 0xfffd || (private_use && !symbol_bullet(c));
}

}  // namespace nianbao
