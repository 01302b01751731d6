// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/answered_readings.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "parser/redecode.h"
#include "pipeline/store/answers.h"

namespace nianbao::store {
namespace {

/// Confidences crowd below 1, and that is where they must be right.
constexpr double edges[] = {0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1};

class Reader {
  public:
    explicit Reader(std::string name) {
        out_.reader = std::move(name);
        for (std::size_t i = 0; i + 1 < std::size(edges); ++i) out_.bins.push_back({edges[i], edges[i + 1]});
    }
    void add(double confidence, bool right) {
        const auto above = std::upper_bound(std::begin(edges) + 1, std::end(edges) - 1, confidence);
        ReliabilityBin& bin = out_.bins[static_cast<std::size_t>(above - std::begin(edges)) - 1];
        ++bin.cells;
        bin.right += right ? 1 : 0;
        bin.sum += confidence;
        ++out_.answered;
        out_.right += right ? 1 : 0;
    }
    void add_silence() {
        ++out_.answered;
        ++out_.silent;
    }
    ReaderReliability take() {
        std::erase_if(out_.bins, [](const ReliabilityBin& bin) { return bin.cells == 0; });
        return std::move(out_);
    }
    bool empty() const { return out_.answered == 0; }

  private:
    ReaderReliability out_;
};

std::string key_of(const AnswerRow& answer, const std::string& printed) {
    return parser::understood(answer.place, printed).key;
}

std::vector<AnswerRow> all_in_force(const Database& database) {
    std::vector<AnswerRow> all;
    Statement documents = database.query("SELECT DISTINCT document_sha256 FROM answers ORDER BY 1");
    while (documents.next()) {
        for (AnswerRow& row : answers_in_force(database, documents.text(0))) all.push_back(std::move(row));
    }
    return all;
}

}  // namespace

std::vector<ReaderReliability> reliability(const Database& database) {
    std::map<Witness, Reader> readers;
    for (const Witness one : {Witness::text_layer, Witness::glyphs, Witness::tesseract})
        readers.try_emplace(one, std::string(nianbao::name(one)));
    Reader record("record");
    for (const AnswerRow& answer : all_in_force(database)) {
        if (is_prose(answer.place)) continue;
        const std::string truth = key_of(answer, answer.printed);
        record.add(answer.machine_confidence, key_of(answer, answer.machine_printed) == truth);
        for (const Reading& reading : answer.readings) {
            Reader& reader = readers.at(reading.witness);
            if (reading.text.empty() && !answer.printed.empty()) {
                reader.add_silence();
            } else {
                reader.add(reading.confidence, key_of(answer, reading.text) == truth);
            }
        }
    }
    std::vector<ReaderReliability> all;
    for (auto& [witness, reader] : readers) {
        if (!reader.empty()) all.push_back(reader.take());
    }
    if (!record.empty()) all.push_back(record.take());
    return all;
}

}  // namespace nianbao::store
