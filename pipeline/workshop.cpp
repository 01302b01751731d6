// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/workshop.h"

#include "ocr/orientation_probe.h"

namespace nianbao {

Readers& Workshop::readers(StageTimes* times) {
    if (!readers_) {
        const StageClock clock(times, "open readers", 0);
        ReaderOptions options;
        options.language = language_;
        readers_ = open_readers(options);
    }
    return *readers_;
}

const StraightenOptions& Workshop::straightening() {
    if (!straightening_.probe) straightening_.probe = tesseract_upright_probe(language_);
    return straightening_;
}

}  // namespace nianbao
