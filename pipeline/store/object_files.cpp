// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/object_files.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>

#include "ocr/sha256.h"
#include "pipeline/store/trouble.h"
#include "pipeline/store/whole_file.h"

namespace nianbao::store {
namespace {

namespace fs = std::filesystem;

constexpr ObjectKind kinds[] = {ObjectKind::record, ObjectKind::text, ObjectKind::image};

const char* folder_of(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::record:
            return "records";
        case ObjectKind::text:
            return "text";
        case ObjectKind::image:
            break;
    }
    return "images";
}

const char* ending_of(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::record:
            return ".json";
        case ObjectKind::text:
            return ".txt";
        case ObjectKind::image:
            break;
    }
    return ".png";
}

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(in), {}};
    if (!in || in.bad()) throw Trouble("store.missing", "cannot read " + file.string(), "run nianbao verify");
    return content;
}

bool is_sha256(const std::string& name) {
    return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::vector<fs::path> files_under(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (!at->is_directory(error)) found.push_back(at->path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

ObjectFiles::ObjectFiles(fs::path store, FileOperations& files) : store_(std::move(store)), files_(files) {}

void ObjectFiles::make_folder(const fs::path& folder) {
    std::error_code ignored;
    if (fs::is_directory(folder, ignored)) return;
    if (const int error = files_.make_folder(folder)) throw trouble_of(error, "make the folder " + folder.string());
    if (const int error = files_.flush_folder(folder.parent_path()))
        throw trouble_of(error, "flush the folder " + folder.parent_path().string());
}

void ObjectFiles::prepare() {
    for (const ObjectKind kind : kinds) make_folder(store_ / folder_of(kind));
    make_folder(store_ / "tmp");
    for (const fs::path& left : temporaries()) remove(left);
}

fs::path ObjectFiles::path_of(ObjectKind kind, const std::string& sha256) const {
    return store_ / folder_of(kind) / sha256.substr(0, 2) / (sha256 + ending_of(kind));
}

std::string ObjectFiles::put(ObjectKind kind, std::string_view content) {
    std::string sha256 = sha256_of(content);
    const fs::path file = path_of(kind, sha256);
    std::error_code ignored;
    // A run that was killed between the file and the database left it; what the disk has spoilt is written anew.
    if (fs::is_regular_file(file, ignored) && sha256_of_file(file) == sha256) {
        if (const int error = files_.flush_folder(file.parent_path()))
            throw trouble_of(error, "flush the folder " + file.parent_path().string());
        return sha256;
    }
    make_folder(file.parent_path());
    WholeFile whole(files_, store_ / "tmp" / temporary_name());
    whole.write(content);
    whole.place(file);
    return sha256;
}

std::string ObjectFiles::get(ObjectKind kind, const std::string& sha256) const {
    const fs::path file = path_of(kind, sha256);
    std::string content = content_of(file);
    if (sha256_of(content) == sha256) return content;
    throw Trouble("store.damaged", file.string() + " is not what was written",
                  "run nianbao verify --repair, then the batch again");
}

std::vector<ObjectFiles::Found> ObjectFiles::list() const {
    std::vector<Found> all;
    for (const ObjectKind kind : kinds) {
        for (const fs::path& file : files_under(store_ / folder_of(kind))) {
            const std::string stem = file.stem().string();
            const bool ours = is_sha256(stem) && path_of(kind, stem) == file;
            all.push_back({kind, ours ? stem : "", file});
        }
    }
    return all;
}

std::vector<fs::path> ObjectFiles::temporaries() const {
    return files_under(store_ / "tmp");
}

void ObjectFiles::remove(const fs::path& file) {
    if (const int error = files_.remove(file); error != 0 && error != ENOENT)
        throw trouble_of(error, "remove " + file.string());
}

}  // namespace nianbao::store
