// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/run_listener.h"

namespace nianbao::batch {

int Tally::finished() const {
    int sum = 0;
    for (const auto& [outcome, count] : outcomes) sum += count;
    return sum;
}

int Tally::failed() const {
    int sum = 0;
    for (const auto& [outcome, count] : outcomes) sum += store::is_failure(outcome) ? count : 0;
    return sum;
}

void RunListeners::planned(const Tally& tally) {
    for (RunListener* one : all_) one->planned(tally);
}
void RunListeners::finished(const Task& task, const workers::DocumentResult& result, store::Outcome outcome,
                            double seconds, const Tally& tally) {
    for (RunListener* one : all_) one->finished(task, result, outcome, seconds, tally);
}
void RunListeners::abandoned(const Task& task, const std::string& ending, const std::string& why) {
    for (RunListener* one : all_) one->abandoned(task, ending, why);
}
void RunListeners::trouble(const std::string& words, const Tally& tally) {
    for (RunListener* one : all_) one->trouble(words, tally);
}
void RunListeners::recovered(const Tally& tally) {
    for (RunListener* one : all_) one->recovered(tally);
}
void RunListeners::remark(const std::string& words) {
    for (RunListener* one : all_) one->remark(words);
}
void RunListeners::unavailable(const std::string& line) {
    for (RunListener* one : all_) one->unavailable(line);
}
void RunListeners::tick(const Tally& tally) {
    for (RunListener* one : all_) one->tick(tally);
}
void RunListeners::ended(const std::string& how, const Tally& tally) {
    for (RunListener* one : all_) one->ended(how, tally);
}

}  // namespace nianbao::batch
