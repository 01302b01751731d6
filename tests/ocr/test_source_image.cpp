// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <leptonica/allheaders.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "document/failure.h"
#include "document/opencv_view.h"
#include "ocr/image_file.h"
#include "ocr/image_file_tags.h"
#include "ocr/source.h"
#include "ocr/source_dpi.h"
#include "ocr/source_stderr.h"
#include "tests/ocr/source_files.h"

using namespace nianbao;
using namespace nianbao::source_tests;
using namespace std::string_literals;

namespace {

/// White, with a black block in the upper left corner.
cv::Mat marked(int width, int height) {
    cv::Mat mat(height, width, CV_8U, cv::Scalar(255));
    mat(cv::Rect(width / 10, height / 10, width / 5, height / 10)).setTo(0);
    return mat;
}

std::string encoded(const cv::Mat& mat, const char* extension) {
    std::vector<uchar> bytes;
    cv::imencode(extension, mat, bytes);
    return {bytes.begin(), bytes.end()};
}

std::string u32(std::uint32_t v) {
    return {static_cast<char>(v >> 24), static_cast<char>(v >> 16), static_cast<char>(v >> 8), static_cast<char>(v)};
}

std::uint32_t crc(const std::string& bytes) {
    std::uint32_t c = ~0u;
    for (const char b : bytes) {
        c ^= static_cast<unsigned char>(b);
        for (int k = 0; k < 8; ++k) c = (c >> 1) ^ (0xedb88320u & (0u - (c & 1)));
    }
    return ~c;
}

std::string chunk(const std::string& type, const std::string& body) {
    return u32(static_cast<std::uint32_t>(body.size())) + type + body + u32(crc(type + body));
}

/// A PNG whose header claims a size; there are no pixels behind it.
std::string claiming_png(std::uint32_t width, std::uint32_t height) {
    return "\x89PNG\r\n\x1a\n"s + chunk("IHDR", u32(width) + u32(height) + "\x01\0\0\0\0"s) + chunk("IDAT", "x") +
           chunk("IEND", "");
}

/// An Exif segment that says how the picture is to be turned, put behind a JPEG's first marker.
std::string with_orientation(const std::string& jpeg, char orientation) {
    const std::string tiff = "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s + orientation + "\0\0\0\0\0\0"s;
    const std::string body = "Exif\0\0"s + tiff;
    const auto length = static_cast<unsigned>(body.size() + 2);
    return jpeg.substr(0, 2) + "\xff\xe1" + static_cast<char>(length >> 8) + static_cast<char>(length) + body +
           jpeg.substr(2);
}

std::string failure_of(const std::filesystem::path& path, int page = 1) {
    try {
        open_source(path)->render(page, 300);
    } catch (const Failure& failure) {
        return failure.code();
    }
    return "rendered";
}

/// Where the block's middle is, as shares of the page.
Point block_of(const Raster& pixels) {
    cv::Mat grey = view(pixels).clone();
    if (grey.channels() == 3) cv::cvtColor(grey, grey, cv::COLOR_BGR2GRAY);
    const cv::Moments m = cv::moments(grey < 128, true);
    return {m.m10 / m.m00 / pixels.width, m.m01 / m.m00 / pixels.height};
}

void write_tiff(const std::filesystem::path& path, int pages) {
    for (int i = 0; i < pages; ++i) {
        PIX* pix = pixCreate(850 + 10 * i, 1100, 1);
        pixSetResolution(pix, 100, 100);
        pixSetPixel(pix, 5 + i, 5, 1);
        pixWriteTiff(path.c_str(), pix, IFF_TIFF_G4, i == 0 ? "w" : "a");
        pixDestroy(&pix);
    }
}

}  // namespace

TEST_CASE("PNG and JPEG pages", "[source]") {
    const Folder folder;
    const char* extension = GENERATE(".png", ".jpg");
    const auto source = open_source(folder.write("page.bin", encoded(marked(1240, 1754), extension)));
    CHECK(source->pages() == 1);
    const auto page = source->render(1, 300);
    CHECK(page.pixels.channels == 1);
    CHECK(page.pixels.width == 1240);
    CHECK(page.dpi == Approx(150).epsilon(0.01));  // A4 is assumed
    CHECK(page.width_points == Approx(595).epsilon(0.01));
    CHECK(block_of(page.pixels).x == Approx(0.2).margin(0.01));
    CHECK_FALSE(page.text_layer);
}

TEST_CASE("a fine image comes at the wanted resolution", "[source]") {
    const Folder folder;
    const auto source = open_source(folder.write("fine.png", encoded(marked(4960, 7016), ".png")));
    const auto page = source->render(1, 300);
    CHECK(page.native_dpi == Approx(600).epsilon(0.01));
    CHECK(page.dpi == Approx(300).epsilon(0.01));
    CHECK(page.pixels.width == Approx(2480).margin(2));
    CHECK(page.width_points == Approx(595).epsilon(0.01));
}

TEST_CASE("resolutions are believed when they make a page of paper", "[source]") {
    CHECK(believable_resolution(2480, 3508, 300, 300).x_dpi == 300);
    CHECK(believable_resolution(2480, 3508, 0, 0).x_dpi == Approx(300).epsilon(0.01));
    CHECK(believable_resolution(2480, 3508, 72, 72).x_dpi == Approx(300).epsilon(0.01));
    CHECK(believable_resolution(2480, 3508, 1, 1).estimated);
    CHECK(believable_resolution(3508, 2480, 96, 96).x_dpi == Approx(300).epsilon(0.01));  // across
    CHECK(believable_resolution(3508, 4961, 300, 300).x_dpi == 300);                      // A3
    const auto fax = believable_resolution(1728, 1143, 204, 98);
    CHECK(fax.x_dpi == 204);
    CHECK(fax.y_dpi == 98);
}

TEST_CASE("EXIF turns a photograph upright", "[source]") {
    const Folder folder;
    const std::string jpeg = encoded(marked(800, 1000), ".jpg");
    const struct {
        char orientation;
        double x, y;  // of the block, whose stored place is (0.2, 0.15)
    } cases[] = {{1, 0.2, 0.15}, {2, 0.8, 0.15}, {3, 0.8, 0.85}, {4, 0.2, 0.85},
                 {5, 0.15, 0.2}, {6, 0.85, 0.2}, {7, 0.85, 0.8}, {8, 0.15, 0.8}};
    for (const auto& expected : cases) {
        CAPTURE(int(expected.orientation));
        const auto page =
            open_source(folder.write("turned.jpg", with_orientation(jpeg, expected.orientation)))->render(1, 300);
        CHECK(page.pixels.width == (expected.orientation < 5 ? 800 : 1000));
        CHECK(page.width_points * page.pixels.height == Approx(page.height_points * page.pixels.width));
        CHECK(block_of(page.pixels).x == Approx(expected.x).margin(0.01));
        CHECK(block_of(page.pixels).y == Approx(expected.y).margin(0.01));
    }
    CHECK(jpeg_tags(with_orientation(jpeg, 9)).exif_orientation == 1);
}

TEST_CASE("tags that end in the middle are no trouble", "[source]") {
    const std::string jpeg = with_orientation(encoded(marked(100, 100), ".jpg"), 6);
    for (std::size_t length = 0; length < 100; ++length) {
        jpeg_tags(std::string_view(jpeg).substr(0, length));
        png_tags(std::string_view(jpeg).substr(0, length));
    }
    CHECK(jpeg_tags(jpeg).exif_orientation == 6);
}

TEST_CASE("a TIFF of several pages", "[source]") {
    const Folder folder;
    write_tiff(folder / "pages.tif", 3);
    const auto source = open_source(folder / "pages.tif");
    REQUIRE(source->pages() == 3);
    for (int page = 1; page <= 3; ++page) {
        const auto rendered = source->render(page, 300);
        CHECK(rendered.page == page);
        CHECK(rendered.pixels.width == 840 + 10 * page);
        CHECK(rendered.dpi == Approx(100));
        CHECK(rendered.pixels.pixels[5 * rendered.pixels.stride() + 4 + page] == 0);
    }
    SourceOptions few;
    few.max_pages = 2;
    CHECK_THROWS_AS(open_source(folder / "pages.tif", few), Failure);
}

TEST_CASE("pages behind a damaged one of a TIFF are not lost silently", "[source]") {
    const Folder folder;
    write_tiff(folder / "pages.tif", 3);
    std::ifstream file(folder / "pages.tif", std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    // The second page's width entry (tag 256, little-endian) becomes unreadable.
    const auto width_entry = [&](int width) {
        return bytes.find("\0\x01\x03\0\x01\0\0\0"s + static_cast<char>(width & 255) + static_cast<char>(width >> 8));
    };
    const auto at = width_entry(860);
    REQUIRE(at != std::string::npos);
    bytes.replace(at + 8, 4, "\0\0\0\0"s);
    const auto path = folder.write("broken.tif", bytes);
    CHECK(failure_of(path, 1) == "rendered");
    CHECK(failure_of(path, 2) == "page.unreadable");
    CHECK(failure_of(path, 3) == "page.unreadable");  // libtiff does not get past the second
    CHECK(open_source(path)->pages() == 3);
}

TEST_CASE("a TIFF whose last pages were cut off says so", "[source]") {
    const Folder folder;
    write_tiff(folder / "pages.tif", 3);
    std::filesystem::resize_file(folder / "pages.tif", std::filesystem::file_size(folder / "pages.tif") - 60);
    CHECK(failure_of(folder / "pages.tif", 1) == "rendered");
    CHECK(failure_of(folder / "pages.tif", 3) == "page.unreadable");
}

TEST_CASE("pixels that are not square become so", "[source]") {
    const Folder folder;
    PIX* pix = pixCreate(1728, 1143, 1);
    pixSetResolution(pix, 204, 98);
    pixWriteTiff((folder / "fax.tif").c_str(), pix, IFF_TIFF_G4, "w");
    pixDestroy(&pix);
    const auto page = open_source(folder / "fax.tif")->render(1, 300);
    CHECK(page.width_points == Approx(1728 * 72 / 204.0).epsilon(0.01));
    CHECK(page.height_points == Approx(1143 * 72 / 98.0).epsilon(0.01));
    CHECK(page.pixels.width / page.width_points == Approx(page.pixels.height / page.height_points).epsilon(0.01));
}

TEST_CASE("transparent and palette pictures stand on white", "[source]") {
    const Folder folder;
    cv::Mat transparent(400, 300, CV_8UC4, cv::Scalar(0, 0, 0, 0));
    transparent(cv::Rect(30, 40, 60, 40)).setTo(cv::Scalar(0, 0, 0, 255));
    const auto page = open_source(folder.write("clear.png", encoded(transparent, ".png")))->render(1, 300);
    CHECK(page.pixels.pixels.front() == 255);
    CHECK(block_of(page.pixels).x == Approx(0.2).margin(0.01));
}

TEST_CASE("sizes are checked before pixels are decoded", "[source]") {
    const Folder folder;
    CHECK(failure_of(folder.write("wide.png", claiming_png(50000, 50000))) == "input.too_large");
    CHECK(failure_of(folder.write("long.png", claiming_png(100, 50000))) == "input.too_large");
    CHECK(failure_of(folder.write("area.png", claiming_png(30000, 30000))) == "input.too_large");
    CHECK(failure_of(folder.write("dot.png", encoded(marked(10, 10), ".png"))) == "page.too_small");
}

TEST_CASE("images that were cut off are refused, without a word on standard error", "[source]") {
    const Folder folder;
    const char* extension = GENERATE(".png", ".jpg");
    const double share = GENERATE(0.4, 0.9);
    cv::Mat noise(600, 500, CV_8U);
    cv::randu(noise, 0, 255);
    const std::string whole = encoded(noise, extension);
    const auto part = whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size())));
    const auto path = folder.write("part", part);
    const int saved = dup(STDERR_FILENO), log = open((folder / "log").c_str(), O_CREAT | O_WRONLY, 0600);
    dup2(log, STDERR_FILENO);
    const std::string code = failure_of(path);
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(log);
    CHECK(code == "input.truncated");
    CHECK(std::filesystem::file_size(folder / "log") == 0);
}

TEST_CASE("damaged images are refused", "[source]") {
    const Folder folder;
    std::string png = encoded(marked(500, 600), ".png");
    for (std::size_t i = png.size() / 2; i < png.size() / 2 + 20; ++i) png[i] = static_cast<char>(png[i] ^ 0x5a);
    CHECK(failure_of(folder.write("bits.png", png)) == "input.damaged");
    CHECK(failure_of(folder.write("head.tif", "II*\0garbage garbage"s)) == "input.damaged");
    CHECK(failure_of(folder.write("head.jpg", "\xff\xd8\xffgarbage")) == "input.damaged");
}

TEST_CASE("standard error comes back after a capture", "[source]") {
    StderrCapture capture;
    std::fputs("complaint\nagain\n", stderr);
    CHECK(StderrCapture().finish() == "");  // one at a time
    CHECK(capture.finish() == "complaint again");
    CHECK(capture.finish() == "");
}
