// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/report_bytes.h"
#include "pipeline/sandbox/sandbox.h"
#include "pipeline/workers/faults.h"
#include "pipeline/workers/page_picture.h"

// What a supervisor and its workers say to one another: frames of a length (four bytes), a kind (one byte) and as many
// bytes as the length says, which hold one of the structures below as document/bytes.h writes it. Passwords and
// documents travel here and nowhere else: no argument, no environment.
namespace nianbao::workers {

/// From the supervisor.
enum class Ask : std::uint8_t {
    greet,     ///< Greeting; first of all
    file,      ///< FileGiven, with the descriptor of its bytes; the worker lets go of the one before
    open,      ///< OpenAsked, of the given file; answered by Opening
    page,      ///< PageAsked, of the given file; answered by PageOutcome
    assemble,  ///< AssemblyAsked; of a text the given file; answered by Assembled
    picture,   ///< PictureAsked, of the given file; answered by a PNG
};
/// From a worker.
enum class Tell : std::uint8_t {
    ready,   ///< Readiness; once, to the greeting
    at,      ///< Whereabouts
    done,    ///< Answer
    failed,  ///< Failure: what was asked for cannot be had
    lost,    ///< Loss: this attempt came to nothing, another may succeed; the worker leaves
};

struct Greeting {
    bool lock = true;  ///< enter the sandbox
    std::vector<std::string> readable;
    std::vector<Fault> faults;
};

struct Readiness {
    std::vector<sandbox::Layer> layers;  ///< empty where none were asked for
};

struct FileGiven {
    std::string name;   ///< as given by the user; any bytes
    bool alone = true;  ///< the report's only file
    std::string password, language;
    double dpi = 300;
    std::string pages;  ///< PageSelection::text()
};

struct OpenAsked {
    int attempt = 1;
};

struct PageAsked {
    int file = 0;  ///< within the report; the outcome names it
    int page = 1;
    int attempt = 1;
    std::vector<layout::LentColumns> lent;  ///< of a second look
};

struct AssemblyAsked {
    int attempt = 1;
    Opening opening;
    std::vector<std::string> outcomes;         ///< bytes of a PageOutcome each, in the report's order
    bool text_form = false, document = false;  ///< whether these are wanted
};

struct Assembled {
    bool needs_review = false;
    std::string record;  ///< parser::record_bytes
    std::string json, text_form;
    std::string document;  ///< bytes of the Document; empty when not wanted
};

struct PictureAsked {
    int page = 1;  ///< as its file counts
    int turned_degrees = 0;
    int attempt = 1;
    double dpi = picture_dpi;
};

struct Whereabouts {
    int page = 0, pages = 0;
    std::string stage;
};

struct Answer {
    std::string payload;
    std::vector<StageTimes::Entry> times;
};

enum class LossKind { memory, internal };
struct Loss {
    LossKind kind = LossKind::internal;
    std::string what;
};

}  // namespace nianbao::workers
