// SPDX-License-Identifier: GPL-3.0-or-later
// The page when something is against it: a server that goes, another reviewer, reports with markup in them. And whether
// a screen reader finds names for everything.
#include <catch2/catch.hpp>
#include <set>

#include "tests/review/review_place.h"

using namespace nianbao::testing;
using nlohmann::json;

namespace {

/// Roles that a person acts on; each must be called something.
const std::set<std::string> acting = {"button",   "link",     "textbox", "searchbox",    "combobox",
                                      "radio",    "checkbox", "option",  "listbox",      "grid",
                                      "gridcell", "dialog",   "row",     "columnheader", "rowheader"};

/// Rows of a plain table are no place to be at; those of the queue are.
bool is_for_acting(const json& node) {
    if (node.value("ignored", false) || !acting.count(node["role"]["value"].get<std::string>())) return false;
    if (node["role"]["value"] != "row") return true;
    const json properties = node.value("properties", json::array());
    return std::any_of(properties.begin(), properties.end(),
                       [](const json& one) { return one["name"] == "focusable"; });
}

std::string nameless(Browser& browser) {
    std::string found;
    const json tree = browser.devtools("Accessibility.getFullAXTree", json::object());
    for (const json& node : tree["nodes"]) {
        if (!is_for_acting(node)) continue;
        if (!node.contains("name") || node["name"]["value"].get<std::string>().empty())
            found += node["role"].dump() + " ";
    }
    return found;
}

bool has_focus(Browser& browser) {
    return browser.run("return document.activeElement && document.activeElement !== document.body");
}

}  // namespace

TEST_CASE("an answer that the server does not take is said to be unsaved, kept, and sent when it is back") {
    if (skipped()) return;
    Place place;
    auto review = place.review("wang");
    const unsigned short port = review->port();
    Browser browser(place.driver, {});
    place.open_first_cell(browser, review->address());
    const ShownCell cell = shown_cell(browser);
    review->kill();
    type_into_cell(browser, "4711");
    browser.press("Enter");
    browser.wait_until("document.querySelector('.banner') && document.querySelector('.saving').innerText !== ''");
    CHECK(browser.text(".said.good").empty());
    CHECK(shown_cell(browser) == cell);
    CHECK_FALSE(place.work(cell).cell.answered);

    review = place.review("wang", port);
    browser.open(review->address());
    wait_for_queue(browser);
    browser.wait_until("!document.querySelector('.banner') && document.querySelector('.said.good')");
    CHECK(place.work(cell).cell.printed == "4711");
    CHECK(place.work(cell).history.size() == 1);
    browser.open(browser.run("return location.origin + location.pathname"));  // once, not again with each visit
    wait_for_queue(browser);
    CHECK(place.work(cell).history.size() == 1);
}

TEST_CASE("the browser sends the cookie to no other server of this machine") {
    if (skipped()) return;
    Place place;
    const auto review = place.review("wang");
    Browser browser(place.driver, {});
    place.open_first_cell(browser, review->address());
    const auto sent_to = [&](const std::string& address) {
        return browser.devtools("Network.getCookies", {{"urls", {address}}})["cookies"].size();
    };
    CHECK(sent_to(browser.run("return location.origin + location.pathname + 'api/queue'")) == 1);
    for (const char* path : {"/", "/enter", "/api/queue", "/s/", "/files/main.js"}) {
        INFO(path);
        CHECK(sent_to("http://127.0.0.1:4711" + std::string(path)) == 0);
    }
    browser.run("location.reload()");  // where the page is, it can be opened again
    wait_for_cell(browser);
}

TEST_CASE("two reviewers at one cell: the second sees what the first said before anything is replaced") {
    if (skipped()) return;
    Place place;
    const auto first = place.review("Li"), second = place.review("Wang");
    Browser one(place.driver, {}), other(place.driver, {1280, 800, "en-GB", "second"});
    place.open_first_cell(one, first->address());
    place.open_first_cell(other, second->address());
    const ShownCell cell = shown_cell(one);
    REQUIRE(shown_cell(other) == cell);
    correct_cell(one, "41");
    type_into_cell(other, "42");
    other.press("Enter");
    other.wait_until("document.querySelector('dialog.conflict')");
    CHECK(other.text("dialog.conflict").find("Li") != std::string::npos);
    CHECK(other.text("dialog.conflict").find("41") != std::string::npos);
    CHECK(other.text("dialog.conflict").find("42") != std::string::npos);
    CHECK(place.work(cell).cell.printed == "41");
    SECTION("what is there is kept") {
        other.press("Enter");
        other.wait_until("!document.querySelector('dialog')");
        other.wait_until("document.querySelector('.candidates .text').innerText === '41'");
        CHECK(place.work(cell).history.size() == 1);
    }
    SECTION("one's own replaces it, knowingly") {
        other.press("Tab");
        other.press("Enter");
        wait_for_another_cell(other, cell);
        CHECK(place.work(cell).cell.printed == "42");
        CHECK(place.work(cell).history.size() == 2);
    }
}

TEST_CASE("a cell that was read anew is shown as it is now, with what was typed, before anything is stored") {
    if (skipped()) return;
    Place place;
    const auto review = place.review("Wang");
    Browser browser(place.driver, {});
    place.open_first_cell(browser, review->address());
    const ShownCell cell = shown_cell(browser);
    const SeededDocument& report = place.report(cell);
    nianbao::parser::Record newer = report.record;
    nianbao::parser::RecordCell& moved = *newer.find(cell.id);
    moved.box = nianbao::Rect{moved.box->x0, moved.box->y0 + 60, moved.box->x1, moved.box->y1 + 60};
    moved.confidence = 0.123;
    read_again(place.folder / "store", report, newer, "another recipe");
    type_into_cell(browser, "4711");
    browser.press("Enter");
    browser.wait_until(
        "document.querySelector('.said.bad') && document.querySelector('.about').innerText.includes('12.3')");
    CHECK(browser.run("return document.querySelectorAll('dialog').length") == 0);
    CHECK(shown_cell(browser) == cell);
    CHECK(browser.run("return document.activeElement.id + ' ' + document.activeElement.value") == "typed 4711");
    CHECK_FALSE(place.work(cell).cell.answered);
    browser.press("Enter");
    wait_for_another_cell(browser, cell);
    CHECK(place.work(cell).cell.printed == "4711");
    CHECK(place.work(cell).cell.box->y0 == moved.box->y0);
}

TEST_CASE("sums turn as one types, and keys that are held or composed with answer nothing") {
    if (skipped()) return;
    Place place;
    const auto review = place.review("Wang");
    Browser browser(place.driver, {});
    place.open_first_cell(browser, review->address());
    const ShownCell cell = shown_cell(browser);
    const nianbao::review::Work work = place.work(cell);
    REQUIRE(work.settles > 0);
    const auto holding = [&] { return browser.run("return document.querySelectorAll('.sum.good').length").get<int>(); };
    const int before = holding();
    type_into_cell(browser, work.proposed);
    CHECK(holding() >= before + work.settles);
    CHECK(browser.run("return document.querySelector('.sum.good .verdict').innerText.length > 0"));
    browser.type("9");  // behind it: another number
    browser.run(
        "document.querySelector('#typed').dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, "
        "bubbles: true}))");
    CHECK(shown_cell(browser) == cell);
    CHECK_FALSE(place.work(cell).cell.answered);
    browser.press("Escape");
    wait_for_cell(browser);
    CHECK(holding() == before);
    for (const char* held : {"Enter", "b"}) {
        browser.run("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '" + std::string(held) +
                    "', repeat: true, bubbles: true, cancelable: true}))");
    }
    CHECK(shown_cell(browser) == cell);
    CHECK_FALSE(place.work(cell).cell.answered);
    browser.press("o");
    wait_for_another_cell(browser, cell);
    CHECK(place.work(cell).cell.answered);
}

TEST_CASE("what stands in a report is text, whatever it looks like") {
    if (skipped()) return;
    Place place;
    const std::string markup = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";
    nianbao::parser::Record record = place.documents.front().record;
    record.organization = record.title = markup;
    for (auto& section : record.sections) section.heading = markup;
    for (auto& cell : record.cells) {
        if (!cell.needs_review) continue;
        cell.printed = "</td><b>7</b>";
        cell.reason = "the characters could not be understood " + markup;
    }
    read_again(place.folder / "store", place.documents.front(), record, "another recipe");
    const auto review = place.review("<b>Wang</b>");
    Browser browser(place.driver, {});
    browser.open(review->address());
    wait_for_queue(browser);
    const std::string in_view = "document.body.innerText.includes('onerror')";
    browser.wait_until(in_view);
    CHECK(browser.text(".who").find("<b>Wang</b>") != std::string::npos);
    browser.run("location.hash = '#/work/" + std::to_string(place.documents.front().id) + "'");
    wait_for_cell(browser);
    browser.wait_until(in_view + " && document.body.innerText.includes('</td><b>7</b>')");
    browser.press("a");
    browser.wait_until("document.querySelector('.statistics') && " + in_view);
    CHECK(browser.run("return document.title").get<std::string>().find("taken") == std::string::npos);
    CHECK(browser.run("return document.querySelectorAll('main b, main script').length") == 0);
    CHECK(browser.complaints() == json::array());
}

TEST_CASE("everything that can be acted on has a name, and the focus is never lost") {
    if (skipped()) return;
    Place place;
    const auto review = place.review("Wang");
    Browser browser(place.driver, {});
    browser.open(review->address());
    wait_for_queue(browser);
    CHECK(nameless(browser) == "");
    CHECK(has_focus(browser));
    browser.press("Enter");
    wait_for_cell(browser);
    CHECK(nameless(browser) == "");
    browser.press("g");
    browser.press("ArrowRight");
    CHECK(browser.run("return document.activeElement.tagName") == "TD");
    const ShownCell cell = shown_cell(browser);
    browser.press("b");  // at another cell than the one that is shown: no answer to either
    browser.press("7");
    CHECK(shown_cell(browser) == cell);
    CHECK(browser.run("return document.querySelector('#typed').value") == "");
    CHECK_FALSE(place.work(cell).cell.answered);
    browser.press("Escape");
    wait_for_cell(browser);
    browser.press("?");
    browser.wait_until("document.querySelector('dialog.help')");
    CHECK(nameless(browser) == "");
    browser.press("Escape");
    browser.wait_until("!document.querySelector('dialog')");
    CHECK(has_focus(browser));
    for (const char* key : {"p", "a", "q"}) {
        const std::string view = key[0] == 'p' ? "prose" : key[0] == 'a' ? "statistics" : "queue";
        browser.press(key);
        browser.wait_until("document.body.dataset.view === '" + view + "' && document.querySelector('main ." + view +
                           "')");
        INFO(view);
        CHECK(nameless(browser) == "");
        CHECK(has_focus(browser));
    }
}
