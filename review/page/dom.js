// SPDX-License-Identifier: GPL-3.0-or-later
// Elements, made without markup: whatever a report says stays text.

function put(element, name, value) {
    if (value === undefined || value === null || value === false) return;
    if (name.startsWith('on'))
        element.addEventListener(name.slice(2), value);
    else if (value === true)
        element.setAttribute(name, '');
    else
        element.setAttribute(name, String(value));
}

function filled(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) put(element, name, value);
    for (const child of children.flat(Infinity)) {
        if (child !== undefined && child !== null && child !== false) element.append(child);
    }
    return element;
}

/** h('p', {class: 'note'}, 'text', other) */
export function h(name, attributes, ...children) { return filled(document.createElement(name), attributes, children); }

export function svg(name, attributes, ...children) {
    return filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

/** Replaces what is in an element, without losing the focus to the body when it was inside. */
export function fill(element, ...children) {
    element.replaceChildren(...children.flat(Infinity).filter((child) => child));
    return element;
}

export const kbd = (key) => h('kbd', {}, key);

/** Whether a key pressed here belongs to a field that is being written in. */
export function isWriting(target) {
    return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type) ||
        target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
