// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <string>
#include <vector>

// What the server and its handlers say to one another: no sockets, and no library's types.
namespace nianbao::review {

/// The head of a request as it came, before anything of it is believed. Absent fields are empty.
struct RequestHead {
    std::string method, target;
    std::vector<std::string> hosts;  ///< every Host field: there must be exactly one
    std::string origin, fetch_site, cookie, key, content_type;
};

/// One that was let in.
struct Request {
    enum class Method { get, post };
    Method method = Method::get;
    std::string path;                          ///< within the session's place: "/api/queue", exactly as it came
    std::map<std::string, std::string> query;  ///< decoded
    std::string body;
    std::string place;        ///< Session::place; empty only at the entrance
    std::string cookie_name;  ///< of the server's sessions
    std::string session;      ///< of the cookie; empty only at the entrance
};

struct Response {
    enum class Keep {
        nothing,   ///< answers and pictures of reports
        for_good,  ///< the page's own files, whose address changes with their content
    };
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    Keep keep = Keep::nothing;
    std::string set_cookie;  ///< whole; empty: none
    std::string location;    ///< of a redirection
};

/// An error as the page shows it. @param code  stable, "request.host" @param message  a sentence
Response refusal(int status, const std::string& code, const std::string& message);

/// A small page in both languages, for whoever opens an address that is spent, or none.
Response ask_for_address(int status);

class Handler {
  public:
    enum class Lane {
        quick,  ///< what a person waits for
        slow,   ///< may render a page
    };
    virtual ~Handler() = default;
    virtual Lane lane(const Request& request) const = 0;
    /// Called from several threads. What it throws becomes a response 500.
    virtual Response handle(const Request& request) = 0;
};

}  // namespace nianbao::review
