// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/review/page_steps.h"

namespace nianbao::testing {

const char* const pictures_are_there =
    "[...document.images].every((image) => image.complete && image.naturalWidth > 0) && "
    "document.querySelector('.sheet:not([hidden])')";

ShownCell shown_cell(Browser& browser) {
    const std::string hash = browser.run("return decodeURIComponent(location.hash)");
    const std::size_t first = hash.find('/', 2), second = hash.find('/', first + 1);
    return {hash.substr(first + 1, second - first - 1), hash.substr(second + 1)};
}

void wait_for_queue(Browser& browser) {
    browser.wait_until("document.body.dataset.view === 'queue' && document.querySelector('.list tbody tr, .nothing')");
}

void wait_for_cell(Browser& browser) {
    browser.wait_until(
        "location.hash.split('/').length === 4 && document.activeElement?.id === 'candidates' && "
        "document.querySelectorAll('.candidates li').length > 0");
}

void wait_for_another_cell(Browser& browser, const ShownCell& than) {
    browser.wait_until("decodeURIComponent(location.hash) !== '#/work/" + than.document + "/" + than.id + "'");
    wait_for_cell(browser);
}

void type_into_cell(Browser& browser, const std::string& text) {
    browser.type(text);
    browser.wait_until("document.querySelector('#typed').value === '" + text + "'");
}

ShownCell correct_cell(Browser& browser, const std::string& text) {
    ShownCell cell = shown_cell(browser);
    type_into_cell(browser, text);
    browser.press("Enter");
    wait_for_another_cell(browser, cell);
    return cell;
}

std::string shown_file(Browser& browser) {
    return browser.text(".work-head .file");
}

}  // namespace nianbao::testing
