// SPDX-License-Identifier: GPL-3.0-or-later
// Small pieces that several views show.
import {h, svg} from './dom.js';
import {percent, t, worded} from './texts.js';

/** What is printed, or a word for nothing. */
export function printed(text) {
    if (text === '') return h('span', {class: 'blank'}, t('blank'));
    return h('span', {class: 'number'}, text);
}

/** The same among other numbers, where a word for every blank would be a nuisance. */
export function term(text) {
    return text === '' ? h('span', {class: 'blank', role: 'img', 'aria-label': t('blank')}, '·') : printed(text);
}

/** A bar and its figure. @param share 0..1 */
export function confidence(share) {
    const level = share >= 0.99 ? 'sure' : share >= 0.8 ? 'fair' : 'poor';
    const bar =
        svg('svg', {class: `bar ${level}`, viewBox: '0 0 40 6', 'aria-hidden': 'true'},
            svg('rect', {class: 'all', width: 40, height: 6, rx: 3}),
            svg('rect', {class: 'part', width: Math.max(2, 40 * share), height: 6, rx: 3}));
    return h('span', {class: 'confidence'}, bar, h('span', {class: 'figure'}, percent(share)));
}

export function reasonChip(reason) {
    if (!reason.code && !reason.words) return null;
    return h('span', {class: 'chip doubt', title: reason.words}, worded('reason', reason.code, reason.words));
}

/** "Settles 3" */
export function settlesChip(settles) {
    if (settles <= 0) return null;
    return h('span', {class: 'chip settles'}, t('settles', {count: settles}));
}

export function holdsMark(holds) {
    const [sign, kind, words] = holds === null ? ['?', 'unknown', t('sum.unknown')] :
        holds                                  ? ['✓', 'good', t('sum.holds')] :
                                                 ['✗', 'bad', t('sum.fails')];
    return h('span', {class: `holds ${kind}`, role: 'img', 'aria-label': words, title: words}, sign);
}

/** A body's name, or what else the report is known by. */
export function reportName(report) { return report.body || report.title || report.file; }

/** Without its folders. */
export function fileName(path) { return path.split('/').at(-1); }

export function cellAddress(key) { return `#/work/${key.document}/${encodeURIComponent(key.cell)}`; }

export function lineAddress(document, place) { return `#/prose/${document}/${encodeURIComponent(place)}`; }
