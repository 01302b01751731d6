// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/alignment.h"

#include <cstdint>

namespace nianbao::parser {
namespace {

enum class Step : std::uint8_t { none, match, extra, unobserved };

struct Cell {
    double score = 0;
    double similarity = 0;
    Step step = Step::none;
};

}  // namespace

Alignment align(const AlignmentTask& task) {
    const int rows = task.observed, columns = task.expected;
    std::vector<std::vector<Cell>> best(rows + 1, std::vector<Cell>(columns + 1));
    for (int i = 0; i <= rows; ++i) {
        for (int j = 0; j <= columns; ++j) {
            Cell& cell = best[i][j];
            const auto offer = [&](double score, Step step, double similarity) {
                if (cell.step == Step::none || score > cell.score) cell = {score, similarity, step};
            };
            if (i > 0 && j > 0) {
                const double s = task.similarity(i - 1, j - 1);
                // A match is worth twice its similarity: more than leaving both out, however badly the label was read.
                if (s >= task.least_similarity(i - 1)) offer(best[i - 1][j - 1].score + 2 * s, Step::match, s);
            }
            if (i > 0) offer(best[i - 1][j].score - task.cost_extra, Step::extra, 0);
            if (j > 0) offer(best[i][j - 1].score - task.cost_unobserved(j - 1), Step::unobserved, 0);
        }
    }
    Alignment result{std::vector<int>(rows, -1), std::vector<double>(rows, 0)};
    for (int i = rows, j = columns; i > 0 || j > 0;) {
        const Cell& cell = best[i][j];
        if (cell.step == Step::match) {
            result.expected_of[--i] = --j;
            result.similarity[i] = cell.similarity;
        } else if (cell.step == Step::extra) {
            --i;
        } else {
            --j;
        }
    }
    return result;
}

}  // namespace nianbao::parser
