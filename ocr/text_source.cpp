// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/text_source.h"

#include <iconv.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "document/failure.h"
#include "document/utf8.h"
#include "ocr/source_sniff.h"

namespace nianbao {
namespace {

constexpr std::uintmax_t max_bytes = 64u << 20;

/// Strict: std::nullopt at the first sequence that `encoding` does not have.
std::optional<std::string> convert(std::string_view bytes, const char* encoding) {
    const iconv_t converter = iconv_open("UTF-8", encoding);
    if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
    std::string out(bytes.size() * 2 + 16, '\0');  // two bytes become three at most, four become four
    char* from = const_cast<char*>(bytes.data());
    std::size_t from_left = bytes.size();
    char* to = out.data();
    std::size_t to_left = out.size();
    const std::size_t result = iconv(converter, &from, &from_left, &to, &to_left);
    iconv_close(converter);
    if (result == static_cast<std::size_t>(-1) || from_left > 0) return std::nullopt;
    out.resize(out.size() - to_left);
    return out;
}

/// Nearly every pair of high bytes is some character of GB18030, so any 8-bit text "converts". Chinese that people
/// write lies in the part that GB2312 had already: rows 1-9 (signs) and 16-87 (hanzi), both bytes above 0xA0.
bool reads_as_chinese(std::string_view bytes) {
    std::size_t common = 0, pairs = 0;
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
        const auto lead = static_cast<unsigned char>(bytes[i]), trail = static_cast<unsigned char>(bytes[i + 1]);
        if (lead < 0x80) continue;
        ++i;
        if (trail >= '0' && trail <= '9') {  // a rare character of four bytes
            i += 2;
            continue;
        }
        ++pairs;
        const bool row = (lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7);
        common += row && trail >= 0xa1;
    }
    return pairs > 0 && common * 100 >= pairs * 85;
}

bool holds_control_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](unsigned char c) {
        return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1a) || c == 0x7f;
    });
}

std::string with_plain_line_ends(const std::string& text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\x1a' && i + 1 == text.size()) break;  // DOS's end of file
        if (text[i] != '\r') {
            out += text[i];
        } else if (i + 1 == text.size() || text[i + 1] != '\n') {
            out += '\n';
        }
    }
    return out;
}

std::optional<std::string> decoded(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    if (bytes.starts_with("\xff\xfe")) return convert(bytes.substr(2), "UTF-16LE");
    if (bytes.starts_with("\xfe\xff")) return convert(bytes.substr(2), "UTF-16BE");
    if (valid_utf8(bytes)) return std::string(bytes);
    if (!reads_as_chinese(bytes)) return std::nullopt;
    return convert(bytes, "GB18030");
}

}  // namespace

std::optional<std::string> decode_text(std::string_view bytes) {
    const auto text = decoded(bytes);
    if (!text || holds_control_characters(*text)) return std::nullopt;
    return with_plain_line_ends(*text);
}

std::string read_text_source(const std::filesystem::path& path) {
    const Sniffed sniffed = sniff_media_type(path);
    if (sniffed.content != Content::text)
        throw Failure("input.not_supported", "open", "is " + sniffed.called + ", not a text", "save it as UTF-8 text");
    std::error_code error;
    if (std::filesystem::file_size(path, error) > max_bytes || error)
        throw Failure("input.too_large", "open", "a text of more than 64 MB", "split it");
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (file.bad()) throw Failure("input.unreadable", "open", "reading the file failed", "check the disk");
    const auto text = decode_text(bytes);
    if (!text)
        throw Failure("input.encoding", "open", "the text is in no encoding known (UTF-8, UTF-16, GB18030)",
                      "save it as UTF-8");
    return *text;
}

}  // namespace nianbao
