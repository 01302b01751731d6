// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/workers/pool_runs.h"

#include <catch2/catch.hpp>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "document/document_bytes.h"
#include "document/text_form.h"
#include "parser/record_bytes.h"
#include "parser/record_json.h"
#include "tests/pipeline/bad_inputs.h"
#include "tests/workers/small_pdf.h"

namespace nianbao::testing {
namespace {

namespace fs = std::filesystem;

/// The fields of /proc/N/stat behind the name: state, parent, ...
bool state_and_parent(pid_t process, char& state, pid_t& parent) {
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string line;
    std::getline(file, line);  // nothing, and no exception, of a process that has just ended
    const auto end = line.rfind(')');
    return end != std::string::npos && std::sscanf(line.c_str() + end, ") %c %d", &state, &parent) == 2;
}

}  // namespace

workers::PoolOptions quick(const std::string& faults, int jobs) {
    workers::PoolOptions options;
    options.jobs = jobs;
    options.page_deadline = std::chrono::seconds(20);
    options.faults = workers::parse_faults(faults).value();
    return options;
}

workers::DocumentRequest request_for(std::vector<fs::path> files) {
    workers::DocumentRequest request;
    request.ticket = 42;
    request.files = std::move(files);
    request.document = true;
    request.text_form = true;
    return request;
}

workers::DocumentResult run_pool(const workers::PoolOptions& options, const workers::DocumentRequest& request) {
    workers::Pool pool(options);
    pool.submit(request);
    if (auto result = pool.wait(std::chrono::minutes(2))) return std::move(*result);
    return {};
}

Desk::Desk() {
    write_file(folder / "three.pdf", three_pages());
    write_file(folder / "report.txt", small_report);
}

const Conversion& undisturbed() {
    static const Conversion conversion = [] {
        const Desk desk;
        return convert({desk.folder / "three.pdf"}, {});
    }();
    return conversion;
}

std::string without_name(std::string json) {
    const auto at = json.find("\"file\"");
    return json.erase(at, json.find('\n', at) - at);
}

void check_same(const workers::DocumentResult& result, const Conversion& expected) {
    REQUIRE(result.record.has_value());
    REQUIRE(result.document.has_value());
    parser::Record record = *result.record;
    record.source.file = expected.record.source.file;
    CHECK(parser::record_bytes(record) == parser::record_bytes(expected.record));
    CHECK(without_name(result.record_json) == without_name(parser::write_record_json(expected.record)));
    CHECK(result.text_form == write_text_form(expected.document));
}

void Lookout::watch(workers::PoolOptions& options) {
    options.progress = [this](std::uint64_t, int page, int, std::string_view stage) {
        seen_ = seen_ || (page == page_ && stage == stage_);
    };
}

bool Lookout::sees_it(workers::Pool& pool) const {
    for (int tries = 0; tries < 1200 && !seen_; ++tries) pool.wait(std::chrono::milliseconds(50));
    return seen_;
}

std::vector<pid_t> children_of(pid_t parent) {
    std::vector<pid_t> children;
    for (const auto& entry : fs::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        pid_t process = 0, its_parent = 0;
        char state = 0;
        if (std::from_chars(name.data(), name.data() + name.size(), process).ec != std::errc()) continue;
        if (state_and_parent(process, state, its_parent) && its_parent == parent && state != 'Z')
            children.push_back(process);
    }
    return children;
}

bool is_alive(pid_t process) {
    char state = 0;
    pid_t parent = 0;
    return state_and_parent(process, state, parent) && state != 'Z';
}

std::string text_on_page(const Document& document, int page) {
    std::string text;
    for (const Block& block : document.blocks) {
        if (const auto* paragraph = std::get_if<Paragraph>(&block); paragraph && paragraph->page == page)
            text += to_bytes(*paragraph);
        const auto* table = std::get_if<Table>(&block);
        if (!table) continue;
        for (const TableCell& cell : table->cells) {
            if (cell.page == page) text += to_bytes(cell);
        }
    }
    return text;
}

}  // namespace nianbao::testing
