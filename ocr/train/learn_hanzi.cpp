// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/train/learn_hanzi.h"

#include <algorithm>
#include <limits>
#include <map>
#include <opencv2/core.hpp>

namespace nianbao::train {
namespace {

constexpr std::size_t most_prototypes = 3;

cv::Mat row_of(const HanziExample& example) {
    return {1, hanzi_feature_count, CV_32F, const_cast<float*>(example.features.data())};
}

/// Consecutive examples of one character.
struct Class {
    std::size_t from = 0, to = 0;
    cv::Mat mean;
};

std::vector<Class> classes_of(const std::vector<HanziExample>& examples) {
    std::vector<Class> classes;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const bool fresh = i == 0 || examples[i].character != examples[i - 1].character;
        if (fresh) classes.push_back({i, i, cv::Mat::zeros(1, hanzi_feature_count, CV_32F)});
        classes.back().to = i + 1;
        classes.back().mean += row_of(examples[i]);
    }
    for (Class& c : classes) c.mean /= static_cast<double>(c.to - c.from);
    return classes;
}

/// Adds rows' outer products some thousand at a time: all of them at once would be a gigabyte.
class Scatter {
  public:
    void add(const cv::Mat& row) {
        rows_.push_back(row);
        ++count_;
        if (rows_.rows >= 4096) flush();
    }
    cv::Mat covariance() {
        flush();
        return sum_ / static_cast<double>(count_);
    }

  private:
    void flush() {
        if (rows_.empty()) return;
        cv::Mat product, wide;
        cv::mulTransposed(rows_, product, true);
        product.convertTo(wide, CV_64F);
        sum_ += wide;
        rows_.release();
    }
    cv::Mat rows_;
    cv::Mat sum_ = cv::Mat::zeros(hanzi_feature_count, hanzi_feature_count, CV_64F);
    std::size_t count_ = 0;
};

/// Directions that tell characters apart best, scaled so that one character varies by 1 in each: 512 x dimensions.
cv::Mat discriminants(const std::vector<HanziExample>& examples, const std::vector<Class>& classes,
                      const cv::Mat& mean) {
    Scatter within, between;
    for (const Class& c : classes) {
        for (std::size_t i = c.from; i < c.to; ++i) within.add(row_of(examples[i]) - c.mean);
        between.add(c.mean - mean);
    }
    cv::Mat values, vectors;
    cv::eigen(within.covariance(), values, vectors);
    // Directions in which nothing varies would be blown up without end.
    constexpr double least_share = 1e-3;
    cv::Mat whitening = vectors.clone();
    for (int i = 0; i < values.rows; ++i) {
        whitening.row(i) /= std::sqrt(values.at<double>(i) + least_share * values.at<double>(0));
    }
    cv::Mat best_values, best;
    cv::eigen(whitening * between.covariance() * whitening.t(), best_values, best);
    cv::Mat projection;
    cv::Mat(whitening.t() * best.rowRange(0, HanziNet::dimensions).t()).convertTo(projection, CV_32F);
    return projection;
}

double squared(const cv::Mat& a, const cv::Mat& b) {
    return cv::norm(a, b, cv::NORM_L2SQR);
}

std::size_t nearest_of(const std::vector<cv::Mat>& centres, const cv::Mat& point) {
    std::size_t best = 0;
    for (std::size_t k = 1; k < centres.size(); ++k) {
        if (squared(centres[k], point) < squared(centres[best], point)) best = k;
    }
    return best;
}

/// k-means (Lloyd) over the fonts' means, begun with fonts that are far from each other.
std::vector<cv::Mat> prototypes_of(const std::vector<cv::Mat>& fonts) {
    std::vector<cv::Mat> centres{fonts.front().clone()};
    while (centres.size() < std::min(most_prototypes, fonts.size())) {
        const auto far = std::max_element(fonts.begin(), fonts.end(), [&](const cv::Mat& a, const cv::Mat& b) {
            return squared(a, centres[nearest_of(centres, a)]) < squared(b, centres[nearest_of(centres, b)]);
        });
        centres.push_back(far->clone());
    }
    for (int round = 0; round < 5; ++round) {
        std::vector<cv::Mat> sums(centres.size());
        std::vector<int> counts(centres.size(), 0);
        for (const cv::Mat& font : fonts) {
            const std::size_t k = nearest_of(centres, font);
            sums[k] = counts[k] == 0 ? font.clone() : cv::Mat(sums[k] + font);
            ++counts[k];
        }
        for (std::size_t k = 0; k < centres.size(); ++k) {
            if (counts[k] > 0) centres[k] = sums[k] / static_cast<double>(counts[k]);
        }
    }
    return centres;
}

std::vector<cv::Mat> means_of_fonts(const std::vector<HanziExample>& examples, const Class& c, const cv::Mat& mean,
                                    const cv::Mat& projection) {
    std::map<int, std::pair<cv::Mat, int>> sums;
    for (std::size_t i = c.from; i < c.to; ++i) {
        auto& [sum, count] = sums[examples[i].font];
        const cv::Mat point = (row_of(examples[i]) - mean) * projection;
        sum = count == 0 ? point : cv::Mat(sum + point);
        ++count;
    }
    std::vector<cv::Mat> means;
    for (const auto& [font, of] : sums) means.push_back(of.first / static_cast<double>(of.second));
    return means;
}

}  // namespace

HanziNet learn_hanzi(std::vector<HanziExample> examples, std::u32string rare) {
    std::stable_sort(examples.begin(), examples.end(),
                     [](const HanziExample& a, const HanziExample& b) { return a.character < b.character; });
    const std::vector<Class> classes = classes_of(examples);
    cv::Mat mean = cv::Mat::zeros(1, hanzi_feature_count, CV_32F);
    for (const Class& c : classes) mean += c.mean / static_cast<double>(classes.size());
    const cv::Mat projection = discriminants(examples, classes, mean);
    HanziNet net;
    net.rare = std::move(rare);
    net.mean.assign(mean.begin<float>(), mean.end<float>());
    net.projection.assign(projection.begin<float>(), projection.end<float>());
    for (const Class& c : classes) {
        for (const cv::Mat& prototype : prototypes_of(means_of_fonts(examples, c, mean, projection))) {
            net.characters += examples[c.from].character;
            net.fine.insert(net.fine.end(), prototype.begin<float>(), prototype.end<float>());
        }
    }
    return net;
}

}  // namespace nianbao::train
