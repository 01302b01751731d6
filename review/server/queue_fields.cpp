// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/queue_fields.h"

#include <array>
#include <limits>
#include <utility>

namespace nianbao::review {
namespace {

template <class Choice, std::size_t count>
Choice chosen(const std::optional<std::string>& text, const std::array<std::pair<const char*, Choice>, count>& names) {
    if (!text) return names.front().second;
    for (const auto& [name, choice] : names) {
        if (*text == name) return choice;
    }
    throw BadRequest("request.field", "none of those that there are: " + *text);
}

using What = QueueFilter::What;
using Order = QueueFilter::Order;
constexpr std::array<std::pair<const char*, What>, 4> whats = {
    {{"doubtful", What::doubtful}, {"audit", What::audit}, {"answered", What::answered}, {"all", What::all}}};
constexpr std::array<std::pair<const char*, Order>, 3> orders = {
    {{"most_settling", Order::most_settling}, {"by_document", Order::by_document}, {"least_sure", Order::least_sure}}};

}  // namespace

QueueFilter queue_filter(Fields& fields) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    QueueFilter filter;
    filter.what = chosen(fields.text("what"), whats);
    filter.order = chosen(fields.text("order"), orders);
    filter.document = fields.integer("of", 1, most);
    filter.run = fields.integer("run", 1, most);
    if (const auto year = fields.integer("year", 1900, 2200)) filter.year = static_cast<int>(*year);
    filter.body = fields.text("body");
    filter.reason = fields.text("reason");
    filter.confidence_below = fields.number("below", 0, 1);
    filter.text = fields.text("text").value_or("");
    return filter;
}

}  // namespace nianbao::review
