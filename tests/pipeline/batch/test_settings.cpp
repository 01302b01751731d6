// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <regex>

#include "pipeline/batch/setting_list.h"
#include "pipeline/batch/setting_texts.h"
#include "pipeline/batch/settings_file.h"
#include "pipeline/output_plan.h"
#include "tests/temporary_folder.h"

using namespace nianbao::batch;
using nianbao::UsageError;
using std::chrono::milliseconds;

namespace {

Settings read(const std::string& toml) {
    Settings settings;
    read_settings_text(toml, "n.toml", settings);
    return settings;
}

std::string refusal(const std::string& toml) {
    try {
        read(toml);
    } catch (const UsageError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("durations, sizes and times as people write them") {
    CHECK(parse_duration("90") == milliseconds(90'000));
    CHECK(parse_duration("1.5s") == milliseconds(1'500));
    CHECK(parse_duration("500ms") == milliseconds(500));
    CHECK(parse_duration("2h") == milliseconds(7'200'000));
    for (const char* wrong : {"", "s", "-1s", "1 s", "1w", "1e99s", "99999999999999d"})
        CHECK_FALSE(parse_duration(wrong));
    CHECK(parse_size("512") == std::size_t{512} << 20);
    CHECK(parse_size("2G") == std::size_t{2} << 30);
    CHECK(parse_size("64K") == std::size_t{64} << 10);
    for (const char* wrong : {"", "G", "2GB", "-2G", "two"}) CHECK_FALSE(parse_size(wrong));
    constexpr std::int64_t second = 1'000'000'000;
    CHECK(parse_time("2h", 7200 * second) == 0);
    CHECK(*parse_time("2026-11-02", 0) - *parse_time("2026-11-01", 0) == 86400 * second);
    CHECK(*parse_time("2026-11-02T01:00", 0) - *parse_time("2026-11-02", 0) == 3600 * second);
    for (const char* wrong : {"", "5", "2026-13-01", "yesterday", "2026-11-01x"}) CHECK_FALSE(parse_time(wrong, 0));
}

TEST_CASE("a settings file sets what it names and leaves the rest") {
    const Settings settings = read(
        "store = '/srv/store'\npaths = ['/in', 'more/*.pdf']\njobs = 3\ndeadline_per_page = '2m'\n"
        "memory_per_worker = \"3G\"\nwatch = true\nno_text = true\nno_images = false\ndpi = 200\npatience = 30\n"
        "strict = false\nlog_size = '2M'\n");
    CHECK(settings.store == "/srv/store");
    CHECK(settings.paths == std::vector<std::string>{"/in", "more/*.pdf"});
    CHECK(settings.jobs == 3);
    CHECK(settings.deadline_per_page == milliseconds(120'000));
    CHECK(settings.memory_per_worker == std::size_t{3} << 30);
    CHECK(settings.watch == Switch::on);
    CHECK(settings.keep_text == Switch::off);
    CHECK(settings.keep_images == Switch::on);
    CHECK(settings.dpi == 200);
    CHECK(settings.patience == milliseconds(30'000));
    CHECK(settings.strict == Switch::off);
    CHECK(settings.log_bytes == std::size_t{2} << 20);
    CHECK(settings.language == "chi_sim");
}

TEST_CASE("what is wrong in a settings file is said with its line") {
    CHECK(refusal("jobs = 2\njbos = 3\n") == "n.toml:2: there is no setting 'jbos'; is 'jobs' meant?");
    CHECK(refusal("[batch]\njobs = 3\n") == "n.toml:1: there is no setting 'batch'; is 'watch' meant?");
    CHECK(refusal("completely_unheard_of = 1") == "n.toml:1: there is no setting 'completely_unheard_of'");
    CHECK(refusal("jobs = 'many'") == "n.toml:1: 'jobs' must be a number");
    CHECK(refusal("jobs = 2.5").find("n.toml:1: jobs: '2.5' must be a whole number from 0 to 1024") == 0);
    CHECK(refusal("watch = 'yes'") == "n.toml:1: 'watch' must be true or false");
    CHECK(refusal("paths = '/in'").find("n.toml:1: 'paths' must be a list of texts") == 0);
    CHECK(refusal("paths = ['/in', 3]").find("must be a list") != std::string::npos);
    CHECK(refusal("deadline_per_page = '2 weeks'").find("must be a time such as") != std::string::npos);
    CHECK(refusal("memory_per_worker = '1M'").find("not less than 128M") != std::string::npos);
    CHECK(refusal("dpi = 5000").find("a resolution from 72 to 1200") != std::string::npos);
    CHECK(refusal("language = '../../etc'").find("names such as chi_sim") != std::string::npos);
    CHECK(refusal("jobs = = 3").find("n.toml:1: this is not TOML: ") == 0);
    Settings settings;
    CHECK_THROWS_AS(read_settings_file("/no/such/file.toml", settings), UsageError);
}

TEST_CASE("settings that contradict each other are refused") {
    Settings settings;
    CHECK_THROWS_AS(check_settings(settings), UsageError);
    settings.store = "s";
    check_settings(settings);
    settings.metrics = "nianbao.txt";
    CHECK_THROWS_AS(check_settings(settings), UsageError);
    settings.metrics = "nianbao.prom";
    settings.watch = Switch::on;
    settings.paths = {"-"};
    CHECK_THROWS_AS(check_settings(settings), UsageError);
}

TEST_CASE("every setting can be said in a file, and has words for help") {
    for (const Setting& setting : all_settings()) {
        INFO(setting.key);
        CHECK(find_setting(setting.key) == &setting);
        CHECK_FALSE(setting.help.empty());
        CHECK((setting.kind == Setting::Kind::flag) == setting.argument.empty());
        CHECK(setting.option().rfind("--", 0) == 0);
        CHECK(setting.option().find('_') == std::string::npos);
    }
}

TEST_CASE("the example of a settings file names every setting, with its default, and can be read") {
    const std::string text = nianbao::testing::content_of(NIANBAO_SOURCE_DIR "/operations/nianbao.toml");
    CHECK(refusal(text).empty());
    for (const Setting& setting : all_settings()) {
        INFO(setting.key);
        const std::regex line("(^|\\n)(# )?" + setting.key + " = ([^#\\n]*)");
        std::smatch match;
        REQUIRE(std::regex_search(text, match, line));
        if (setting.key == "password_file") continue;  // there is no such file here
        CHECK(refusal(setting.key + " = " + match[3].str()).empty());
    }
}

TEST_CASE("a password can come from a file, so that no list of processes shows it") {
    const nianbao::testing::TemporaryFolder folder;
    nianbao::testing::write_file(folder / "password", "open sesame\n");
    CHECK(read("password_file = '" + (folder / "password").string() + "'").password == "open sesame");
    CHECK(refusal("password_file = '/no/such'").find("a file whose first line") != std::string::npos);
}
