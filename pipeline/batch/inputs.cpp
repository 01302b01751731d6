// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/inputs.h"

#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>

#include "ocr/source_sniff.h"

namespace nianbao::batch {
namespace {

namespace fs = std::filesystem;

bool ends_with_any(const std::string& name, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

bool begins_like_a_report(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::array<char, 4096> head{};
    in.read(head.data(), head.size());
    const Content content = sniff({head.data(), static_cast<std::size_t>(in.gcount())}).content;
    return content != Content::text && content != Content::other;
}

bool is_unfinished(const std::string& name) {
    return name.front() == '.' || ends_with_any(name, {"~", ".part", ".tmp", ".crdownload", ".filepart"});
}

bool looks_like_a_report(const fs::path& file) {
    const std::string name = lower(file.filename().native());
    if (ends_with_any(name, {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".txt"})) return true;
    return begins_like_a_report(file);
}

class Search {
  public:
    explicit Search(const InputOptions& options)
        : options_(options), store_(options.store.empty() ? fs::path() : plain(options.store)) {}

    void named(const std::string& name) {
        if (name.empty()) return problem("\"\"", ENOENT);
        const fs::path path = plain(name);
        struct stat status {};
        if (stat(path.c_str(), &status) != 0) {
            const int error = errno;
            if (name.find_first_of("*?[") != std::string::npos) return pattern(name);
            return problem(path, error);
        }
        if (S_ISDIR(status.st_mode)) return folder(path);
        take(path);
    }
    Inputs finish() {
        std::sort(inputs_.files.begin(), inputs_.files.end(),
                  [](const Candidate& a, const Candidate& b) { return a.path.native() < b.path.native(); });
        const auto repeated = std::unique(inputs_.files.begin(), inputs_.files.end(),
                                          [](const Candidate& a, const Candidate& b) { return a.path == b.path; });
        inputs_.files.erase(repeated, inputs_.files.end());
        return std::move(inputs_);
    }

  private:
    static fs::path plain(const fs::path& path) {
        fs::path absolute = fs::absolute(path).lexically_normal();
        if (!absolute.has_filename() && absolute.has_relative_path()) absolute = absolute.parent_path();
        return absolute;
    }
    void problem(const fs::path& path, int error) { inputs_.problems.push_back({path, std::strerror(error)}); }

    void take(const fs::path& path) {
        const auto stamp = store::stamp_of(path);
        if (!stamp) return void(inputs_.problems.push_back({path, "it is not a regular file"}));
        if (options_.since_ns && stamp->mtime_ns < *options_.since_ns) {
            ++inputs_.older;
            return;
        }
        inputs_.files.push_back({path, *stamp});
    }
    /// Something found rather than named.
    void found(const fs::path& path) {
        struct stat status {};
        if (lstat(path.c_str(), &status) != 0) return;  // gone meanwhile
        if (S_ISLNK(status.st_mode)) {
            if (options_.follow_links == Switch::off) return void(inputs_.links.push_back(path));
            if (stat(path.c_str(), &status) != 0) return problem(path, errno);
        }
        if (S_ISDIR(status.st_mode)) return folder(path);
        if (!S_ISREG(status.st_mode) || is_unfinished(path.filename().native())) return;
        if (!looks_like_a_report(path)) return void(++inputs_.others);
        take(path);
    }
    void folder(const fs::path& path) {
        struct stat status {};
        if (path == store_ || stat(path.c_str(), &status) != 0) return;
        if (!visited_.insert({status.st_dev, status.st_ino}).second) return;  // a link led back
        std::error_code error;
        for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
            found(at->path());
        }
        if (error) problem(path, error.value());
    }
    void pattern(const std::string& text) {
        glob_t matches{};
        if (glob(text.c_str(), 0, nullptr, &matches) != 0) {
            inputs_.unmatched.push_back(text);
        } else {
            for (std::size_t i = 0; i < matches.gl_pathc; ++i) found(plain(matches.gl_pathv[i]));
        }
        globfree(&matches);
    }

    const InputOptions& options_;
    fs::path store_;
    Inputs inputs_;
    std::set<std::pair<dev_t, ino_t>> visited_;
};

}  // namespace

Inputs find_inputs(const std::vector<std::string>& paths, const InputOptions& options) {
    Search search(options);
    for (const std::string& path : paths) search.named(path);
    return search.finish();
}

std::vector<std::string> split_list(const std::string& list, char separator) {
    std::vector<std::string> names;
    for (std::size_t start = 0; start < list.size();) {
        const auto end = std::min(list.find(separator, start), list.size());
        if (end > start) names.push_back(list.substr(start, end - start));
        start = end + 1;
    }
    return names;
}

}  // namespace nianbao::batch
