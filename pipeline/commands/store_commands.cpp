// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/commands/store_commands.h"

#include <unistd.h>

#include <iostream>
#include <limits>

#include "document/failure.h"
#include "pipeline/atomic_file.h"
#include "pipeline/exports/export_store.h"
#include "pipeline/output_plan.h"
#include "pipeline/store/file_names.h"
#include "pipeline/store/status.h"
#include "pipeline/store/store.h"
#include "pipeline/store/store_lock.h"
#include "pipeline/store/trouble.h"
#include "pipeline/store/verify_store.h"

namespace nianbao {
namespace {

using store::Store;
using store::Trouble;

/// The store's trouble becomes one line.
template <class Work>
int guarded(const std::filesystem::path& folder, Work work) {
    try {
        return work();
    } catch (const Failure& failure) {
        std::cerr << failure.line(store::readable_name(folder)) << "\n";
        return 1;
    }
}

void print(const std::string& text) {
    write_to_descriptor(STDOUT_FILENO, text, "standard output");
}

void write_export(Store& from, const ExportRequest& request) {
    switch (request.format) {
        case ExportRequest::Format::csv:
            return exports::export_csv(from, request.output);
        case ExportRequest::Format::xlsx:
            return exports::export_xlsx(from, *request.output);
        case ExportRequest::Format::sqlite:
            return exports::export_sqlite(from, *request.output);
        case ExportRequest::Format::jsonl:
            return exports::export_jsonl(from, request.output);
    }
}

int tell(const store::Verification& found) {
    bool whole = true;
    for (const store::Defect& defect : found.defects) {
        whole = whole && store::is_harmless(defect.kind);
        print(std::string(store::name(defect.kind)) + ": " + defect.what + "\n");
    }
    print(std::to_string(found.documents) + " documents, " + std::to_string(found.files) + " files: " +
          (found.defects.empty() ? "all as they were written" : std::to_string(found.defects.size()) + " defects") +
          "\n");
    return whole ? 0 : 1;
}

Trouble in_use(const std::filesystem::path& folder) {
    return {"store.busy", "a run has the store (" + store::StoreLock::holder(folder) + ")",
            "wait for it to end, then repair"};
}

int only_verify(const VerifyRequest& request) {
    const auto lock = store::StoreLock::try_take(request.store);
    if (!lock) std::cerr << "nianbao: a run is at work; orphans are not looked for\n";
    const Store store(request.store, Store::Purpose::read);
    return tell(store::verify(store, lock ? store::Idle::yes : store::Idle::no));
}

int verify_and_repair(const VerifyRequest& request) {
    { const Store there(request.store, Store::Purpose::read); }  // none is made here
    const auto lock = store::StoreLock::try_take(request.store);
    if (!lock) throw in_use(request.store);
    Store store(request.store, Store::Purpose::write);
    if (request.forget_older) {
        print(std::to_string(store::forget_older_records(store)) + " records of older programs are let go of\n");
    }
    const store::Verification found = store::verify(store, store::Idle::yes);
    const int code = tell(found);
    for (const std::string& line : store::repair(store, found.defects)) print(line + "\n");
    return code;
}

}  // namespace

int run_status(const StatusRequest& request) {
    return guarded(request.store, [&] {
        const Store store(request.store, Store::Purpose::read);
        const store::Status status = store::status_of(store);
        const std::size_t most = request.all ? std::numeric_limits<std::size_t>::max() : 20;
        print(request.format == StatusRequest::Format::json ? status_json(status) : status_table(status, most));
        return 0;
    });
}

int run_export(const ExportRequest& request) {
    const bool to_stream = !request.output || *request.output == "-";
    const bool one_file =
        request.format == ExportRequest::Format::xlsx || request.format == ExportRequest::Format::sqlite;
    if (to_stream && one_file) throw UsageError("name the file to write: -o FILE");
    return guarded(request.store, [&] {
        Store store(request.store, Store::Purpose::read);
        write_export(store, request);
        return 0;
    });
}

int run_verify(const VerifyRequest& request) {
    return guarded(request.store, [&] { return request.repair ? verify_and_repair(request) : only_verify(request); });
}

}  // namespace nianbao
