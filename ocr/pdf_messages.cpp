// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/pdf_messages.h"

#include <poppler-global.h>

#include <algorithm>
#include <mutex>
#include <utility>

namespace nianbao {
namespace {

constexpr std::size_t most_messages = 20;

std::mutex mutex;
std::vector<std::string> messages;

void keep(const std::string& message, void*) {
    const std::scoped_lock lock(mutex);
    std::string text = message.substr(0, 200);
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    if (messages.size() < most_messages && std::find(messages.begin(), messages.end(), text) == messages.end())
        messages.push_back(std::move(text));
}

}  // namespace

void PdfMessages::listen() {
    poppler::set_debug_error_function(keep, nullptr);
}

std::vector<std::string> PdfMessages::take() {
    const std::scoped_lock lock(mutex);
    return std::exchange(messages, {});
}

bool means_missing_poppler_data(const std::string& message) {
    return message.find("language pack") != std::string::npos ||
           message.find("Unknown character collection") != std::string::npos ||
           message.find("Unknown CMap") != std::string::npos || message.find("Couldn't find CMap") != std::string::npos;
}

}  // namespace nianbao
