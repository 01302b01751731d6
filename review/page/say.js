// SPDX-License-Identifier: GPL-3.0-or-later
// What happened, seen and heard: one line at the foot of the page, which screen readers read out.
import {fill, h} from './dom.js';

let clearing = 0;

/** @param kind "good", "bad" or "" */
export function say(text, kind = '') {
    const place = document.getElementById('said');
    clearTimeout(clearing);
    fill(place, h('span', {class: `said ${kind}`}, text));
    clearing = setTimeout(() => fill(place), kind === 'bad' ? 15000 : 7000);
}

/** Stays until it is taken away; for what must not be missed. */
export function banner(...children) {
    const place = document.getElementById('banner');
    if (!children.length) return fill(place);
    return fill(place, h('div', {class: 'banner'}, ...children));
}
