// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "review/desk.h"
#include "review/server/fields.h"
#include "review/server/message.h"

namespace nianbao::review {

struct ApiOptions {
    std::string reviewer;  ///< whose the answers are
    std::string store;     ///< how the page calls the store
    std::string version;   ///< of the program
};

/// The calls of the page: docs/review.md lists them. What a call brings is checked before the desk sees it.
class Api : public Handler {
  public:
    Api(Desk& desk, ApiOptions options);
    Lane lane(const Request& request) const override;
    Response handle(const Request& request) override;

  private:
    using Call = std::function<Response(Fields&)>;
    struct Route {
        Request::Method method = Request::Method::get;
        Call call;
        Lane lane = Lane::quick;
    };
    void add_reading();
    void add_pictures();
    void add_answers();
    void read(const std::string& path, Call call, Lane lane = Lane::quick);
    void write(const std::string& path, Call call);
    Response start(Fields& fields) const;
    nlohmann::json work(const CellKey& key, const QueueFilter& filter) const;
    Response answer(Fields& fields);
    Response answer_prose(Fields& fields);
    std::optional<CellKey> after(const CellKey& key, const QueueFilter& filter) const;
    std::optional<CellKey> next_of_skipped(const CellKey& skipped, std::optional<CellKey> behind,
                                           const QueueFilter& filter) const;

    Desk& desk_;
    ApiOptions options_;
    std::map<std::string, Route> routes_;
};

}  // namespace nianbao::review
