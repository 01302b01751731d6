// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/workers/small_pdf.h"

#include <cstdio>

namespace nianbao::testing {
namespace {

std::string with_cross_references(const std::vector<std::string>& objects) {
    std::string pdf = "%PDF-1.4\n", table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        char entry[32];
        std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", pdf.size());
        table += entry;
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string count = std::to_string(objects.size() + 1);
    const std::string start = std::to_string(pdf.size());
    return pdf + "xref\n0 " + count + "\n0000000000 65535 f \n" + table + "trailer\n<< /Size " + count +
           " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

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
    return with_cross_references(objects);
}

std::string pdf_of_content(const std::string& content, const std::string& more_objects, const std::string& resources,
                           const std::string& media_box) {
    std::vector<std::string> objects = {
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [4 0 R] /Count 1 >>", font,
        "<< /Type /Page /Parent 2 0 R /MediaBox [" + media_box + "] /Resources << /Font << /F1 3 0 R >> " + resources +
            " >> /Contents 5 0 R >>",
        stream(content)};
    if (!more_objects.empty()) objects.push_back(more_objects);
    return with_cross_references(objects);
}

std::string three_pages() {
    return small_pdf({{"The first page has one line."},
                      {"The second page", "has two lines."},
                      {"The third page", "has three of them,", "and then it ends."}});
}

}  // namespace nianbao::testing
