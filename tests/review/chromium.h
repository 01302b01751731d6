// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/review/child_process.h"

// Debian's Chromium, without a screen, driven by its chromedriver (the W3C's WebDriver protocol over loopback).
namespace nianbao::testing {

bool chromium_is_installed();

/// chromedriver; ends with this object, and the browsers with it.
class ChromeDriver {
  public:
    /// @param folder  for its log and the browser's profile
    explicit ChromeDriver(const std::filesystem::path& folder);
    /// One command. @throws std::runtime_error with what the driver says
    nlohmann::json command(const std::string& method, const std::string& path, const nlohmann::json& body = {});
    const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path folder_;
    unsigned short port_ = 0;
    std::unique_ptr<ChildProcess> process_;
};

/// A window. Closed with this object.
class Browser {
  public:
    struct Window {
        int width = 1280, height = 800;  ///< pixels of the page
        std::string language = "zh-CN";
        std::string profile = "profile";  ///< folder of what the browser remembers; one window at a time has it
    };
    Browser(ChromeDriver& driver, const Window& window);
    ~Browser();
    Browser(const Browser&) = delete;
    Browser& operator=(const Browser&) = delete;

    void open(const std::string& address);
    void resize(int width, int height);
    /// Keys as a keyboard sends them to whatever has the focus: text, or one name such as "Enter", "ArrowDown".
    void type(const std::string& text);
    void press(const std::string& key);
    /// What a function's body returns.
    nlohmann::json run(const std::string& script);
    /// Waits until an expression is true. @throws std::runtime_error after 20 seconds, with what the page shows
    void wait_until(const std::string& expression);
    void screenshot(const std::filesystem::path& file);
    /// One command of the DevTools protocol.
    nlohmann::json devtools(const std::string& command, const nlohmann::json& parameters);
    /// Errors that the browser noted since the last time, scripts' and the content policy's among them; an array. That
    /// a server was not there is none.
    nlohmann::json complaints();
    std::string text(const std::string& selector);  ///< empty where there is no such element

  private:
    void send_key(const std::string& value);
    std::string path(const std::string& rest) const { return "/session/" + session_ + rest; }
    ChromeDriver& driver_;
    std::string session_;
};

}  // namespace nianbao::testing
