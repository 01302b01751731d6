// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/source_sniff.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "document/failure.h"

namespace nianbao {
namespace {

using namespace std::string_view_literals;

struct Signature {
    std::string_view bytes;
    std::size_t offset;
    Content content;
    const char* media_type;
    const char* called;
};

// The formats that are refused are named all the same: "a GIF image" helps more than "unknown".
constexpr std::array signatures{
    Signature{"\x89PNG\r\n\x1a\n"sv, 0, Content::png, "image/png", "a PNG image"},
    Signature{"\xff\xd8\xff"sv, 0, Content::jpeg, "image/jpeg", "a JPEG image"},
    Signature{"II*\0"sv, 0, Content::tiff, "image/tiff", "a TIFF image"},
    Signature{"MM\0*"sv, 0, Content::tiff, "image/tiff", "a TIFF image"},
    Signature{"II+\0"sv, 0, Content::tiff, "image/tiff", "a TIFF image"},
    Signature{"MM\0+"sv, 0, Content::tiff, "image/tiff", "a TIFF image"},
    Signature{"PK\x03\x04"sv, 0, Content::other, "application/zip", "a ZIP archive (OFD or an office document)"},
    Signature{"\xd0\xcf\x11\xe0"sv, 0, Content::other, "application/x-ole-storage", "an old office document"},
    Signature{"{\\rtf"sv, 0, Content::other, "application/rtf", "an RTF document"},
    Signature{"GIF8"sv, 0, Content::other, "image/gif", "a GIF image"},
    Signature{"WEBP"sv, 8, Content::other, "image/webp", "a WebP image"},
    Signature{"ftyp"sv, 4, Content::other, "image/heic", "a HEIC image or a film"},
    Signature{"\0\0\0\x0cjP  "sv, 0, Content::other, "image/jp2", "a JPEG 2000 image"},
    Signature{"%!PS"sv, 0, Content::other, "application/postscript", "a PostScript file"},
    Signature{"\x1f\x8b"sv, 0, Content::other, "application/gzip", "a gzip archive"},
    Signature{"Rar!"sv, 0, Content::other, "application/vnd.rar", "a RAR archive"},
    Signature{"7z\xbc\xaf"sv, 0, Content::other, "application/x-7z-compressed", "a 7z archive"},
};

bool starts_as_web_page(std::string_view head) {
    const auto begin = head.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    if (begin == std::string_view::npos) return false;
    std::string start(head.substr(begin, 16));
    std::transform(start.begin(), start.end(), start.begin(), [](unsigned char c) { return std::tolower(c); });
    return start.starts_with("<!doctype html") || start.starts_with("<html");
}

/// Text holds no control characters but tabs, line ends, form feeds (page breaks) and DOS's end mark;
/// UTF-16 is known by its mark.
bool looks_like_text(std::string_view head) {
    if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff")) return true;
    return std::none_of(head.begin(), head.end(), [](unsigned char c) {
        return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1a) || c == 0x7f;
    });
}

[[noreturn]] void refuse_to_open(int error) {
    if (error == ENOENT || error == ENOTDIR)
        throw Failure("input.missing", "open", "there is no such file", "check the path");
    if (error == EACCES || error == EPERM)
        throw Failure("input.unreadable", "open", "permission denied", "make the file readable");
    throw Failure("input.unreadable", "open", std::string("the file cannot be read: ") + std::strerror(error),
                  "check the file and its disk");
}

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }
    int release() { return std::exchange(number_, -1); }

  private:
    int number_;
};

int open_for_reading(const std::filesystem::path& path) {
    // O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (number < 0 && (errno == EMFILE || errno == ENFILE))
        throw std::system_error(errno, std::generic_category(), "opening a file");
    if (number < 0) refuse_to_open(errno);
    return number;
}

}  // namespace

Sniffed sniff(std::string_view head) {
    // Readers accept a PDF whose header stands a little after the beginning (PDF 1.7, implementation note 13).
    if (head.substr(0, 1024).find("%PDF-") != std::string_view::npos)
        return {Content::pdf, "application/pdf", "a PDF document"};
    for (const Signature& known : signatures)
        if (head.size() >= known.offset && head.substr(known.offset).starts_with(known.bytes))
            return {known.content, known.media_type, known.called};
    if (starts_as_web_page(head)) return {Content::other, "text/html", "a web page"};
    if (looks_like_text(head)) return {Content::text, "text/plain", "a text"};
    return {Content::other, "application/octet-stream", "data of an unknown kind"};
}

int open_input(const std::filesystem::path& path) {
    Descriptor file(open_for_reading(path));
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) refuse_to_open(errno);
    if (S_ISDIR(status.st_mode)) throw Failure("input.directory", "open", "is a directory", "name the files in it");
    if (!S_ISREG(status.st_mode))
        throw Failure("input.unreadable", "open", "is not a regular file", "copy its contents into a file");
    if (status.st_size == 0) throw Failure("input.empty", "open", "the file is empty", "fetch or export it again");
    return file.release();
}

Sniffed sniff_media_type(const std::filesystem::path& path) {
    const Descriptor file(open_input(path));
    std::string head(4096, '\0');
    const ssize_t got = ::read(file.number(), head.data(), head.size());
    if (got < 0) refuse_to_open(errno);
    head.resize(static_cast<std::size_t>(got));
    return sniff(head);
}

}  // namespace nianbao
