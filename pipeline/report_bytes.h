// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "document/document_bytes.h"
#include "pipeline/report.h"

// A report's steps on their way between processes (document/bytes.h).
namespace nianbao {

template <class Archive>
void fields(Archive& archive, OpenedFile& value) {
    auto& [info, wanted, warnings] = value;
    archive(info, wanted, warnings);
}

template <class Archive>
void fields(Archive& archive, Opening& value) {
    auto& [text, files] = value;
    archive(text, files);
}

template <class Archive>
void fields(Archive& archive, PagePlace& value) {
    auto& [file, page] = value;
    archive(file, page);
}

template <class Archive>
void fields(Archive& archive, PageOutcome& value) {
    auto& [place, page, failure, warnings] = value;
    bool failed = failure.has_value();
    archive(place, page, failed, warnings);
    if (!failed) return;
    if constexpr (Archive::reading) failure.emplace("", "", "", "");
    archive(*failure);
}

template <class Archive>
void fields(Archive& archive, StageTimes::Entry& value) {
    auto& [stage, page, seconds] = value;
    archive(stage, page, seconds);
}

}  // namespace nianbao
