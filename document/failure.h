// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <exception>
#include <string>

namespace nianbao {

/// What ends one document (not the batch). Caught at one boundary, in pipeline/.
/// Anything less is a Warning; a mistake of ours is another exception.
class Failure : public std::exception {
  public:
    /// @param code   dotted and stable: "input.encrypted", "output.disk_full"
    /// @param stage  "open", "render", "read", "write", ...
    /// @param cause  in words, without a full stop
    /// @param remedy what the user can do, without a full stop
    /// @param page   counts from 1; 0 where unknown
    Failure(std::string code, std::string stage, std::string cause, std::string remedy, int page = 0);

    const std::string& code() const { return code_; }
    const std::string& stage() const { return stage_; }
    const std::string& cause() const { return cause_; }
    const std::string& remedy() const { return remedy_; }
    int page() const { return page_; }

    /// One line: "FILE: page N: STAGE: CAUSE; REMEDY". Control characters in the file's name are escaped.
    std::string line(const std::string& file) const;
    const char* what() const noexcept override { return what_.c_str(); }

  private:
    std::string code_, stage_, cause_, remedy_, what_;
    int page_;
};

}  // namespace nianbao
