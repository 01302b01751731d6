// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/skew_fit.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>

namespace nianbao {
namespace {

constexpr int most_terms = 5;
constexpr int rounds = 16;
constexpr double degree = std::numbers::pi / 180;
constexpr double agreement = 0.35 * degree;

using Terms = std::array<double, most_terms>;

Terms features(const FamilyRow& r) {
    return {r.dx, -(r.y * r.dx - r.x * r.dy), r.x * r.dx, r.x * r.x * r.dx, r.x * r.x * r.x * r.dx};
}

int terms_of(FamilyModel model) {
    switch (model) {
        case FamilyModel::parallel:
            return 1;
        case FamilyModel::meeting:
            return 2;
        default:
            return most_terms;
    }
}

double residual(const FamilyRow& row, const Terms& values, int terms) {
    const Terms f = features(row);
    double e = row.dy;
    for (std::size_t i = 0; i < static_cast<std::size_t>(terms); ++i) e -= values[i] * f[i];
    return e;
}

struct NormalEquations {
    cv::Mat matrix, right;
    double weights = 0, squares = 0, count = 0;

    explicit NormalEquations(int terms)
        : matrix(terms, terms, CV_64F, cv::Scalar(0)), right(terms, 1, CV_64F, cv::Scalar(0)) {}

    void add(const FamilyRow& row, double weight, double error) {
        const Terms f = features(row);
        for (int i = 0; i < matrix.rows; ++i) {
            for (int j = 0; j < matrix.cols; ++j) {
                matrix.at<double>(i, j) += weight * f[static_cast<std::size_t>(i)] * f[static_cast<std::size_t>(j)];
            }
            right.at<double>(i) += weight * f[static_cast<std::size_t>(i)] * row.dy;
        }
        weights += weight;
        squares += weight * error * error;
        count += 1;
    }

    /// A whisper of regularisation: terms that nothing shows stay at zero.
    cv::Mat regular() const { return matrix + cv::Mat::eye(matrix.size(), CV_64F) * (1e-6 * weights); }
};

}  // namespace

FamilyFit fit_family(const std::vector<FamilyRow>& rows, double start_slope, FamilyModel model) {
    const int terms = terms_of(model);
    Terms values{start_slope, 0, 0, 0, 0};
    FamilyFit fit;
    cv::Mat covariance;
    for (int round = 0; round < rounds; ++round) {
        const double scale = std::max(0.25, 4.0 * std::pow(0.75, round)) * degree;
        NormalEquations sums(terms);
        for (const FamilyRow& row : rows) {
            const double error = residual(row, values, terms);
            const double e = error / (scale * row.tolerance);
            if (std::abs(e) >= 1) continue;
            sums.add(row, row.trust * row.length * row.length * (1 - e * e) * (1 - e * e), error / row.tolerance);
        }
        if (sums.weights <= 0) return {};
        cv::Mat solution;
        if (!cv::solve(sums.regular(), sums.right, solution, cv::DECOMP_CHOLESKY)) return {};
        std::copy(solution.begin<double>(), solution.end<double>(), values.begin());
        // The floor: edges are not better than 1/200 degree.
        const double variance = sums.squares / sums.weights + 1e-8;
        covariance = sums.regular().inv(cv::DECOMP_CHOLESKY) * (variance * sums.weights / std::max(1.0, sums.count));
    }
    fit.slope = values[0];
    fit.vanish = values[1];
    fit.curl = {values[2], values[3], values[4]};
    fit.slope_error = std::sqrt(covariance.at<double>(0, 0));
    if (terms > 1) fit.vanish_error = std::sqrt(covariance.at<double>(1, 1));
    for (const FamilyRow& row : rows) {
        fit.total += row.length;
        if (std::abs(residual(row, values, terms)) < agreement * row.tolerance) fit.agreeing += row.length;
    }
    return fit;
}

}  // namespace nianbao
