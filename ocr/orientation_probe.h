// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ocr/straighten.h"

namespace nianbao {

/// A probe that reads with Tesseract: confidence of the characters, weighted by how many are among the most frequent
/// hanzi of official prose. Holds one engine (45 MB), made at the first call; copies share it; not thread-safe.
/// @throws Failure "install.tessdata_missing", at the first call
UprightProbe tesseract_upright_probe(const std::string& language = "chi_sim");

}  // namespace nianbao
