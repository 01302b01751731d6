// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/content.h"

#include "document/failure.h"
#include "ocr/sha256.h"
#include "pipeline/store/clock.h"

namespace nianbao::batch {
namespace {

store::FileStamp stamp_or_failure(const std::filesystem::path& file) {
    if (const auto stamp = store::stamp_of(file)) return *stamp;
    throw Failure("input.missing", "open", "the file is gone, or cannot be reached", "put it back, then run again");
}

}  // namespace

Content read_content(const std::filesystem::path& file) {
    constexpr int readings = 3;
    for (int reading = 0; reading < readings; ++reading) {
        Content content;
        content.seen_ns = store::now_ns();
        content.stamp = stamp_or_failure(file);
        content.sha256 = sha256_of_file(file);
        if (stamp_or_failure(file) == content.stamp) return content;
    }
    throw Failure("input.changed", "open", "the file kept changing while it was read", "run again when it is complete");
}

}  // namespace nianbao::batch
