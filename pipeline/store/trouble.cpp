// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/trouble.h"

#include <cerrno>
#include <cstring>

namespace nianbao::store {

Trouble trouble_of(int error, const std::string& doing) {
    const std::string words = " (" + std::string(std::strerror(error)) + ")";
    switch (error) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return {"store.disk_full", "no room left to " + doing + words,
                    "free some space; nothing is lost, and the same command goes on where it was"};
        case EACCES:
        case EPERM:
        case EROFS:
        case ENOTDIR:
        case EISDIR:
        case ELOOP:
        case ENAMETOOLONG:
            return {"store.not_writable", "cannot " + doing + words, "check that you may write to the store's folder"};
        case ENOENT:
            return {"store.missing", "cannot " + doing + words, "check that the store's folder is there and whole"};
        default:
            return {"store.io", "cannot " + doing + words,
                    "check the disk; nothing is lost, and the same command goes on where it was"};
    }
}

}  // namespace nianbao::store
