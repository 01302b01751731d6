// SPDX-License-Identifier: GPL-3.0-or-later
// All keys, in a dialog.
import {fill, h} from './dom.js';
import {letters} from './keys.js';
import {t} from './texts.js';

const groups = {
    'help.queue': [
        ['↑ ↓', 'help.move'], ['Enter', 'help.open'], ['f', 'help.filter'], ['d', 'help.documents'], ['r', 'help.anew'],
        ['u', 'help.undo'], ['Home End', 'help.ends']
    ],
    'help.work': [
        ['Enter', 'help.confirm'], ['↑ ↓', 'help.candidates'], ['o', 'help.other'], ['0 – 9', 'help.type'],
        ['t', 'help.edit'], ['b', 'help.blank'], ['w', 'help.as_printed'], ['s', 'help.skip'], ['u', 'help.undo'],
        ['← →', 'help.neighbours'], ['n', 'help.next_document'], ['e', 'help.why'], ['g', 'help.grid'],
        ['Esc', 'help.back']
    ],
    'help.page': [['z', 'help.zoom'], ['[ ]', 'help.zoom_steps'], ['Shift ← → ↑ ↓', 'help.pan']],
    'help.prose':
        [['↑ ↓', 'help.lines'], ['Enter', 'help.prose_confirm'], ['t', 'help.prose_edit'], ['u', 'help.undo']],
    'help.everywhere': [
        ['q', 'help.to_queue'], ['p', 'help.to_prose'], ['a', 'help.to_statistics'], ['l', 'help.language'],
        ['?', 'help.help']
    ],
};

const keysOf = (names) => names.split(' ').map((name) => (name === '–' ? ' – ' : h('kbd', {}, name)));

function group([title, rows]) {
    return h(
        'section', {}, h('h3', {}, t(title)),
        h('dl', {}, rows.map(([names, text]) => [h('dt', {}, keysOf(names)), h('dd', {}, t(text))])));
}

function lettersSwitch() {
    const box = h('input', {type: 'checkbox', checked: letters.on(), onchange: () => letters.set(box.checked)});
    return h('label', {class: 'letters'}, box, ' ', t('help.letters'));
}

export function showHelp() {
    const before = document.activeElement;
    const dialog = h('dialog', {class: 'help', 'aria-labelledby': 'help-title'});
    const close = () => dialog.close();
    fill(
        dialog,
        h('header', {}, h('h2', {id: 'help-title'}, t('help.title')),
          h('button', {class: 'plain', onclick: close, autofocus: true}, t('close'), ' ', h('kbd', {}, 'Esc'))),
        h('div', {class: 'groups'}, Object.entries(groups).map(group)), lettersSwitch());
    dialog.addEventListener('close', () => {
        dialog.remove();
        before?.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
}
