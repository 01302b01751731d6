// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace nianbao::batch {

/// Whether the run is to end. Tests have one of their own.
class StopRequest {
  public:
    virtual ~StopRequest() = default;
    virtual int times() const = 0;  ///< 0: go on; 1: finish what is at work; more: at once
};

/// SIGINT, SIGTERM and SIGHUP, caught while this object lives, unless they were ignored before. One at a time.
class StopSignal : public StopRequest {
  public:
    StopSignal();
    ~StopSignal() override;
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;
    int times() const override;
    int signal() const;  ///< the last one; 0: none
};

}  // namespace nianbao::batch
