// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/value_region.h"

#include <map>

#include "parser/label_text.h"
#include "parser/value.h"

namespace nianbao::parser {
namespace {

constexpr int enough = 3;       // rows whose total is right and not zero: three do not add up by chance
constexpr int to_one_else = 4;  // for every row whose total is wrong: misread, or the report's own

/// `noughts`: all printed as 0, so that the total is right in any case.
enum class Total { right, wrong, noughts, says_nothing };

/// Of the row's fields from `first` on.
Total total_of(const Row& row, std::size_t first) {
    std::int64_t sum = 0;
    bool noughts = true;
    for (std::size_t i = first; i < row.fields.size(); ++i) {
        const std::optional<std::int64_t> value = count_in(row.fields[i]);
        if (!value || !row.fields[i].starts || row.fields[i].label) return Total::says_nothing;
        noughts = noughts && *value == 0 && !without_spaces(row.fields[i].cell->text).empty();
        if (i + 1 == row.fields.size())
            return noughts         ? Total::noughts
                   : *value == 0   ? Total::says_nothing
                   : *value == sum ? Total::right
                                   : Total::wrong;
        sum += *value;
    }
    return Total::says_nothing;
}

}  // namespace

std::optional<std::int64_t> count_in(const Field& field) {
    const CellValue value = parse_value(field.cell->text, TextSource::image);
    if (value.kind == CellValue::Kind::unreadable) return std::nullopt;
    if (value.kind != CellValue::Kind::number || !value.value) return 0;
    return value.value->scale() == 0 ? std::optional(value.value->mantissa()) : std::nullopt;
}

std::optional<int> values_begin(const std::vector<Row>& rows, std::size_t count) {
    struct Votes {
        int right = 0, wrong = 0, noughts = 0;
    };
    std::map<int, Votes> votes;
    for (const Row& row : rows) {
        if (row.fields.size() < count) continue;
        const std::size_t first = row.fields.size() - count;
        const Total total = total_of(row, first);
        Votes& here = votes[row.fields[first].begin];
        here.right += total == Total::right ? 1 : 0;
        here.wrong += total == Total::wrong ? 1 : 0;
        here.noughts += total == Total::noughts ? 1 : 0;
    }
    for (const auto& [begin, vote] : votes) {
        if (vote.right >= enough && vote.right + vote.noughts >= to_one_else * vote.wrong) return begin;
    }
    return std::nullopt;
}

void label_left_of(Row& row, int begin) {
    for (Field& field : row.fields) field.label = field.label || (field.end <= begin && !field.blank);
}

}  // namespace nianbao::parser
