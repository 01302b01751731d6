// SPDX-License-Identifier: GPL-3.0-or-later
// Moments that the measurement of the page looks for (bench/review_page.cpp), on the browser's own clock.

export function mark(name) {
    performance.clearMarks(name);
    performance.mark(name);
}
