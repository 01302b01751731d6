// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/workers/small_pdf.h"

#include "tests/pipeline/bad_inputs.h"

namespace nianbao::testing {
namespace {

std::string stream(const std::string& content) {
    return "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream";
}

/// Text in lines from the top, then a table of two rows and two columns, whose cells hold the first line's words.
std::string drawn(const std::vector<std::string>& lines) {
    std::string content = "BT /F1 12 Tf 16 TL 30 170 Td\n";
    for (const std::string& line : lines) content += "(" + line + ") Tj T*\n";
    content += "ET\n1 w\n";
    for (const int y : {20, 50, 80}) content += "30 " + std::to_string(y) + " m 270 " + std::to_string(y) + " l S\n";
    for (const int x : {30, 150, 270}) content += std::to_string(x) + " 20 m " + std::to_string(x) + " 80 l S\n";
    int number = static_cast<int>(lines.size()) * 10;
    for (const int y : {30, 60}) {
        for (const int x : {60, 180})
            content += "BT /F1 12 Tf " + std::to_string(x) + " " + std::to_string(y) + " Td (" +
                       std::to_string(++number) + ") Tj ET\n";
    }
    return content;
}

constexpr const char* font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

}  // namespace

std::string small_pdf(const std::vector<std::vector<std::string>>& pages) {
    std::string kids;
    for (std::size_t page = 0; page < pages.size(); ++page) kids += std::to_string(4 + 2 * page) + " 0 R ";
    std::vector<std::string> objects = {
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>", font};
    for (std::size_t page = 0; page < pages.size(); ++page) {
        objects.push_back(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Resources << /Font << /F1 3 0 R >> >> /Contents " +
            std::to_string(5 + 2 * page) + " 0 R >>");
        objects.push_back(stream(drawn(pages[page])));
    }
    return pdf_of_objects(objects);
}

std::string pdf_of_content(const std::string& content, const std::string& more_objects, const std::string& resources,
                           const std::string& media_box) {
    std::vector<std::string> objects = {
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [4 0 R] /Count 1 >>", font,
        "<< /Type /Page /Parent 2 0 R /MediaBox [" + media_box + "] /Resources << /Font << /F1 3 0 R >> " + resources +
            " >> /Contents 5 0 R >>",
        stream(content)};
    if (!more_objects.empty()) objects.push_back(more_objects);
    return pdf_of_objects(objects);
}

std::string three_pages() {
    return small_pdf({{"The first page has one line."},
                      {"The second page", "has two lines."},
                      {"The third page", "has three of them,", "and then it ends."}});
}

}  // namespace nianbao::testing
