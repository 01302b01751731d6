// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "document/failure.h"
#include "review/server/message.h"

// What a call of the page brings with it, taken strictly: what is missing, of another kind, out of range or unknown is
// refused.
namespace nianbao::review {

/// "request.field", "request.json"
class BadRequest : public Failure {
  public:
    BadRequest(const std::string& code, const std::string& cause) : Failure(code, "review", cause, "") {}
};

class Fields {
  public:
    /// Of a query, or of a body that is one JSON object of texts and numbers.
    /// @throws BadRequest
    static Fields of(const Request& request);

    std::optional<std::string> text(const std::string& name);
    std::optional<std::int64_t> integer(const std::string& name, std::int64_t least, std::int64_t most);
    std::optional<double> number(const std::string& name, double least, double most);
    std::string required_text(const std::string& name);
    std::int64_t required_integer(const std::string& name, std::int64_t least, std::int64_t most);
    double required_number(const std::string& name, double least, double most);
    /// @throws BadRequest when something was brought that nobody asked for
    void check_all_taken() const;

  private:
    std::map<std::string, std::string> values_;
    std::set<std::string> taken_;
};

/// The text as JSON, at most `depth` deep. @throws BadRequest
nlohmann::json parse_strictly(std::string_view text, int depth);

}  // namespace nianbao::review
