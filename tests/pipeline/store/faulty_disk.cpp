// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pipeline/store/faulty_disk.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>

namespace nianbao::testing {
namespace {

class FaultyFiles : public store::FileOperations {
  public:
    int create(const std::filesystem::path& file) override {
        if (const int error = faults().next()) return -error;
        return real().create(file);
    }
    int write(int descriptor, std::string_view bytes) override {
        const int error = faults().next();
        if (error == 0) return real().write(descriptor, bytes);
        real().write(descriptor, bytes.substr(0, bytes.size() / 2));  // half of it got through
        return error;
    }
    int flush(int descriptor) override {
        return or_fail([&] { return real().flush(descriptor); });
    }
    int close(int descriptor) override { return real().close(descriptor); }
    int rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
        return or_fail([&] { return real().rename(from, to); });
    }
    int flush_folder(const std::filesystem::path& folder) override {
        return or_fail([&] { return real().flush_folder(folder); });
    }
    int make_folder(const std::filesystem::path& folder) override {
        return or_fail([&] { return real().make_folder(folder); });
    }
    int remove(const std::filesystem::path& file) override { return real().remove(file); }

  private:
    static store::FileOperations& real() { return store::system_files(); }
    template <class Work>
    static int or_fail(Work work) {
        if (const int error = faults().next()) return error;
        return work();
    }
};

/// SQLite's file, with the real one behind it in the same piece of memory.
struct FaultyFile {
    sqlite3_file base;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<FaultyFile*>(file)->real();
}

const sqlite3_io_methods* methods(sqlite3_file* file) {
    return real(file)->pMethods;
}

int failure(int error, int otherwise) {
    return error == ENOSPC ? SQLITE_FULL : otherwise;
}

int faulty_close(sqlite3_file* file) {
    return methods(file)->xClose(real(file));
}
int faulty_read(sqlite3_file* file, void* to, int amount, sqlite3_int64 offset) {
    return methods(file)->xRead(real(file), to, amount, offset);
}
int faulty_write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
    if (const int error = faults().next()) {
        methods(file)->xWrite(real(file), from, amount / 2, offset);
        return failure(error, SQLITE_IOERR_WRITE);
    }
    return methods(file)->xWrite(real(file), from, amount, offset);
}
int faulty_truncate(sqlite3_file* file, sqlite3_int64 size) {
    return methods(file)->xTruncate(real(file), size);
}
int faulty_sync(sqlite3_file* file, int flags) {
    if (const int error = faults().next()) return failure(error, SQLITE_IOERR_FSYNC);
    return methods(file)->xSync(real(file), flags);
}
int faulty_size(sqlite3_file* file, sqlite3_int64* size) {
    return methods(file)->xFileSize(real(file), size);
}
int faulty_lock(sqlite3_file* file, int level) {
    return methods(file)->xLock(real(file), level);
}
int faulty_unlock(sqlite3_file* file, int level) {
    return methods(file)->xUnlock(real(file), level);
}
int faulty_check_lock(sqlite3_file* file, int* reserved) {
    return methods(file)->xCheckReservedLock(real(file), reserved);
}
int faulty_control(sqlite3_file* file, int what, void* argument) {
    return methods(file)->xFileControl(real(file), what, argument);
}
int faulty_sector(sqlite3_file* file) {
    return methods(file)->xSectorSize(real(file));
}
int faulty_characteristics(sqlite3_file* file) {
    return methods(file)->xDeviceCharacteristics(real(file));
}
int faulty_map(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    return methods(file)->xShmMap(real(file), region, size, extend, memory);
}
int faulty_shared_lock(sqlite3_file* file, int offset, int count, int flags) {
    return methods(file)->xShmLock(real(file), offset, count, flags);
}
void faulty_barrier(sqlite3_file* file) {
    methods(file)->xShmBarrier(real(file));
}
int faulty_unmap(sqlite3_file* file, int remove) {
    return methods(file)->xShmUnmap(real(file), remove);
}

constexpr sqlite3_io_methods faulty_methods = {
    2,  // with shared memory, without mapped pages
    faulty_close,
    faulty_read,
    faulty_write,
    faulty_truncate,
    faulty_sync,
    faulty_size,
    faulty_lock,
    faulty_unlock,
    faulty_check_lock,
    faulty_control,
    faulty_sector,
    faulty_characteristics,
    faulty_map,
    faulty_shared_lock,
    faulty_barrier,
    faulty_unmap,
    nullptr,
    nullptr,
};

sqlite3_vfs* usual = nullptr;

int faulty_open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out_flags) {
    const int opened = usual->xOpen(usual, name, real(file), flags, out_flags);
    file->pMethods = real(file)->pMethods ? &faulty_methods : nullptr;
    return opened;
}

}  // namespace

int Faults::next() {
    ++done;
    const bool fails = mode == Mode::once ? done == nth : mode == Mode::from_then_on && done >= nth;
    failed += fails ? 1 : 0;
    return fails ? error : 0;
}

Faults& faults() {
    static Faults all;
    return all;
}

store::FileOperations& faulty_files() {
    static FaultyFiles files;
    return files;
}

std::string faulty_vfs() {
    static sqlite3_vfs vfs{};
    if (usual) return vfs.zName;
    sqlite3_initialize();
    usual = sqlite3_vfs_find(nullptr);
    vfs = *usual;
    vfs.zName = "faulty";
    vfs.szOsFile = usual->szOsFile + static_cast<int>(sizeof(FaultyFile));
    vfs.pNext = nullptr;
    vfs.xOpen = faulty_open;
    sqlite3_vfs_register(&vfs, 0);
    return vfs.zName;
}

}  // namespace nianbao::testing
