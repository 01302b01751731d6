// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <nlohmann/json.hpp>

#include "review/desk.h"

// What the desk says, as the JSON that the page reads: names as in the headers of the desk.
namespace nianbao::review {

nlohmann::json to_json(const QueuePage& page);
nlohmann::json to_json(const Facets& facets);
nlohmann::json to_json(const std::vector<DocumentSummary>& documents);
nlohmann::json to_json(const DocumentSummary& document);
nlohmann::json to_json(const Work& work);
nlohmann::json to_json(const Grid& grid);
nlohmann::json to_json(const Understood& understood);
nlohmann::json to_json(const AnswerResult& result);
nlohmann::json to_json(const UndoResult& result);
nlohmann::json to_json(const StoredAnswer& answer);
nlohmann::json to_json(const std::vector<StoredAnswer>& answers);
nlohmann::json to_json(const ProsePage& page);
nlohmann::json to_json(const ProseAnswerResult& result);
nlohmann::json to_json(const Statistics& statistics);
nlohmann::json to_json(const CellKey& key);
nlohmann::json to_json(const CellState& cell);
nlohmann::json to_json(const CellLabels& labels);

/// Null where there is nothing.
template <class T>
nlohmann::json to_json(const std::optional<T>& value) {
    if (!value) return nullptr;
    if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
        return *value;
    } else {
        return to_json(*value);
    }
}

nlohmann::json to_json(const std::optional<Rect>& box);  ///< [x0, y0, x1, y1]

}  // namespace nianbao::review
