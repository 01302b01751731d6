// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ocr/source_files.h"

#include <stdlib.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

// Not ours to free: fontconfig's and GLib's caches, and the file that Leptonica leaves open when a TIFF is damaged.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\nleak:libtiff\nleak:libglib\n";
}

namespace nianbao::source_tests {
namespace {

/// Objects of a PDF by number, written with a right index.
class Objects {
  public:
    int add(const std::string& body) {
        bodies_.push_back(body);
        return static_cast<int>(bodies_.size());
    }
    void set(int number, const std::string& body) { bodies_.at(number - 1) = body; }

    std::string file(int root) const {
        std::ostringstream out;
        out << "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
        std::vector<long> offsets;
        for (std::size_t i = 0; i < bodies_.size(); ++i) {
            offsets.push_back(static_cast<long>(out.tellp()));
            out << i + 1 << " 0 obj\n" << bodies_[i] << "\nendobj\n";
        }
        const long index = static_cast<long>(out.tellp());
        out << "xref\n0 " << bodies_.size() + 1 << "\n0000000000 65535 f \n";
        for (const long offset : offsets) {
            char line[32];
            std::snprintf(line, sizeof line, "%010ld 00000 n \n", offset);
            out << line;
        }
        out << "trailer\n<< /Size " << bodies_.size() + 1 << " /Root " << root << " 0 R >>\nstartxref\n"
            << index << "\n%%EOF\n";
        return out.str();
    }

  private:
    std::vector<std::string> bodies_;
};

std::string resource_dictionary(Objects& objects, const PdfFile& file) {
    std::map<std::string, std::string> entries;  // category -> entries
    const int helvetica = objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    entries["Font"] = " /F1 " + std::to_string(helvetica) + " 0 R";
    for (const auto& [key, body] : file.resources) {
        const auto space = key.find(' ');
        entries[key.substr(0, space)] += " " + key.substr(space + 1) + " " + std::to_string(objects.add(body)) + " 0 R";
    }
    std::string out = "<<";
    for (const auto& [category, inside] : entries) out += " /" + category + " <<" + inside + " >>";
    return out + " >>";
}

}  // namespace

std::filesystem::path Folder::write(const std::string& name, std::string_view bytes) const {
    testing::write_file(*this / name, std::string(bytes));
    return *this / name;
}

std::string stream(const std::string& dictionary, const std::string& bytes) {
    return "<< " + dictionary + " /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes + "\nendstream";
}

std::string grey_image(int width, int height) {
    std::string pixels(static_cast<std::size_t>(width) * height, '\xff');
    for (int y = 0; y < height; ++y)
        if (y / 8 % 4 == 0)
            for (int x = width / 8; x < width - width / 8; ++x) pixels[static_cast<std::size_t>(y) * width + x] = 0;
    return stream("/Type /XObject /Subtype /Image /Width " + std::to_string(width) + " /Height " +
                      std::to_string(height) + " /ColorSpace /DeviceGray /BitsPerComponent 8",
                  pixels);
}

std::string text_at(double x, double y, double size, const std::string& text, const std::string& before) {
    std::ostringstream out;
    out << "BT " << before << " /F1 " << size << " Tf 1 0 0 1 " << x << ' ' << y << " Tm (" << text << ") Tj ET\n";
    return out.str();
}

std::string pdf(const PdfFile& file) {
    Objects objects;
    const int root = objects.add(""), tree = objects.add("");
    const std::string resources = resource_dictionary(objects, file);
    std::string kids;
    for (const PdfPage& page : file.pages) {
        const int content = objects.add(stream("", page.content));
        std::ostringstream body;
        body << "<< /Type /Page /Parent " << tree << " 0 R /MediaBox [0 0 " << page.width << ' ' << page.height << "] ";
        if (!page.crop.empty()) body << "/CropBox " << page.crop << ' ';
        body << "/Rotate " << page.rotate << " /Contents " << content << " 0 R /Resources " << resources << " >>";
        kids += std::to_string(objects.add(body.str())) + " 0 R ";
    }
    const int count = file.claimed_pages >= 0 ? file.claimed_pages : static_cast<int>(file.pages.size());
    objects.set(root, "<< /Type /Catalog /Pages " + std::to_string(tree) + " 0 R >>");
    objects.set(tree, "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(count) + " >>");
    for (int i = 0; i < file.padding_objects; ++i) objects.add("null");
    return objects.file(root);
}

}  // namespace nianbao::source_tests
