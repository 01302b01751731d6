// SPDX-License-Identifier: GPL-3.0-or-later
// Two reviewers at one cell: both answers are shown, and a person decides.
import {fill, h} from './dom.js';
import {printed} from './parts.js';
import {moment, t} from './texts.js';

/** The reply to an earlier try was lost, and what is there is what is being sent. */
export function isMine(result, answer, reviewer) {
    const {other} = result;
    return other && other.reviewer === reviewer && other.printed === answer.printed && other.kind === answer.kind;
}

function side(title, text, note) {
    return h(
        'div', {class: 'side'}, h('p', {class: 'muted small'}, title), h('p', {class: 'text'}, printed(text)),
        h('p', {class: 'muted small'}, note));
}

function theirs(other, words) {
    if (!other) return side(t('conflict.anew'), '', words);
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
            h('div', {class: 'sides'}, theirs(result.other, result.words),
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
