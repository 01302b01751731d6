// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "pipeline/sandbox/layer_bytes.h"
#include "pipeline/workers/messages.h"

// The members of each message (document/bytes.h).
namespace nianbao {

template <>
inline constexpr int last_enumerator<workers::Misfortune> = static_cast<int>(workers::Misfortune::spin);
template <>
inline constexpr int last_enumerator<workers::LossKind> = static_cast<int>(workers::LossKind::internal);

namespace workers {

template <class Archive>
void fields(Archive& archive, Fault& value) {
    auto& [what, stage, page, attempts] = value;
    archive(what, stage, page, attempts);
}

template <class Archive>
void fields(Archive& archive, Greeting& value) {
    auto& [lock, readable, faults] = value;
    archive(lock, readable, faults);
}

template <class Archive>
void fields(Archive& archive, Readiness& value) {
    auto& [layers] = value;
    archive(layers);
}

template <class Archive>
void fields(Archive& archive, FileGiven& value) {
    auto& [name, alone, password, language, dpi, pages] = value;
    archive(name, alone, password, language, dpi, pages);
}

template <class Archive>
void fields(Archive& archive, OpenAsked& value) {
    auto& [attempt] = value;
    archive(attempt);
}

template <class Archive>
void fields(Archive& archive, PageAsked& value) {
    auto& [file, page, attempt, lent] = value;
    archive(file, page, attempt, lent);
}

template <class Archive>
void fields(Archive& archive, AssemblyAsked& value) {
    auto& [attempt, opening, outcomes, text_form, document] = value;
    archive(attempt, opening, outcomes, text_form, document);
}

template <class Archive>
void fields(Archive& archive, Assembled& value) {
    auto& [needs_review, record, json, text_form, document] = value;
    archive(needs_review, record, json, text_form, document);
}

template <class Archive>
void fields(Archive& archive, PictureAsked& value) {
    auto& [page, turned_degrees, attempt, dpi] = value;
    archive(page, turned_degrees, attempt, dpi);
}

template <class Archive>
void fields(Archive& archive, Whereabouts& value) {
    auto& [page, pages, stage] = value;
    archive(page, pages, stage);
}

template <class Archive>
void fields(Archive& archive, Answer& value) {
    auto& [payload, times] = value;
    archive(payload, times);
}

template <class Archive>
void fields(Archive& archive, Loss& value) {
    auto& [kind, what] = value;
    archive(kind, what);
}

}  // namespace workers
}  // namespace nianbao
