// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/train/learn.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <numeric>

#include "ocr/train/scanner.h"

namespace nianbao::train {
namespace {

using Layer = GlyphNet::Layer;

Layer fresh_layer(int inputs, int outputs, Random& random) {
    Layer layer{inputs, outputs, {}, std::vector<float>(static_cast<std::size_t>(outputs), 0.F)};
    const double spread = std::sqrt(6.0 / (inputs + outputs));
    layer.weights.resize(static_cast<std::size_t>(inputs) * outputs);
    for (float& w : layer.weights) w = static_cast<float>(uniform(random, -spread, spread));
    return layer;
}

/// Adam's state for one array of parameters.
struct Moments {
    std::vector<float> gradient, mean, square;
    explicit Moments(std::size_t size) : gradient(size), mean(size), square(size) {}

    void step(std::vector<float>& values, double rate, int count, float batch, double decay) {
        const float kept = static_cast<float>(1 - rate * decay);
        const double correction = std::sqrt(1 - std::pow(0.999, count)) / (1 - std::pow(0.9, count));
        const float size = static_cast<float>(rate * correction);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const float g = gradient[i] / batch;
            mean[i] = 0.9F * mean[i] + 0.1F * g;
            square[i] = 0.999F * square[i] + 0.001F * g * g;
            values[i] = kept * values[i] - size * mean[i] / (std::sqrt(square[i]) + 1e-8F);
            gradient[i] = 0;
        }
    }
};

class Learner {
  public:
    Learner(const LearnOptions& options, Random& random)
        : options_(options),
          hidden_(fresh_layer(static_cast<int>(feature_count), options.hidden, random)),
          output_(fresh_layer(options.hidden, GlyphClasses::count, random)),
          hidden_weights_(hidden_.weights.size()),
          hidden_biases_(hidden_.biases.size()),
          output_weights_(output_.weights.size()),
          output_biases_(output_.biases.size()) {}

    double take(const Example& example, Random& random) {
        forward(example.features, random);
        const double loss = -std::log(std::max(1e-9F, out_[static_cast<std::size_t>(example.wanted)]));
        backward(example);
        return loss;
    }

    void step(double rate, int count, int batch) {
        const float size = static_cast<float>(batch);
        hidden_weights_.step(hidden_.weights, rate, count, size, options_.decay);
        hidden_biases_.step(hidden_.biases, rate, count, size, 0);
        output_weights_.step(output_.weights, rate, count, size, options_.decay);
        output_biases_.step(output_.biases, rate, count, size, 0);
    }

    GlyphNet net() const { return {{hidden_, output_}}; }

  private:
    void forward(const Features& in, Random& random) {
        middle_ = hidden_.biases;
        const std::size_t wide = middle_.size();
        for (std::size_t i = 0; i < in.size(); ++i) {
            if (in[i] == 0) continue;
            const float* w = hidden_.weights.data() + i * wide;
            for (std::size_t o = 0; o < wide; ++o) middle_[o] += in[i] * w[o];
        }
        const float gain = static_cast<float>(1 / (1 - options_.dropout));
        for (float& v : middle_) v = v <= 0 || chance(random, options_.dropout) ? 0 : v * gain;
        out_ = output_.biases;
        for (std::size_t i = 0; i < wide; ++i) {
            if (middle_[i] <= 0) continue;
            const float* w = output_.weights.data() + i * out_.size();
            for (std::size_t o = 0; o < out_.size(); ++o) out_[o] += middle_[i] * w[o];
        }
        const float most = *std::max_element(out_.begin(), out_.end());
        float sum = 0;
        for (float& v : out_) sum += v = std::exp(v - most);
        for (float& v : out_) v /= sum;
    }

    void backward(const Example& example) {
        std::vector<float>& delta = out_;
        const float soft = static_cast<float>(options_.label_smoothing);
        for (float& v : delta) v -= soft / static_cast<float>(delta.size());
        delta[static_cast<std::size_t>(example.wanted)] -= 1 - soft;
        back_.assign(middle_.size(), 0.F);
        for (std::size_t o = 0; o < delta.size(); ++o) output_biases_.gradient[o] += delta[o];
        for (std::size_t i = 0; i < middle_.size(); ++i) {
            if (middle_[i] <= 0) continue;
            const float* w = output_.weights.data() + i * delta.size();
            float* g = output_weights_.gradient.data() + i * delta.size();
            float sum = 0;
            for (std::size_t o = 0; o < delta.size(); ++o) {
                sum += delta[o] * w[o];
                g[o] += delta[o] * middle_[i];
            }
            back_[i] = sum * static_cast<float>(1 / (1 - options_.dropout));
            hidden_biases_.gradient[i] += back_[i];
        }
        for (std::size_t i = 0; i < example.features.size(); ++i) {
            const float x = example.features[i];
            if (x == 0) continue;
            float* g = hidden_weights_.gradient.data() + i * back_.size();
            for (std::size_t o = 0; o < back_.size(); ++o) g[o] += back_[o] * x;
        }
    }

    LearnOptions options_;
    Layer hidden_, output_;
    Moments hidden_weights_, hidden_biases_, output_weights_, output_biases_;
    std::vector<float> middle_, out_, back_;
};

}  // namespace

GlyphNet learn(const std::vector<Example>& examples, const LearnOptions& options) {
    Random random(options.seed);
    Learner learner(options, random);
    std::vector<std::size_t> order(examples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const double steps = static_cast<double>(options.epochs) * static_cast<double>(examples.size() / options.batch + 1);
    int count = 0;
    for (int epoch = 0; epoch < options.epochs; ++epoch) {
        for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
        double loss = 0;
        int waiting = 0;
        for (std::size_t i = 0; i < order.size(); ++i) {
            loss += learner.take(examples[order[i]], random);
            if (++waiting < options.batch && i + 1 < order.size()) continue;
            const double rate = options.rate * 0.5 * (1 + std::cos(std::numbers::pi * count / steps));
            learner.step(rate, ++count, waiting);
            waiting = 0;
        }
        std::printf("epoch %d of %d: loss %.4f\n", epoch + 1, options.epochs, loss / static_cast<double>(order.size()));
        std::fflush(stdout);
    }
    return learner.net();
}

double error_rate(const GlyphNet& net, const std::vector<Example>& examples) {
    double wrong = 0;
    for (const Example& example : examples) {
        const std::vector<float> p = net.classify(example.features);
        wrong += std::max_element(p.begin(), p.end()) - p.begin() != example.wanted;
    }
    return examples.empty() ? 0 : wrong / static_cast<double>(examples.size());
}

}  // namespace nianbao::train
