// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "document/bytes.h"
#include "pipeline/sandbox/sandbox.h"

namespace nianbao::sandbox {

template <class Archive>
void fields(Archive& archive, Layer& value) {
    auto& [name, in_force, detail] = value;
    archive(name, in_force, detail);
}

}  // namespace nianbao::sandbox
