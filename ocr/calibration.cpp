// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/calibration.h"

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <sstream>

#include "document/failure.h"

namespace nianbao {
namespace {

double along(const std::vector<Calibration::Knot>& knots, double score) {
    if (knots.empty()) return score;
    if (score <= knots.front().score) return knots.front().probability;
    for (std::size_t i = 1; i < knots.size(); ++i) {
        const Calibration::Knot &a = knots[i - 1], &b = knots[i];
        if (score > b.score) continue;
        const double width = b.score - a.score;
        return width <= 0 ? b.probability : a.probability + (b.probability - a.probability) * (score - a.score) / width;
    }
    return knots.back().probability;
}

struct Pool {
    double score_sum = 0, right = 0, count = 0;
    double rate() const { return right / count; }
    void take(const Pool& other) {
        score_sum += other.score_sum;
        right += other.right;
        count += other.count;
    }
};

}  // namespace

Calibration::Calibration(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line, reader;
    while (std::getline(in, line)) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream words(line);
        Curve curve;
        Knot knot;
        if (!(words >> reader >> curve.em)) break;
        while (words >> knot.score >> knot.probability) curve.knots.push_back(knot);
        if (!curve.knots.empty()) add(reader, curve);
    }
    if (curves_.empty()) {
        throw Failure("install.data_broken", "start", "the calibration file " + file.string() + " cannot be read",
                      "install nianbao again");
    }
}

void Calibration::add(const std::string& reader, Curve curve) {
    std::vector<Curve>& curves = curves_[reader];
    curves.push_back(std::move(curve));
    std::sort(curves.begin(), curves.end(), [](const Curve& a, const Curve& b) { return a.em < b.em; });
}

std::vector<Calibration::Curve> Calibration::curves(const std::string& reader) const {
    const auto found = curves_.find(reader);
    return found == curves_.end() ? std::vector<Curve>{} : found->second;
}

void Calibration::replace(const std::string& reader, std::vector<Curve> curves) {
    curves_[reader].clear();
    for (Curve& curve : curves) add(reader, std::move(curve));
}

void Calibration::save(const std::filesystem::path& file) const {
    std::ofstream out(file);
    out << "# reader, em in pixels, then pairs of score and probability. Made by train_glyphs.\n"
        << std::setprecision(5);
    for (const auto& [reader, curves] : curves_) {
        for (const Curve& curve : curves) {
            out << reader << ' ' << curve.em;
            for (const Knot& knot : curve.knots) out << ' ' << knot.score << ' ' << knot.probability;
            out << '\n';
        }
    }
}

double Calibration::probability(const std::string& reader, double em, double score) const {
    const auto found = curves_.find(reader);
    if (found == curves_.end()) return std::clamp(score, 0.0, 1.0);
    const std::vector<Curve>& curves = found->second;
    const auto above = std::find_if(curves.begin(), curves.end(), [&](const Curve& c) { return c.em >= em; });
    if (above == curves.end()) return along(curves.back().knots, score);
    if (above == curves.begin()) return along(above->knots, score);
    const auto below = above - 1;
    const double share = (em - below->em) / (above->em - below->em);
    return (1 - share) * along(below->knots, score) + share * along(above->knots, score);
}

std::vector<Calibration::Knot> isotonic(std::vector<std::pair<double, bool>> scored) {
    std::sort(scored.begin(), scored.end());
    std::vector<Pool> pools;
    for (const auto& [score, right] : scored) {
        Pool pool{score, right ? 1.0 : 0.0, 1};
        // Equal scores cannot be told apart, and fewer than 20 answers say too little to stand alone.
        while (!pools.empty() && (pools.back().rate() >= pool.rate() || pools.back().count < 20)) {
            Pool joined = pools.back();
            pools.pop_back();
            joined.take(pool);
            pool = joined;
        }
        pools.push_back(pool);
    }
    std::vector<Calibration::Knot> knots;
    for (const Pool& pool : pools) {
        const double probability = (pool.right + 0.5) / (pool.count + 1.5);
        knots.push_back({pool.score_sum / pool.count,
                         knots.empty() ? probability : std::max(probability, knots.back().probability)});
    }
    return knots;
}

}  // namespace nianbao
