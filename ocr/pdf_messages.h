// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

namespace nianbao {

/// Poppler reports what is wrong with a file through one function for the whole process. This takes that function over
/// (nothing goes to standard error) and keeps the messages until they are taken.
class PdfMessages {
  public:
    static void listen();
    /// Messages since the last call, without repetitions, at most 20.
    static std::vector<std::string> take();
};

/// Whether a message means that Debian's poppler-data is not installed.
bool means_missing_poppler_data(const std::string& message);

}  // namespace nianbao
