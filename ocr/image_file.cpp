// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/image_file.h"

#include <leptonica/allheaders.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <opencv2/core.hpp>

#include "document/opencv_view.h"
#include "ocr/image_file_tags.h"
#include "ocr/source_stderr.h"

namespace nianbao {
namespace {

struct FreePix {
    void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using Pix_ptr = std::unique_ptr<PIX, FreePix>;

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File_ptr = std::unique_ptr<std::FILE, CloseFile>;

void quiet_leptonica() {
    setMsgSeverity(L_SEVERITY_NONE);
}

Pix_ptr decode_pix(const std::filesystem::path& path, Content content, int index, int& jpeg_warnings) {
    if (content == Content::tiff) return Pix_ptr(pixReadTiff(path.c_str(), index));
    if (content == Content::jpeg)
        // Leptonica gives nothing at the first doubtful byte by default, but many scanners leave a few of them.
        return Pix_ptr(pixReadJpeg(path.c_str(), 0, 1, &jpeg_warnings, L_JPEG_CONTINUE_WITH_BAD_DATA));
    return Pix_ptr(pixRead(path.c_str()));
}

/// Any Pix to 8 or 32 bits a pixel, on white where it is transparent.
Pix_ptr plain(Pix_ptr pix) {
    if (pixGetColormap(pix.get())) pix.reset(pixRemoveColormap(pix.get(), REMOVE_CMAP_BASED_ON_SRC));
    if (!pix) return pix;
    if (pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4)
        pix.reset(pixAlphaBlendUniform(pix.get(), 0xffffff00));
    else if (pixGetDepth(pix.get()) != 32 && pixGetDepth(pix.get()) != 8)
        pix.reset(pixConvertTo8(pix.get(), 0));
    return pix;
}

Raster to_raster(PIX* pix) {
    const int width = pixGetWidth(pix), height = pixGetHeight(pix), words = pixGetWpl(pix);
    const bool colour = pixGetDepth(pix) == 32;
    Raster raster(width, height, colour ? 3 : 1);
    for (int y = 0; y < height; ++y) {
        const l_uint32* line = pixGetData(pix) + static_cast<std::size_t>(y) * words;
        std::uint8_t* out = raster.pixels.data() + y * raster.stride();
        for (int x = 0; x < width; ++x) {
            if (!colour) {
                *out++ = static_cast<std::uint8_t>(GET_DATA_BYTE(line, x));
                continue;
            }
            *out++ = static_cast<std::uint8_t>(line[x] >> L_BLUE_SHIFT);
            *out++ = static_cast<std::uint8_t>(line[x] >> L_GREEN_SHIFT);
            *out++ = static_cast<std::uint8_t>(line[x] >> L_RED_SHIFT);
        }
    }
    return raster;
}

/// Whole files end with an end marker; some writers add bytes behind it. TIFF has none.
bool has_end_marker(const std::filesystem::path& path, Content content) {
    if (content == Content::tiff) return true;
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const auto size = static_cast<std::streamoff>(file.tellg());
    std::string tail(static_cast<std::size_t>(std::min<std::streamoff>(size, 1 << 12)), '\0');
    file.seekg(size - static_cast<std::streamoff>(tail.size()));
    file.read(tail.data(), static_cast<std::streamsize>(tail.size()));
    return tail.find(content == Content::png ? "IEND" : "\xff\xd9") != std::string::npos;
}

}  // namespace

std::optional<ImageHeader> read_image_header(const std::filesystem::path& path, Content content, int index) {
    quiet_leptonica();
    const StderrCapture capture;
    ImageHeader header;
    l_int32 bits = 0, samples = 0, resolution = 0, map = 0, format = 0;
    if (content == Content::tiff) {
        if (readHeaderTiff(path.c_str(), index, &header.width, &header.height, &bits, &samples, &resolution, &map,
                           &format) != 0)
            return std::nullopt;
        header.x_dpi = header.y_dpi = resolution;
    } else {
        if (pixReadHeader(path.c_str(), &format, &header.width, &header.height, &bits, &samples, &map) != 0)
            return std::nullopt;
        const ImageTags tags = content == Content::png ? read_png_tags(path) : read_jpeg_tags(path);
        header.x_dpi = tags.x_dpi;
        header.y_dpi = tags.y_dpi;
        header.exif_orientation = tags.exif_orientation;
    }
    if (header.width <= 0 || header.height <= 0) return std::nullopt;
    return header;
}

int count_tiff_images(const std::filesystem::path& path) {
    quiet_leptonica();
    const StderrCapture capture;
    const File_ptr file(std::fopen(path.c_str(), "rb"));
    l_int32 readable = 0;
    if (!file || tiffGetCount(file.get(), &readable) != 0 || readable <= 0) return 0;
    return std::max(readable, count_tiff_directories(path));
}

DecodedImage decode_image(const std::filesystem::path& path, Content content, int index) {
    quiet_leptonica();
    StderrCapture capture;
    DecodedImage decoded;
    int jpeg_warnings = 0;
    Pix_ptr pix = decode_pix(path, content, index, jpeg_warnings);
    decoded.chatter = capture.finish();
    if (jpeg_warnings > 0 || !pix) decoded.cut_off = !has_end_marker(path, content);
    if (pix && content == Content::tiff) {
        decoded.x_dpi = pixGetXRes(pix.get());
        decoded.y_dpi = pixGetYRes(pix.get());
    }
    if (pix) pix = plain(std::move(pix));
    if (pix) decoded.pixels = to_raster(pix.get());
    return decoded;
}

Raster oriented(Raster pixels, int exif_orientation) {
    if (exif_orientation <= 1 || exif_orientation > 8) return pixels;
    cv::Mat turned;
    const cv::Mat stored = view(pixels);
    // Exif 2.32, tag 0x0112: where the 0th row and the 0th column of the stored pixels are to be seen.
    switch (exif_orientation) {
        case 2:
            cv::flip(stored, turned, 1);
            break;
        case 3:
            cv::rotate(stored, turned, cv::ROTATE_180);
            break;
        case 4:
            cv::flip(stored, turned, 0);
            break;
        case 5:
            cv::transpose(stored, turned);
            break;
        case 6:
            cv::rotate(stored, turned, cv::ROTATE_90_CLOCKWISE);
            break;
        case 7: {
            cv::Mat transposed;
            cv::transpose(stored, transposed);
            cv::rotate(transposed, turned, cv::ROTATE_180);
            break;
        }
        default:
            cv::rotate(stored, turned, cv::ROTATE_90_COUNTERCLOCKWISE);
            break;
    }
    return nianbao::to_raster(turned);
}

}  // namespace nianbao
