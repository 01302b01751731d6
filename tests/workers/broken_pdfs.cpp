// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/workers/broken_pdfs.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <random>
#include <vector>

#include "tests/temporary_folder.h"
#include "tests/workers/small_pdf.h"

namespace nianbao::testing {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t end) {
    return end == 0 ? 0 : random() % end;
}

std::string repeated(const std::string& piece, std::size_t times) {
    std::string out;
    out.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
}

/// Small ones that are read quickly, and real ones with fonts, forms and compressed objects.
std::string whole_pdf(Random& random) {
    static const std::vector<std::string> real = [] {
        std::vector<std::string> all;
        for (const char* name : {"ledger.pdf", "notice.pdf", "digital-2021.pdf"})
            all.push_back(content_of(std::filesystem::path(NIANBAO_SOURCE_DIR) / "fixtures" / name));
        return all;
    }();
    return random() % 3 ? three_pages() : real[below(random, real.size())];
}

std::string cut(Random& random) {
    std::string pdf = whole_pdf(random);
    pdf.resize(below(random, pdf.size()));
    return pdf;
}

std::string flipped(Random& random) {
    std::string pdf = whole_pdf(random);
    for (std::size_t flips = 1 + below(random, 60); flips > 0; --flips)
        pdf[below(random, pdf.size())] ^= static_cast<char>(1U << random() % 8);
    return pdf;
}

/// Other digits in some of the numbers that follow a name such as /Length, /Count, /Size, /Prev.
std::string wrong_numbers(Random& random) {
    std::string pdf = whole_pdf(random);
    for (const char* name : {"/Length ", "/Count ", "/First ", "/Size ", "/W [", "startxref\n"}) {
        for (auto at = pdf.find(name); at != std::string::npos; at = pdf.find(name, at + 1)) {
            if (random() % 2) continue;
            for (auto digit = at + std::string_view(name).size();
                 digit < pdf.size() && std::isdigit(static_cast<unsigned char>(pdf[digit])); ++digit)
                pdf[digit] = static_cast<char>('0' + random() % 10);
        }
    }
    return pdf;
}

std::string shuffled(Random& random) {
    std::string pdf = whole_pdf(random);
    for (std::size_t moves = 1 + below(random, 8); moves > 0; --moves) {
        const std::size_t from = below(random, pdf.size()),
                          length = below(random, std::min<std::size_t>(pdf.size() - from, 400));
        const std::string piece = pdf.substr(from, length);
        if (random() % 2) pdf.erase(from, length);
        pdf.insert(below(random, pdf.size()), piece);
    }
    return pdf;
}

std::string nested(Random& random) {
    const std::size_t depth = 100U << below(random, 11);  // to 102,400
    switch (random() % 4) {
        case 0:
            return pdf_of_content(repeated("q ", depth) + "0 0 10 10 re f " + repeated("Q ", depth / 2));
        case 1:
            return pdf_of_content(repeated("[", depth) + repeated("]", depth) + " TJ");
        case 2:
            return pdf_of_content("/X Do", repeated("<< /A ", depth) + "1" + repeated(" >>", depth),
                                  "/XObject << /X 6 0 R >>");
        default:
            return pdf_of_content(repeated("/OC /x BDC BT ", depth));
    }
}

std::string absurd_page(Random& random) {
    static constexpr std::array boxes = {"0 0 14400 14400", "0 0 1e9 1e9",           "0 0 1 1",     "0 0 0 0",
                                         "0 0 300 1e7",     "-1e30 -1e30 1e30 1e30", "300 200 0 0", "0 0 nan 5",
                                         "0 0 5000 3",      "99999999999999 0 1 1"};
    return pdf_of_content("BT /F1 12 Tf 20 20 Td (text) Tj ET", "", "", boxes[below(random, boxes.size())]);
}

std::string operators(Random& random) {
    const std::size_t times = 20'000U << below(random, 5);
    switch (random() % 4) {
        case 0:
            return pdf_of_content(repeated("0 0 m 300 200 l S\n", times));
        case 1:
            return pdf_of_content(repeated("0 0 m 1 200 299 0 300 200 c b*\n", times / 4));
        case 2:
            return pdf_of_content("BT /F1 12 Tf\n" + repeated("1 0 0 1 20 20 Tm (bomb) Tj\n", times) + "ET");
        default:
            return pdf_of_content("0 0 m\n" + repeated("7 9 l 290 190 l\n", times) + "f*\nW n 0 0 300 200 re f");
    }
}

std::string image(Random& random, const std::string& filter, const std::string& data, std::size_t side) {
    const std::string size = std::to_string(side);
    return pdf_of_content(repeated("300 0 0 200 0 0 cm /I Do\n", 1 + below(random, 3)),
                          "<< /Type /XObject /Subtype /Image /Width " + size + " /Height " + size +
                              " /ColorSpace /DeviceRGB /BitsPerComponent 8 " + filter + " /Length " +
                              std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream",
                          "/XObject << /I 6 0 R >>");
}

std::string image_bomb(Random& random) {
    const std::size_t side = 1000U << below(random, 8);  // to 128,000 pixels
    switch (random() % 3) {
        case 0:
            return image(random, "", std::string(3000, '\x7f'), side);
        case 1:
            return image(random, "/Filter /DCTDecode", std::string("\xff\xd8\xff\xe0\0\x10JFIF", 10), side);
        default:
            return image(random, "/Filter /JPXDecode", std::string("\0\0\0\x0cjP  \r\n\x87\n", 12), side);
    }
}

/// A run of the byte 0x81 encodes a run of the byte 0x81, 64 times as long: each level multiplies.
std::string compression_bomb(Random& random) {
    std::string levels;
    for (std::size_t level = 2 + below(random, 4); level > 0; --level) levels += "/RunLengthDecode ";
    const std::string data(2000 + below(random, 4000), '\x81');
    if (random() % 2) return image(random, "/Filter [" + levels + "]", data, 20'000);
    std::string pdf = pdf_of_content(data);
    const std::string length = "<< /Length " + std::to_string(data.size());
    pdf.insert(pdf.find(length) + 3, "/Filter [" + levels + "] ");
    return pdf;
}

std::string circles(Random& random) {
    switch (random() % 3) {
        case 0:  // pages that are their own parents
            return "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Parent 2 0 R "
                   "/Kids [2 0 R 2 0 R] /Count 5 >> endobj\ntrailer << /Root 1 0 R /Prev 0 >>\nstartxref\n0\n%%EOF\n";
        case 1:  // a form that draws itself
            return pdf_of_content(
                "/X Do",
                "<< /Type /XObject /Subtype /Form /BBox [0 0 300 200] /Resources << /XObject << /X 6 0 "
                "R >> >> /Length 10 >>\nstream\n/X Do /X Do\nendstream",
                "/XObject << /X 6 0 R >>");
        default:  // a length that is found in itself
            return pdf_of_content("/X Do", "<< /Length 6 0 R >>\nstream\nx\nendstream", "/XObject << /X 6 0 R >>");
    }
}

std::string rubbish(Random& random) {
    std::string pdf = "%PDF-1.7\n";
    for (std::size_t length = below(random, 20'000); length > 0; --length) pdf += static_cast<char>(random());
    return pdf + "\nstartxref\n" + std::to_string(random() % 20'000) + "\n%%EOF\n";
}

struct Kind {
    const char* name;
    std::string (*make)(Random&);
};
constexpr std::array<Kind, 11> kinds{{{"cut", cut},
                                      {"flipped", flipped},
                                      {"wrong numbers", wrong_numbers},
                                      {"shuffled", shuffled},
                                      {"nested", nested},
                                      {"absurd page", absurd_page},
                                      {"operators", operators},
                                      {"image bomb", image_bomb},
                                      {"compression bomb", compression_bomb},
                                      {"circles", circles},
                                      {"rubbish", rubbish}}};

}  // namespace

std::string broken_pdf(std::uint32_t seed) {
    Random random(seed);
    return kinds[seed % kinds.size()].make(random);
}

const char* breakage(std::uint32_t seed) {
    return kinds[seed % kinds.size()].name;
}

}  // namespace nianbao::testing
