// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/image_file_tags.h"

#include <cstdint>
#include <fstream>
#include <set>
#include <string>

namespace nianbao {
namespace {

constexpr double inches_per_metre = 39.3700787;
constexpr double centimetres_per_inch = 2.54;

/// Reads numbers of either byte order out of bytes that may end anywhere: beyond the end all is 0.
class Bytes {
  public:
    enum class Order { big, little };
    explicit Bytes(std::string_view bytes, Order order = Order::big) : bytes_(bytes), order_(order) {}

    std::uint32_t number(std::size_t at, std::size_t length) const {
        if (at > bytes_.size() || bytes_.size() - at < length) return 0;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < length; ++i) {
            const std::size_t index = order_ == Order::big ? i : length - 1 - i;
            value = value << 8 | static_cast<unsigned char>(bytes_[at + index]);
        }
        return value;
    }
    std::uint32_t u16(std::size_t at) const { return number(at, 2); }
    std::uint32_t u32(std::size_t at) const { return number(at, 4); }

  private:
    std::string_view bytes_;
    Order order_;
};

/// The TIFF structure inside an Exif segment (Exif 2.32, 4.5 and 4.6.4).
void read_exif(std::string_view tiff, ImageTags& tags) {
    const Bytes in(tiff, tiff.starts_with("II") ? Bytes::Order::little : Bytes::Order::big);
    if (in.u16(2) != 42) return;
    const std::size_t directory = in.u32(4);
    double x = 0, y = 0;
    std::uint32_t unit = 2;
    const auto rational = [&](std::size_t at) {
        const double below = in.u32(at + 4);
        return below > 0 ? in.u32(at) / below : 0;
    };
    for (std::size_t i = 0, count = in.u16(directory); i < count; ++i) {
        const std::size_t entry = directory + 2 + 12 * i;
        switch (in.u16(entry)) {
            case 0x0112:
                if (const auto turn = in.u16(entry + 8); turn >= 1 && turn <= 8)
                    tags.exif_orientation = static_cast<int>(turn);
                break;
            case 0x011a:
                x = rational(in.u32(entry + 8));
                break;
            case 0x011b:
                y = rational(in.u32(entry + 8));
                break;
            case 0x0128:
                unit = in.u16(entry + 8);
                break;
            default:
                break;
        }
    }
    if (tags.x_dpi > 0 || (unit != 2 && unit != 3)) return;
    tags.x_dpi = x * (unit == 3 ? centimetres_per_inch : 1);
    tags.y_dpi = y * (unit == 3 ? centimetres_per_inch : 1);
}

void read_jfif(std::string_view segment, ImageTags& tags) {
    const Bytes in(segment);
    const auto unit = in.number(7, 1);
    if (unit != 1 && unit != 2) return;
    tags.x_dpi = in.u16(8) * (unit == 2 ? centimetres_per_inch : 1);
    tags.y_dpi = in.u16(10) * (unit == 2 ? centimetres_per_inch : 1);
}

std::string beginning_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes(1 << 18, '\0');  // an Exif segment is 64 KB at most and stands first or second
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

}  // namespace

ImageTags png_tags(std::string_view bytes) {
    ImageTags tags;
    const Bytes in(bytes);
    for (std::size_t at = 8; at + 12 <= bytes.size();) {
        const std::size_t length = in.u32(at);
        const std::string_view type = bytes.substr(at + 4, 4);
        if (type == "IDAT") break;
        if (type == "pHYs" && in.number(at + 16, 1) == 1) {
            tags.x_dpi = in.u32(at + 8) / inches_per_metre;
            tags.y_dpi = in.u32(at + 12) / inches_per_metre;
        }
        if (type == "eXIf" && length <= bytes.size() - at - 8) read_exif(bytes.substr(at + 8, length), tags);
        at += 12 + length;
    }
    return tags;
}

ImageTags jpeg_tags(std::string_view bytes) {
    ImageTags tags;
    const Bytes in(bytes);
    for (std::size_t at = 2; at + 4 <= bytes.size() && in.number(at, 1) == 0xff;) {
        const auto marker = in.number(at + 1, 1);
        if (marker == 0xff) {  // fill byte
            ++at;
            continue;
        }
        if (marker == 0xda || marker == 0xd9) break;  // pixels begin
        const std::size_t length = in.u16(at + 2);
        if (length < 2) break;
        const std::string_view segment = bytes.substr(at + 4, length - 2);
        if (marker == 0xe0 && segment.starts_with(std::string_view("JFIF\0", 5))) read_jfif(segment, tags);
        if (marker == 0xe1 && segment.starts_with(std::string_view("Exif\0\0", 6))) read_exif(segment.substr(6), tags);
        at += 2 + length;
    }
    return tags;
}

int count_tiff_directories(const std::filesystem::path& path) {
    constexpr int longest_chain = 100'000;
    std::ifstream file(path, std::ios::binary);
    const auto read = [&](std::uint64_t at, std::size_t length) {
        std::string bytes(length, '\0');
        file.clear();
        file.seekg(static_cast<std::streamoff>(at));
        file.read(bytes.data(), static_cast<std::streamsize>(length));
        bytes.resize(static_cast<std::size_t>(file.gcount()));
        return bytes;
    };
    const std::string head = read(0, 8);
    const auto order = head.starts_with("II") ? Bytes::Order::little : Bytes::Order::big;
    if (Bytes(head, order).u16(2) != 42) return 0;  // BigTIFF is left to libtiff
    std::set<std::uint32_t> seen;
    std::uint32_t at = Bytes(head, order).u32(4);
    while (at != 0 && seen.size() < longest_chain && seen.insert(at).second) {
        const std::string size = read(at, 2);
        if (size.size() < 2) break;
        const std::string next = read(std::uint64_t{at} + 2 + 12u * Bytes(size, order).u16(0), 4);
        if (next.size() < 4) break;
        at = Bytes(next, order).u32(0);
    }
    return static_cast<int>(seen.size());
}

ImageTags read_png_tags(const std::filesystem::path& path) {
    return png_tags(beginning_of(path));
}
ImageTags read_jpeg_tags(const std::filesystem::path& path) {
    return jpeg_tags(beginning_of(path));
}

}  // namespace nianbao
