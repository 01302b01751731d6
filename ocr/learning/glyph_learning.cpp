// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/learning/glyph_learning.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

namespace nianbao {
namespace {

using Random = std::mt19937;

double uniform(Random& random, double from, double to) {
    return from + (to - from) * (static_cast<double>(random()) / 4294967296.0);
}

bool chance(Random& random, double probability) {
    return uniform(random, 0, 1) < probability;
}

using Layer = GlyphNet::Layer;

Layer fresh_layer(int inputs, int outputs, Random& random) {
    Layer layer{inputs, outputs, {}, std::vector<float>(static_cast<std::size_t>(outputs), 0.F)};
    const double spread = std::sqrt(6.0 / (inputs + outputs));
    layer.weights.resize(static_cast<std::size_t>(inputs) * outputs);
    for (float& w : layer.weights) w = static_cast<float>(uniform(random, -spread, spread));
    return layer;
}

/// Of one step of Adam.
struct Pace {
    double rate = 0;
    int count = 1;  ///< of the step, from 1
    float batch = 1;
};

/// Adam's state for one array of parameters.
struct Moments {
    std::vector<float> gradient, mean, square;
    explicit Moments(std::size_t size) : gradient(size), mean(size), square(size) {}

    /// @param home  what the values decay to; null: nought
    void step(std::vector<float>& values, const std::vector<float>* home, const Pace& pace, double decay) {
        const float kept = static_cast<float>(1 - pace.rate * decay);
        const double correction = std::sqrt(1 - std::pow(0.999, pace.count)) / (1 - std::pow(0.9, pace.count));
        const float size = static_cast<float>(pace.rate * correction);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const float g = gradient[i] / pace.batch;
            mean[i] = 0.9F * mean[i] + 0.1F * g;
            square[i] = 0.999F * square[i] + 0.001F * g * g;
            const float drawn = home == nullptr ? 0 : (1 - kept) * (*home)[i];
            values[i] = kept * values[i] + drawn - size * mean[i] / (std::sqrt(square[i]) + 1e-8F);
            gradient[i] = 0;
        }
    }
};

class Learner {
  public:
    Learner(const LearnOptions& options, Layer hidden, Layer output)
        : options_(options),
          hidden_(std::move(hidden)),
          output_(std::move(output)),
          hidden_weights_(hidden_.weights.size()),
          hidden_biases_(hidden_.biases.size()),
          output_weights_(output_.weights.size()),
          output_biases_(output_.biases.size()) {}

    double take(const GlyphExample& example, Random& random) {
        forward(example.features, random);
        const double loss = -std::log(std::max(1e-9F, out_[static_cast<std::size_t>(example.wanted)]));
        backward(example);
        return loss;
    }

    /// From here on weights decay to what they are now, not to nought.
    void stay_near() { home_ = {hidden_.weights, output_.weights}; }

    void step(const Pace& pace) {
        const auto* hidden_home = home_.empty() ? nullptr : &home_[0];
        const auto* output_home = home_.empty() ? nullptr : &home_[1];
        hidden_weights_.step(hidden_.weights, hidden_home, pace, options_.decay);
        hidden_biases_.step(hidden_.biases, nullptr, pace, 0);
        output_weights_.step(output_.weights, output_home, pace, options_.decay);
        output_biases_.step(output_.biases, nullptr, pace, 0);
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

    void backward(const GlyphExample& example) {
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
    std::vector<std::vector<float>> home_;  // empty, or both layers' weights
    std::vector<float> middle_, out_, back_;
};

/// All epochs, in an order of their own.
void run(Learner& learner, const std::vector<GlyphExample>& examples, const LearnOptions& options, Random& random) {
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
            learner.step({rate, ++count, static_cast<float>(waiting)});
            waiting = 0;
        }
        if (options.tell) options.tell(epoch + 1, loss / static_cast<double>(order.size()));
    }
}

}  // namespace

GlyphNet learn(const std::vector<GlyphExample>& examples, const LearnOptions& options) {
    Random random(options.seed);
    Layer hidden = fresh_layer(static_cast<int>(feature_count), options.hidden, random);
    Layer output = fresh_layer(options.hidden, GlyphClasses::count, random);
    Learner learner(options, std::move(hidden), std::move(output));
    run(learner, examples, options, random);
    return learner.net();
}

GlyphNet learn_on(const GlyphNet& net, const std::vector<GlyphExample>& examples, const LearnOptions& options) {
    Random random(options.seed);
    Learner learner(options, net.layers.at(0), net.layers.at(1));
    learner.stay_near();
    run(learner, examples, options, random);
    return learner.net();
}

}  // namespace nianbao
