// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/learn.h"

#include <unistd.h>

#include <cstdio>
#include <string>

#include "document/data_files.h"
#include "pipeline/atomic_file.h"
#include "pipeline/learning/learn_glyphs.h"

namespace nianbao::review {
namespace {

using learning::Figures;

void print(const std::string& text) {
    write_to_descriptor(STDOUT_FILENO, text + "\n", "standard output");
}

std::string right_of(std::size_t right, std::size_t all) {
    char text[64];
    const double share = all == 0 ? 0 : 100 * static_cast<double>(right) / static_cast<double>(all);
    std::snprintf(text, sizeof text, "%zu of %zu (%.2f %%)", right, all, share);
    return text;
}

std::string row(const char* what, const std::string& before, const std::string& after) {
    char text[200];
    std::snprintf(text, sizeof text, "%-44s %24s %24s", what, before.c_str(), after.c_str());
    return text;
}

std::string number(const char* format, double value) {
    char text[32];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

void print_figures(const Figures& before, const Figures& after) {
    print(row("", "before", "after"));
    print(
        row("cells held apart, read right", right_of(before.right, before.cells), right_of(after.right, after.cells)));
    print(row("  of these, answered ones", right_of(before.answered_right, before.answered),
              right_of(after.answered_right, after.answered)));
    print(row("  doubt in its confidences (nats a cell)", number("%.4f", before.log_loss),
              number("%.4f", after.log_loss)));
    print(row("drawn glyphs of other fonts, wrong", number("%.2f %%", 100 * before.standing_error),
              number("%.2f %%", 100 * after.standing_error)));
}

}  // namespace

int run_learn(const LearnRequest& request) {
    const auto models = request.models.value_or(data_file("ocr/models/glyphs.net").parent_path());
    const store::Store store(request.store, store::Store::Purpose::read);
    const auto cells = learning::known_cells(store);
    learning::LearnSettings settings;
    settings.tell = print;
    const learning::LearnResult result = learning::learn_glyphs(cells, models, settings);
    print("learnt from " + std::to_string(result.learnt_from) + " cells, " + std::to_string(result.answered) +
          " of them answered; the others are proven by their sums");
    print_figures(result.before, result.after);
    if (!result.better) {
        print("refused: " + result.why + "; the models are as they were");
        return 3;
    }
    if (request.keep == LearnRequest::Keep::never) {
        print("better; not kept, as asked");
        return 0;
    }
    learning::install_model(result.model, models);
    print("kept in " + models.string() + "; the next nianbao batch reads every report anew with it, and answers stay");
    return 0;
}

}  // namespace nianbao::review
