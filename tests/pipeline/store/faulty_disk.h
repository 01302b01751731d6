// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "pipeline/store/file_operations.h"

// A disk whose n-th write, flush or rename fails, for the files and for the database alike.
namespace nianbao::testing {

struct Faults {
    enum class Mode { none, once, from_then_on };
    Mode mode = Mode::none;
    long nth = 0;   ///< counts from 1
    int error = 0;  ///< ENOSPC or EIO

    long done = 0;    ///< operations so far
    long failed = 0;  ///< of them

    /// 0, or the error that this operation is to fail with.
    int next();
};

/// The faults of this process; both of those below ask them.
Faults& faults();

/// The system's files, with faults.
store::FileOperations& faulty_files();

/// Registers, once, a file system of SQLite's that goes through the usual one with faults. @return its name
std::string faulty_vfs();

}  // namespace nianbao::testing
