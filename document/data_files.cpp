// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/data_files.h"

#include <cstdlib>
#include <system_error>
#include <vector>

#include "document/failure.h"

namespace nianbao {

std::filesystem::path data_file(const std::string& relative) {
    namespace fs = std::filesystem;
    std::vector<fs::path> roots;
    if (const char* root = std::getenv("NIANBAO_DATA")) roots.emplace_back(root);
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    roots.push_back(program / "share/nianbao");
    roots.push_back(program / "../share/nianbao");
    roots.emplace_back(NIANBAO_SOURCE_DIR);
    for (const fs::path& root : roots) {
        if (fs::exists(root / relative, ignored)) return root / relative;
    }
    throw Failure("install.data_missing", "start", "the data file " + relative + " is not installed",
                  "install nianbao again, or set NIANBAO_DATA to its data folder");
}

}  // namespace nianbao
