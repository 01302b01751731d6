// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "document/document_bytes.h"
#include "pipeline/report.h"

// A report's steps on their way between processes (document/bytes.h).
namespace nianbao {

template <>
inline constexpr int last_enumerator<layout::LentBoundary::Parts> =
    static_cast<int>(layout::LentBoundary::Parts::outside);

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

namespace layout {

template <class Archive>
void fields(Archive& archive, LentBoundary& value) {
    auto& [at, parts] = value;
    archive(at, parts);
}

template <class Archive>
void fields(Archive& archive, LentColumns& value) {
    auto& [table, boundaries] = value;
    archive(table, boundaries);
}

}  // namespace layout

template <class Archive>
void fields(Archive& archive, StageTimes::Entry& value) {
    auto& [stage, page, seconds] = value;
    archive(stage, page, seconds);
}

}  // namespace nianbao
