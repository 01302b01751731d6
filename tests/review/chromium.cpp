// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/review/chromium.h"

#include <unistd.h>

#include <fstream>
#include <map>
#include <stdexcept>
#include <thread>

#include "document/utf8.h"
#include "pipeline/explain/base64.h"
#include "tests/review/raw_client.h"

namespace nianbao::testing {
namespace {

using nlohmann::json;

constexpr const char* browser_program = "/usr/bin/chromium";
constexpr const char* driver_program = "/usr/bin/chromedriver";

/// WebDriver's own code points for keys that print nothing.
const std::map<std::string, std::string>& key_codes() {
    static const std::map<std::string, std::string> codes = {
        {"Enter", "\uE007"},   {"Escape", "\uE00C"},     {"Tab", "\uE004"},       {"ArrowLeft", "\uE012"},
        {"ArrowUp", "\uE013"}, {"ArrowRight", "\uE014"}, {"ArrowDown", "\uE015"}, {"Home", "\uE011"},
        {"End", "\uE010"},     {"Backspace", "\uE003"},  {"F2", "\uE032"}};
    return codes;
}

json capabilities(const std::filesystem::path& profile, const Browser::Window& window) {
    const std::string size = std::to_string(window.width) + "," + std::to_string(window.height);
    const json options = {{"binary", browser_program},
                          {"args",
                           {"--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                            "--no-first-run", "--hide-scrollbars", "--window-size=" + size, "--lang=" + window.language,
                            "--accept-lang=" + window.language, "--user-data-dir=" + profile.string()}},
                          {"prefs", {{"intl.accept_languages", window.language}}}};
    return {{"capabilities",
             {{"alwaysMatch",
               {{"browserName", "chrome"},
                {"goog:chromeOptions", options},
                {"goog:loggingPrefs", {{"browser", "ALL"}}}}}}}};
}

}  // namespace

bool chromium_is_installed() {
    return access(browser_program, X_OK) == 0 && access(driver_program, X_OK) == 0;
}

ChromeDriver::ChromeDriver(const std::filesystem::path& folder) : folder_(folder) {
    // The browser keeps what it writes in its home.
    process_ =
        std::make_unique<ChildProcess>(driver_program, std::vector<std::string>{"--port=0"}, folder / "driver.log",
                                       std::vector<std::string>{"HOME=" + folder.string()});
    const std::string line = process_->line_with("started successfully on port");
    if (line.empty()) throw std::runtime_error("chromedriver does not start");
    port_ = static_cast<unsigned short>(std::stoi(line.substr(line.rfind(' ') + 1)));
}

json ChromeDriver::command(const std::string& method, const std::string& path, const json& body) {
    const std::string text = method == "POST" ? (body.is_null() ? "{}" : body.dump()) : "";
    const Answer answer = ask(port_, method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                                         "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                                         std::to_string(text.size()) + "\r\n\r\n" + text);
    const json said = json::parse(answer.body, nullptr, false);
    if (answer.status != 200 || said.is_discarded()) throw std::runtime_error("chromedriver: " + answer.body);
    return said["value"];
}

Browser::Browser(ChromeDriver& driver, const Window& window) : driver_(driver) {
    const json made = driver_.command("POST", "/session", capabilities(driver.folder() / window.profile, window));
    session_ = made["sessionId"];
    resize(window.width, window.height);
}

Browser::~Browser() {
    try {
        driver_.command("DELETE", path(""));
    } catch (const std::exception&) {
        // It goes with the driver at the latest.
    }
}

void Browser::open(const std::string& address) {
    driver_.command("POST", path("/url"), {{"url", address}});
}

json Browser::devtools(const std::string& command, const json& parameters) {
    return driver_.command("POST", path("/goog/cdp/execute"), {{"cmd", command}, {"params", parameters}});
}

void Browser::resize(int width, int height) {
    devtools("Emulation.setDeviceMetricsOverride",
             {{"width", width}, {"height", height}, {"deviceScaleFactor", 1}, {"mobile", false}});
}

json Browser::complaints() {
    json found = json::array();
    const json entries = driver_.command("POST", path("/se/log"), {{"type", "browser"}});
    for (const json& entry : entries) {
        const std::string text = entry["message"];
        if (entry["level"] == "SEVERE" && text.find("ERR_CONNECTION") == std::string::npos) found.push_back(text);
    }
    return found;
}

void Browser::send_key(const std::string& value) {
    const json strokes = {{{"type", "keyDown"}, {"value", value}}, {{"type", "keyUp"}, {"value", value}}};
    driver_.command("POST", path("/actions"),
                    {{"actions", {{{"type", "key"}, {"id", "keyboard"}, {"actions", strokes}}}}});
}

void Browser::type(const std::string& text) {
    for (const char32_t sign : to_utf32(text)) send_key(to_utf8(sign));
}

void Browser::press(const std::string& key) {
    send_key(key_codes().count(key) ? key_codes().at(key) : key);
}

json Browser::run(const std::string& script) {
    return driver_.command("POST", path("/execute/sync"), {{"script", script}, {"args", json::array()}});
}

void Browser::wait_until(const std::string& expression) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!run("return Boolean(" + expression + ")").get<bool>()) {
        if (std::chrono::steady_clock::now() > until) {
            throw std::runtime_error("waited in vain for " + expression + " at " +
                                     run("return location.href + ' ' + document.body.innerText").get<std::string>());
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

void Browser::screenshot(const std::filesystem::path& file) {
    const std::string png = from_base64(driver_.command("GET", path("/screenshot")).get<std::string>());
    std::ofstream(file, std::ios::binary) << png;
}

std::string Browser::text(const std::string& selector) {
    return run("return document.querySelector(" + json(selector).dump() + ")?.innerText ?? ''");
}

}  // namespace nianbao::testing
