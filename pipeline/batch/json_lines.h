// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace nianbao::batch {

/// A file to which one JSON object a line is appended. When it is full it becomes NAME.1.jsonl, that one NAME.2.jsonl,
/// and so on, and the oldest is removed. A line that cannot be written is lost and never ends a run.
class JsonLines {
  public:
    /// @param bytes  of one file
    /// @param files  that are kept, the current one among them
    /// @param lost   told once, with the reason, when lines are lost
    JsonLines(const std::filesystem::path& file, std::size_t bytes, std::size_t files,
              std::function<void(const std::string&)> lost);
    ~JsonLines();
    JsonLines(const JsonLines&) = delete;
    JsonLines& operator=(const JsonLines&) = delete;

    void append(const std::string& json);
    void flush();

  private:
    struct Held;
    std::unique_ptr<Held> held_;
};

}  // namespace nianbao::batch
