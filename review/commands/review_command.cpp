// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/commands/review_command.h"

#include <pwd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <mutex>

#include "document/failure.h"
#include "pipeline/output_plan.h"
#include "pipeline/store/file_names.h"
#include "review/commands/browser.h"
#include "review/commands/console.h"
#include "review/learn.h"
#include "review/server/api.h"
#include "review/server/server.h"
#include "review/server/site.h"

namespace nianbao::review {
namespace {

constexpr const char* about =
    "Go through what a store holds for review, in the browser: cell by cell, most settling first, one key a cell.";

constexpr const char* details =
    "The page is served on this machine alone (127.0.0.1), at an address that is good for one use; Enter in the "
    "terminal\n"
    "prints another one, Ctrl-C ends. A batch may run on the store meanwhile, and so may other reviewers.\n"
    "Answers are kept apart from what was read; nianbao export has them, with the evidence `reviewer`.\n"
    "In the page, ? lists the keys.";

std::string user_name() {
    const passwd* user = getpwuid(getuid());
    return user && user->pw_name ? user->pw_name : "reviewer";
}

bool is_name(const std::string& text) {
    const bool plain = std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    return !text.empty() && text.size() <= 64 && plain;
}

/// Tells addresses, from the main thread and from the console's.
class Doorman {
  public:
    Doorman(Sessions& sessions, unsigned short port) : sessions_(sessions), port_(port) {}
    std::string tell_address() {
        const std::lock_guard lock(mutex_);
        std::string address = "http://127.0.0.1:" + std::to_string(port_) + "/enter?token=" + sessions_.new_token();
        std::cout << address << std::endl;
        return address;
    }

  private:
    Sessions& sessions_;
    unsigned short port_;
    std::mutex mutex_;
};

}  // namespace

void ReviewCommand::add_to(CLI::App& app) {
    CLI::App* command = app.add_subcommand("review", about);
    command->add_option("--store", store_, "the store")->required()->type_name("DIR");
    command->add_option("--reviewer", reviewer_, "whose the answers are; without it, the user's name")
        ->check([](const std::string& text) { return is_name(text) ? "" : "must be a name of 1 to 64 bytes"; })
        ->type_name("NAME");
    command->add_option("--port", port_, "the server's port; without it, one that is free")->type_name("PORT");
    command->add_flag("--no-browser", no_browser_, "print the address, and open nothing");
    command->add_flag("--no-sandbox", no_sandbox_,
                      "render pages without the sandbox, where the system has none (see nianbao doctor)");
    auto* learn =
        command->add_flag("--learn", learn_,
                          "serve nothing: let the glyph reader learn on from the store's answers, with figures "
                          "before and after; a worse model is refused (exit code 3)");
    command->add_option("--models", models_, "with --learn: the folder of models to begin with and to replace")
        ->type_name("DIR")
        ->needs(learn);
    command->add_flag("--dry-run", dry_run_, "with --learn: only the figures")->needs(learn);
    command->footer(details);
    command->callback([this] { asked_for_ = true; });
}

int ReviewCommand::run() {
    try {
        return learn_ ? learn() : serve();
    } catch (const Failure& failure) {
        std::cerr << failure.line(store::readable_name(std::filesystem::path(store_))) << "\n";
        return 1;
    }
}

int ReviewCommand::learn() const {
    LearnRequest request;
    request.store = store_;
    if (!models_.empty()) request.models = models_;
    if (dry_run_) request.keep = LearnRequest::Keep::never;
    return run_learn(request);
}

int ReviewCommand::serve() const {
    Desk desk(store_, DeskOptions{!no_sandbox_});
    Api api(desk, {reviewer_.empty() ? user_name() : reviewer_, store::readable_name(std::filesystem::path(store_)),
                   NIANBAO_VERSION});
    Sessions sessions;
    Site site(sessions, api);
    Server server(site, sessions, port_);
    Doorman doorman(sessions, server.port());
    std::cout << "Open this address; it is good for one use. Enter prints another one, Ctrl-C ends.\n";
    const std::string address = doorman.tell_address();
    if (!no_browser_) open_in_browser(address);
    const Console console(STDIN_FILENO, [&] { doorman.tell_address(); });
    server.run();
    return 0;
}

}  // namespace nianbao::review
