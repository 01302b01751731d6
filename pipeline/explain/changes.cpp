// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/explain/changes.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "parser/value.h"

namespace nianbao {
namespace {

using parser::Check;
using parser::Decimal;
using parser::Record;
using parser::RecordCell;

constexpr std::size_t most_others = 6;  // a line each

bool contains(const std::vector<std::string>& ids, const std::string& id) {
    return std::ranges::find(ids, id) != ids.end();
}

/// Without its totals a sum of an older record does not say which way a number counts.
bool fails(const Check& check) {
    return check.holds == false && check.difference && check.difference->micros() && !check.totals.empty();
}

std::vector<const Check*> sums_of(const Record& record, const std::string& id) {
    std::vector<const Check*> sums;
    for (const Check& check : record.checks) {
        if (contains(check.cells, id)) sums.push_back(&check);
    }
    return sums;
}

std::int64_t counted(const RecordCell& cell) {
    return cell.value ? cell.value->micros().value_or(0) : 0;
}

/// By how much the number of `id` would have to grow for the sum to hold, in millionths.
std::int64_t missing_in(const Check& check, const std::string& id) {
    const std::int64_t difference = *check.difference->micros();
    return contains(check.totals, id) ? difference : -difference;
}

void add_mention(const Reading& reading, const Decimal& number, std::vector<Mention>& mentions) {
    const auto is_it = [&](const std::string& text) {
        return parser::parse_value(text, parser::TextSource::image).value == number;
    };
    if (is_it(reading.text)) {
        mentions.push_back({reading.witness, reading.confidence, true});
        return;
    }
    for (const Alternative& alternative : reading.alternatives) {
        if (!is_it(alternative.text)) continue;
        mentions.push_back({reading.witness, alternative.probability, false});
        return;
    }
}

/// Every value of `cell` that makes one of its failing sums hold.
std::vector<Change> changes_of(const Record& record, const RecordCell& cell) {
    std::vector<Change> changes;
    const std::vector<const Check*> sums = sums_of(record, cell.id);
    std::set<std::int64_t> growths;
    for (const Check* check : sums) {
        if (fails(*check)) growths.insert(missing_in(*check, cell.id));
    }
    for (const std::int64_t growth : growths) {
        std::int64_t value = 0;
        // Nothing that is counted in these tables is less than nothing.
        if (__builtin_add_overflow(counted(cell), growth, &value) || value < 0) continue;
        const Decimal number = parser::from_micros(value);
        Change change{cell.id, cell.value ? cell.value->text() : cell.printed, number.text(), {}, {}, {}};
        for (const Check* check : sums) {
            if (fails(*check) && missing_in(*check, cell.id) == growth) change.mends.push_back(check->id);
            if (check->holds == true) change.breaks.push_back(check->id);
        }
        for (const Reading& reading : cell.readings) add_mention(reading, number, change.mentions);
        changes.push_back(std::move(change));
    }
    return changes;
}

bool mends_one_of(const Change& change, const std::vector<const Check*>& sums) {
    return std::ranges::any_of(sums, [&](const Check* check) { return contains(change.mends, check->id); });
}

}  // namespace

std::vector<Change> mending_changes(const Record& record, const RecordCell& cell) {
    std::vector<Change> changes = changes_of(record, cell);
    std::vector<const Check*> failing = sums_of(record, cell.id);
    std::erase_if(failing, [](const Check* check) { return !fails(*check); });
    std::vector<Change> others;
    std::set<std::string> seen{cell.id};
    for (const Check* check : failing) {
        for (const std::string& id : check->cells) {
            const RecordCell* other = record.find(id);
            if (other == nullptr || !seen.insert(id).second) continue;
            for (Change& change : changes_of(record, *other)) {
                if (change.breaks.empty() && mends_one_of(change, failing)) others.push_back(std::move(change));
            }
        }
    }
    // What a reader saw comes first, then what explains more.
    std::ranges::stable_sort(others, [](const Change& a, const Change& b) {
        if (a.mentions.empty() != b.mentions.empty()) return b.mentions.empty();
        return a.mends.size() > b.mends.size();
    });
    if (others.size() > most_others) others.resize(most_others);
    changes.insert(changes.end(), others.begin(), others.end());
    return changes;
}

std::optional<Decimal> sum_of_parts(const WrittenSum& sum) {
    std::int64_t total = 0;
    for (const WrittenSum::Number& part : sum.parts) {
        const auto value = Decimal::parse(part.shown);
        const std::int64_t micros = value ? value->micros().value_or(0) : 0;  // a blank or a dash counts nothing
        if (__builtin_add_overflow(total, micros, &total)) return std::nullopt;
    }
    return parser::from_micros(total);
}

}  // namespace nianbao
