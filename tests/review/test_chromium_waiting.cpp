// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that wait in the browser: none is thrown away before the server has it, and none is stored unseen over what
// came between.
#include <catch2/catch.hpp>

#include "tests/review/review_place.h"

using namespace nianbao::testing;
using nlohmann::json;

namespace {

/// Answers reach no server from now on.
void cut_off(Browser& browser) {
    browser.run(
        "window.own ||= fetch; window.tries = 0; window.fetch = (path, options) => options.method === 'POST' ? "
        "(++tries, Promise.reject(new TypeError())) : own(path, options)");
}

/// The server takes answers, but its store is in use.
void make_busy(Browser& browser) {
    browser.run(
        "window.tries = 0; window.fetch = (path, options) => options.method === 'POST' ? (++tries, Promise.resolve("
        "new Response('{\"error\": {\"code\": \"store.busy\", \"message\": \"busy\"}}', {status: 503}))) : "
        "own(path, options)");
}

void mend(Browser& browser) {
    browser.run("window.fetch = own");
}

const char* const kept =
    "JSON.parse(localStorage.getItem(Object.keys(localStorage).find((key) => "
    "key.startsWith('pending'))))";

void wait_for_kept(Browser& browser, int count) {
    browser.wait_until(std::string(kept) + ".length === " + std::to_string(count));
}

void answer_in_vain(Browser& browser, const std::string& text) {
    cut_off(browser);
    type_into_cell(browser, text);
    browser.press("Enter");
    browser.wait_until("document.querySelector('.saving').innerText !== '' && document.querySelector('.banner')");
    wait_for_kept(browser, 1);
}

}  // namespace

TEST_CASE("an answer waits as long as the store is in use, and so do those of other tabs") {
    if (skipped()) return;
    Place place;
    const auto review = place.review("wang");
    Browser browser(place.driver, {});
    place.open_first_cell(browser, review->address());
    const ShownCell cell = shown_cell(browser);
    const auto rows = nianbao::review::Desk(place.folder / "store").queue({}, 0, 2).rows;
    REQUIRE(rows.at(0).key.cell == cell.id);
    answer_in_vain(browser, "4711");
    // Another tab adds one of its own.
    const ShownCell other{std::to_string(rows.at(1).key.document), rows.at(1).key.cell};
    browser.run("const all = " + std::string(kept) + "; const [first] = all; all.push({...first, id: 'other', body: " +
                "{...first.body, document: " + other.document + ", cell: '" + other.id +
                "', printed: '12', version: ''}}); localStorage.setItem(Object.keys(localStorage).find((key) => "
                "key.startsWith('pending')), JSON.stringify(all))");
    make_busy(browser);
    browser.wait_until("tries >= 2");
    wait_for_kept(browser, 2);
    CHECK(browser.run("return document.querySelectorAll('.banner').length") == 1);
    mend(browser);
    wait_for_kept(browser, 0);
    browser.wait_until("!document.querySelector('.banner')");
    CHECK(place.work(cell).cell.printed == "4711");
    CHECK(place.work(cell).history.size() == 1);
    CHECK(place.work(other).cell.printed == "12");
}

TEST_CASE("an answer that waited too long is shown again with what came between, not thrown away") {
    if (skipped()) return;
    Place place;
    const auto review = place.review("wang");
    Browser browser(place.driver, {});
    place.open_first_cell(browser, review->address());
    const ShownCell cell = shown_cell(browser);
    answer_in_vain(browser, "42");
    nianbao::review::Desk(place.folder / "store")
        .answer({{std::stoll(cell.document), cell.id}, nianbao::review::AnswerKind::typed, "41", "", "li", ""});
    browser.press("Escape");  // out of the field
    browser.press("q");
    wait_for_queue(browser);
    mend(browser);
    browser.wait_until("location.hash.startsWith('#/work/') && document.querySelector('#typed')?.value === '42'");
    browser.wait_until("document.querySelector('.candidates .text').innerText === '41'");
    CHECK(shown_cell(browser) == cell);
    CHECK(place.work(cell).cell.printed == "41");
    browser.press("Enter");
    wait_for_another_cell(browser, cell);
    CHECK(place.work(cell).cell.printed == "42");
    CHECK(place.work(cell).history.size() == 2);
}
