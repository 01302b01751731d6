// SPDX-License-Identifier: GPL-3.0-or-later
// Who said what of a cell, and what was there before.
import {h} from './dom.js';
import {printed} from './parts.js';
import {moment, percent, t} from './texts.js';

function line(answer) {
    const undone = answer.undone_by !== null;
    return h(
        'li', {class: undone ? 'undone' : ''}, h('strong', {}, answer.reviewer), ' ', t(`kind.${answer.kind}`), ' ',
        !['undo', 'skip'].includes(answer.kind) && [printed(answer.before), ' → ', printed(answer.printed)],
        h('span', {class: 'muted small'}, ' ', moment(answer.when), undone && ` · ${t('history.undone')}`),
        answer.why && h('q', {}, answer.why));
}

/** Null where nobody has said anything. */
export function historyPanel(work) {
    if (!work.history.length) return null;
    return h(
        'details', {class: 'history', open: work.answer !== null},
        h('summary', {}, t('history.title', {count: work.history.length})), h('ol', {}, work.history.map(line)),
        h('p', {class: 'muted small'}, t('history.machine'), ' ', printed(work.machine),
          ` ${percent(work.machine_confidence, 2)}`));
}
