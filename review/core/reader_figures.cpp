// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/core/reader_figures.h"

#include <algorithm>

#include "pipeline/store/answered_readings.h"

namespace nianbao::review {

std::vector<ReaderFigures> reader_figures(const store::Database& database) {
    std::vector<ReaderFigures> all;
    for (const store::ReaderReliability& reader : store::reliability(database)) {
        ReaderFigures figures{reader.reader, reader.answered, reader.right, reader.silent, {}};
        for (const store::ReliabilityBin& bin : reader.bins)
            figures.reliability.push_back({bin.from, bin.to, bin.claimed(), bin.cells, bin.right});
        all.push_back(std::move(figures));
    }
    return all;
}

}  // namespace nianbao::review
