// SPDX-License-Identifier: GPL-3.0-or-later
// A text that was not saved, because its cell or line is not what it was when the text was typed. It is put into the
// field again when the cell or line is shown, for a person to look at and to save.
const held = new Map();  // by address

/** Shows an address; where one is already, what is shown has changed all the same. */
export function show(address) {
    if (location.hash === address)
        document.dispatchEvent(new CustomEvent('back'));
    else
        location.hash = address;
}

/** The text is put into its field when the address is shown. @param text empty: only what is there now is shown */
export function hold(address, text) {
    if (text) held.set(address, text);
}

export function showWith(address, text) {
    hold(address, text);
    show(address);
}

/** The text for the field of what is being shown; once. Empty: there is none. */
export function take(address) {
    const text = held.get(address) ?? '';
    held.delete(address);
    return text;
}

/** Of an answer to a cell, what a person typed or chose; confirmed is only what stood there. */
export function textOf(answer) {
    return ['typed', 'other_reading', 'as_printed'].includes(answer.kind) ? answer.printed : '';
}
