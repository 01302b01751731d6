// SPDX-License-Identifier: GPL-3.0-or-later
// Two reviewers at one cell: both answers are shown, and a person decides.
import {fill, h} from './dom.js';
import {printed} from './parts.js';
import {moment, t} from './texts.js';

/** Nothing of the answer is stored, and it cannot be sent again before a person has looked at what is there now. */
export function isReadAnew(result) { return result.result === 'conflict' && result.code === 'read_anew'; }

/**
 * The reply to an earlier try was lost, and what is there is what is being sent.
 * @param answer its kind, and its `printed` or `text`
 */
export function isMine(result, answer, reviewer) {
    const {other} = result;
    return result.code === 'answered' && other?.reviewer === reviewer && other.kind === answer.kind &&
        other.printed === (answer.printed ?? answer.text);
}

function side(title, text, note) {
    return h(
        'div', {class: 'side'}, h('p', {class: 'muted small'}, title), h('p', {class: 'text'}, printed(text)),
        h('p', {class: 'muted small'}, note));
}

function theirs(other) {
    return side(
        t('conflict.theirs', {name: other.reviewer}), other.printed,
        `${t(`kind.${other.kind}`)} · ${moment(other.when)}${other.why ? ` · ${other.why}` : ''}`);
}

/** @return a promise: true when one's own answer is to replace the other's */
export function askAboutConflict(answer, result) {
    return new Promise((decide) => {
        const before = document.activeElement;
        const dialog = h('dialog', {class: 'conflict', 'aria-labelledby': 'conflict-title'});
        const end = (over) => () => {
            decide(over);
            dialog.close();
        };
        fill(
            dialog, h('h2', {id: 'conflict-title'}, t('conflict.title')), h('p', {}, t('conflict.words')),
            h('div', {class: 'sides'}, theirs(result.other),
              side(t('conflict.mine'), answer.printed ?? answer.text, t(`kind.${answer.kind ?? 'typed'}`))),
            h('div', {class: 'choices'}, h('button', {autofocus: true, onclick: end(false)}, t('conflict.keep')),
              h('button', {onclick: end(true)}, t('conflict.replace'))));
        dialog.addEventListener('close', () => {
            dialog.remove();
            before?.focus();
            decide(false);
        });
        document.body.append(dialog);
        dialog.showModal();
    });
}
