// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of a view: {key: action}. Letters act only where nothing is being written, not with Ctrl, Alt or Meta, not while
// an input method composes, and not when the reader has turned them off (a voice or a screen reader may need them).
import {isWriting} from './dom.js';

let view = {};
const everywhere = {};

export function use(keys) { view = keys; }

export function useEverywhere(keys) { Object.assign(everywhere, keys); }

export const letters = {
    on: () => localStorage.getItem('letters') !== 'off',
    set: (on) => localStorage.setItem('letters', on ? 'on' : 'off'),
};

export function isComposing(event) { return event.isComposing || event.keyCode === 229; }

/** What begins a number or a dash, also as typed with a Chinese input method. */
export function beginsTyping(event) { return /^[0-9０-９+\-.—–/－＋]$/.test(event.key); }

function nameOf(event) {
    if (event.key.length > 1) return (event.shiftKey ? 'Shift+' : '') + event.key;
    return event.key.toLowerCase();
}

function mayAct(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || isComposing(event)) return false;
    if (document.querySelector('dialog[open]')) return false;
    return event.key.length > 1 || letters.on();
}

/** A key that is held down must not answer one cell after the other; it may move on and on. */
function isHeldAnswer(event) {
    return event.repeat && (event.key === 'Enter' || (event.key.length === 1 && !'[]'.includes(event.key)));
}

document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || !mayAct(event)) return;
    if (isWriting(event.target)) return;
    if (isHeldAnswer(event)) return event.preventDefault();
    const action = view[nameOf(event)] ?? everywhere[nameOf(event)];
    if (action) {
        // Enter and the space bar belong to a button or a link that has the focus.
        if (['Enter', ' '].includes(event.key) && event.target.closest('button, a, summary')) return;
        event.preventDefault();
        action(event);
    } else if (view.typing && beginsTyping(event)) {
        view.typing(event);
    }
});
