// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/json_lines.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>

#include <algorithm>

namespace nianbao::batch {

struct JsonLines::Held {
    std::shared_ptr<spdlog::logger> logger;
    std::function<void(const std::string&)> lost;
    bool told = false;

    void lose(const std::string& why) {
        if (told) return;
        told = true;
        lost(why);
    }
};

JsonLines::JsonLines(const std::filesystem::path& file, std::size_t bytes, std::size_t files,
                     std::function<void(const std::string&)> lost)
    : held_(std::make_unique<Held>()) {
    held_->lost = std::move(lost);
    try {
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_st>(file.string(), bytes,
                                                                           std::max<std::size_t>(files, 1) - 1);
        held_->logger = std::make_shared<spdlog::logger>("lines", std::move(sink));
        held_->logger->set_pattern("%v");
        held_->logger->set_error_handler([held = held_.get()](const std::string& why) { held->lose(why); });
    } catch (const spdlog::spdlog_ex& error) {
        held_->lose(error.what());
    }
}

JsonLines::~JsonLines() = default;

void JsonLines::append(const std::string& json) {
    if (held_->logger) held_->logger->log(spdlog::level::info, spdlog::string_view_t(json));
}

void JsonLines::flush() {
    if (held_->logger) held_->logger->flush();
}

}  // namespace nianbao::batch
