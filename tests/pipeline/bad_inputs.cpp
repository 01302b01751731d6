// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pipeline/bad_inputs.h"

#include <cstdio>
#include <vector>

namespace nianbao::testing {
namespace {

std::string big_endian(unsigned value) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((value >> shift) & 0xff);
    return out;
}

/// CRC-32 as PNG's annex D defines it.
unsigned crc(const std::string& bytes) {
    unsigned value = 0xffffffffU;
    for (const char byte : bytes) {
        value ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) != 0 ? 0xedb88320U : 0);
    }
    return ~value;
}

}  // namespace

std::string pdf_of_objects(const std::vector<std::string>& objects) {
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

std::string empty_pages_pdf(int held, int claimed, double width, double height) {
    std::string kids;
    for (int page = 0; page < held; ++page) kids += std::to_string(3 + page) + " 0 R ";
    std::vector<std::string> objects = {
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(claimed) + " >>"};
    for (int page = 0; page < held; ++page) {
        objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + std::to_string(width) + " " +
                          std::to_string(height) + "] >>");
    }
    return pdf_of_objects(objects);
}

std::string png_header(unsigned width, unsigned height) {
    const std::string header = "IHDR" + big_endian(width) + big_endian(height) + std::string("\x08\x00\x00\x00\x00", 5);
    return std::string("\x89PNG\r\n\x1a\n") + big_endian(13) + header + big_endian(crc(header)) + big_endian(9999) +
           "IDAT" + std::string(64, 'x');
}

const char* const small_report =
    "青禾县水务局2022年政府信息公开工作年度报告\n"
    "一、总体情况\n"
    "全年公开信息若干条。\n"
    "四、政府信息公开行政复议、行政诉讼情况\n"
    "行政复议\t\t\t\t\t行政诉讼\n"
    "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\n"
    "\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n"
    "1\t0\t0\t2\t3\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n"
    "五、存在的主要问题及改进情况\n"
    "继续改进。\n";

}  // namespace nianbao::testing
