// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/setting_list.h"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <thread>

#include "pipeline/batch/setting_texts.h"
#include "pipeline/output_plan.h"
#include "pipeline/store/clock.h"

namespace nianbao::batch {
namespace {

using Texts = std::vector<std::string>;
using Apply = std::function<void(Settings&, const Texts&)>;
using Kind = Setting::Kind;
using std::chrono::milliseconds;

[[noreturn]] void refuse(const std::string& given, const std::string& wanted) {
    throw UsageError("'" + given + "' must be " + wanted);
}

Apply flag(Switch Settings::*member) {
    return [member](Settings& settings, const Texts& texts) {
        settings.*member = texts.front() == "false" ? Switch::off : Switch::on;
    };
}

Apply negative_flag(Switch Settings::*member) {
    return [member](Settings& settings, const Texts& texts) {
        settings.*member = texts.front() == "false" ? Switch::on : Switch::off;
    };
}

template <class Number>
Apply count(Number Settings::*member, int least, int most) {
    return [=](Settings& settings, const Texts& texts) {
        const auto value = parse_number(texts.front());
        if (!value || *value != static_cast<int>(*value) || *value < least || *value > most)
            refuse(texts.front(), "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        settings.*member = static_cast<Number>(*value);
    };
}

Apply duration(milliseconds Settings::*member, milliseconds least) {
    return [=](Settings& settings, const Texts& texts) {
        const auto value = parse_duration(texts.front());
        if (!value || *value < least)
            refuse(texts.front(),
                   "a time such as 90s, 2m or 1h, not less than " + std::to_string(least.count()) + "ms");
        settings.*member = *value;
    };
}

Apply size(std::size_t Settings::*member, std::size_t least_mib) {
    return [=](Settings& settings, const Texts& texts) {
        const auto value = parse_size(texts.front());
        if (!value || *value < (least_mib << 20))
            refuse(texts.front(), "a size such as 512M or 2G, not less than " + std::to_string(least_mib) + "M");
        settings.*member = *value;
    };
}

template <class Member>
Apply text(Member Settings::*member) {
    return [member](Settings& settings, const Texts& texts) { settings.*member = texts.front(); };
}

void apply_since(Settings& settings, const Texts& texts) {
    settings.since_ns = parse_time(texts.front(), store::now_ns());
    if (!settings.since_ns) refuse(texts.front(), "a day such as 2026-11-01, or how long ago: 2d");
}

void apply_dpi(Settings& settings, const Texts& texts) {
    const auto value = parse_number(texts.front());
    if (!value || *value < 72 || *value > 1200) refuse(texts.front(), "a resolution from 72 to 1200");
    settings.dpi = *value;
}

void apply_language(Settings& settings, const Texts& texts) {
    const std::string& name = texts.front();
    const bool plain = std::all_of(name.begin(), name.end(),
                                   [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '+'; });
    if (!plain || name.empty() || name.front() == '+' || name.back() == '+')
        refuse(name, "names such as chi_sim or chi_sim+eng");
    settings.language = name;
}

void apply_password_file(Settings& settings, const Texts& texts) {
    std::ifstream in(texts.front());
    if (!std::getline(in, settings.password)) refuse(texts.front(), "a file whose first line is the password");
}

std::vector<Setting> make_list() {
    const auto ms = [](int count) { return milliseconds(count); };
    return {
        {"store", Kind::text, "DIR", "the store; made where there is none", text(&Settings::store)},
        {"null", Kind::flag, "", "names on standard input end with NUL, as from find -print0",
         flag(&Settings::null_separated)},
        {"follow_links", Kind::flag, "", "also take what symbolic links in folders lead to",
         flag(&Settings::follow_links)},
        {"since", Kind::text, "TIME", "only files modified since: 2026-11-01, or 2d", apply_since},
        {"retry", Kind::flag, "", "also run again what failed before", flag(&Settings::retry)},
        {"check_content", Kind::flag, "", "read every file, even if its size and times are as they were",
         flag(&Settings::check_content)},
        {"watch", Kind::flag, "", "stay, and convert what arrives", flag(&Settings::watch)},
        {"poll", Kind::measure, "TIME", "look into the folders this often when watching (5s)",
         duration(&Settings::poll, ms(100))},
        {"settle", Kind::measure, "TIME",
         "leave a file alone until it has not changed for so long, when watching (10s)",
         duration(&Settings::settle, ms(0))},
        {"jobs", Kind::number, "N", "worker processes at one time; 0: as many as cores and memory allow (0)",
         count(&Settings::jobs, 0, 1024)},
        {"deadline_per_page", Kind::measure, "TIME", "for one attempt at one page (120s)",
         duration(&Settings::deadline_per_page, ms(100))},
        {"memory_per_worker", Kind::measure, "SIZE", "address space of a worker (2G)",
         size(&Settings::memory_per_worker, 128)},
        {"pages_per_worker", Kind::number, "N", "then a fresh worker takes its place (100)",
         count(&Settings::pages_per_worker, 1, 1000000)},
        {"attempts", Kind::number, "N", "at a page, before it is given up (3)", count(&Settings::attempts, 1, 100)},
        {"no_sandbox", Kind::flag, "", "run also where the system has no sandbox for the workers",
         flag(&Settings::no_sandbox)},
        {"language", Kind::text, "NAME", "Tesseract's language for the prose (chi_sim)", apply_language},
        {"dpi", Kind::number, "DPI", "resolution at which PDF pages are rendered, 72 to 1200 (300)", apply_dpi},
        {"password", Kind::text, "TEXT", "of encrypted PDFs", text(&Settings::password)},
        {"password_file", Kind::text, "FILE", "the same, from the first line of a file", apply_password_file},
        {"no_text", Kind::flag, "", "do not keep the text form", negative_flag(&Settings::keep_text)},
        {"no_images", Kind::flag, "", "do not keep pictures of pages that are for review",
         negative_flag(&Settings::keep_images)},
        {"patience", Kind::measure, "TIME", "wait so long for room on a full disk, then stop (10m)",
         duration(&Settings::patience, ms(0))},
        {"grace", Kind::measure, "TIME", "let documents at work finish for so long when stopped (10s)",
         duration(&Settings::grace, ms(0))},
        {"no_wait", Kind::flag, "", "leave at once when another run has the store", flag(&Settings::no_wait)},
        {"strict", Kind::flag, "", "leave with 4 when something needs review", flag(&Settings::strict)},
        {"quiet", Kind::flag, "", "only errors", flag(&Settings::quiet)},
        {"summary", Kind::text, "FILE", "write the summary here, as JSON", text(&Settings::summary)},
        {"metrics", Kind::text, "FILE", "Prometheus textfile (DIR/metrics.prom)", text(&Settings::metrics)},
        {"log_size", Kind::measure, "SIZE", "of one file of the log, before the next is begun (10M)",
         size(&Settings::log_bytes, 1)},
        {"log_files", Kind::number, "N", "how many of them are kept (10)", count(&Settings::log_files, 1, 10000)},
        {"confidence_log_size", Kind::measure, "SIZE", "of one file of the confidence log (50M)",
         size(&Settings::confidence_bytes, 1)},
        {"confidence_log_files", Kind::number, "N", "how many of them are kept (10)",
         count(&Settings::confidence_files, 1, 10000)},
        {"no_confidence_log", Kind::flag, "", "do not write it", flag(&Settings::no_confidence_log)},
        {"paths", Kind::list, "PATH", "files, folders, patterns; - for a list on standard input",
         [](Settings& settings, const Texts& texts) { settings.paths = texts; }},
    };
}

}  // namespace

std::string Setting::option() const {
    std::string option = "--" + key;
    std::replace(option.begin(), option.end(), '_', '-');
    return option;
}

const std::vector<Setting>& all_settings() {
    static const std::vector<Setting> list = make_list();
    return list;
}

const Setting* find_setting(const std::string& key) {
    const auto& list = all_settings();
    const auto found = std::find_if(list.begin(), list.end(), [&](const Setting& one) { return one.key == key; });
    return found == list.end() ? nullptr : &*found;
}

void check_settings(const Settings& settings) {
    if (settings.store.empty()) throw UsageError("name the store: --store DIR");
    if (settings.metrics && settings.metrics->extension() != ".prom")
        throw UsageError("the metrics file must end in .prom, or the collector will not read it");
    if (settings.watch == Switch::on && std::count(settings.paths.begin(), settings.paths.end(), "-") > 0)
        throw UsageError("--watch needs folders or files to watch, not a list on standard input");
}

int jobs_of(const Settings& settings) {
    if (settings.jobs > 0) return settings.jobs;
    const auto cores = static_cast<long>(std::max(1u, std::thread::hardware_concurrency()));
    // A page takes about 0.7 GB at its peak; its worker's limit is of address space, most of which is never touched.
    constexpr long bytes_of_a_page = 700L << 20;
    const long memory = sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGE_SIZE);
    return static_cast<int>(std::clamp(memory / bytes_of_a_page, 1L, cores));
}

}  // namespace nianbao::batch
