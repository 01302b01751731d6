// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/exports/export_file.h"
#include "pipeline/exports/export_store.h"

namespace nianbao::exports {

void export_sqlite(store::Store& store, const std::filesystem::path& file) {
    FileOfLibrary out(file, store.files());
    store.database().run("VACUUM INTO ?", {out.temporary().string()});
    {
        // One file that also those may open who cannot write beside it.
        store::Database copy(out.temporary(), store::Database::Access::write);
        copy.execute("PRAGMA journal_mode = DELETE; ANALYZE;");
    }
    out.place();
}

}  // namespace nianbao::exports
