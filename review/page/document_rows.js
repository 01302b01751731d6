// SPDX-License-Identifier: GPL-3.0-or-later
// Documents in the queue. Opening one begins with its most settling cell.
import {h} from './dom.js';
import {fileName, reportName} from './parts.js';
import {number, t} from './texts.js';

export const documentsHead = () =>
    ['queue.report', 'queue.year', 'queue.for_review', 'queue.answered', 'queue.cells', 'queue.failing', 'queue.pages'];

export function documentRow(row) {
    const figure = (value, kind = '') => h('td', {class: `figure ${kind}`}, value);
    return h(
        'tr', {
            tabindex: -1,
            'data-address': `#/work/${row.id}`,
            'aria-label':
                t('queue.document_row', {report: reportName(row), year: row.year ?? '', count: number(row.for_review)})
        },
        h('td', {class: 'report'}, h('span', {class: 'name'}, reportName(row)),
          h('span', {class: 'muted small', title: row.file}, fileName(row.file))),
        figure(row.year ?? ''), figure(number(row.for_review), 'strong'), figure(number(row.answered)),
        figure(number(row.cells)), figure(row.checks_failed ? number(row.checks_failed) : '—'),
        figure(row.pages || ''));
}
