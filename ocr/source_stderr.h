// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

namespace nianbao {

/// While it lives, what the process writes to standard error goes into memory. libpng and libjpeg complain there, and
/// Leptonica gives no way to stop them. Process-wide: for the milliseconds of one decoding only; one at a time
/// (a second one inside it, or in another thread, waits for nothing and captures nothing).
class StderrCapture {
  public:
    StderrCapture();
    ~StderrCapture();
    StderrCapture(const StderrCapture&) = delete;
    StderrCapture& operator=(const StderrCapture&) = delete;

    /// Ends the capture. The text in one line, at most 300 bytes of it.
    std::string finish();

  private:
    int saved_ = -1, memory_ = -1;
};

}  // namespace nianbao
