// SPDX-License-Identifier: GPL-3.0-or-later
// The sums that a cell stands in, reckoned anew with every key.
import {reckoned, written} from './decimal.js';
import {fill, h} from './dom.js';
import {holdsMark, term} from './parts.js';
import {t} from './texts.js';

export class SumsPanel {
    /** @param open called with the id of a cell that was clicked */
    constructor(open) {
        this.open = open;
        this.element = h('div', {class: 'sums', role: 'group', 'aria-label': t('work.sums')});
    }

    /** To be reckoned next. */
    show(work) { this.work = work; }

    /** @param text what the cell is to say @param value its millionths, null where it is not understood */
    reckon(text, value) {
        const {work} = this;
        if (!work.sums.length) return fill(this.element, h('p', {class: 'muted'}, t('sum.none')));
        return fill(this.element, work.sums.map((sum) => this.sum(sum, text, value)));
    }

    term(cell, text) {
        const own = cell.id === this.work.cell.id;
        const zero = !own && cell.micros === 0;
        return h(
            'button', {
                class: `term ${own ? 'own' : ''} ${zero ? 'zero' : ''} ${cell.standing}`,
                title: cell.id,
                tabindex: -1,
                onclick: () => this.open(cell.id)
            },
            term(own ? text : cell.printed));
    }

    side(cells, text) {
        return cells.map((cell, index) => [index > 0 && h('span', {class: 'sign'}, '+'), this.term(cell, text)]);
    }

    sum(sum, text, value) {
        const {holds, difference} = reckoned(sum, this.work.cell.id, value);
        const kind = holds === null ? 'unknown' : holds ? 'good' : 'bad';
        const words = holds === null ? t('sum.unknown') :
            holds                    ? t('sum.holds') :
                                       t('sum.off', {by: (difference > 0n ? '+' : '') + written(difference)});
        return h(
            'div', {class: `sum ${kind}`},
            h('div', {class: 'head'}, holdsMark(holds),
              h('span', {class: 'direction'}, t(sum.across ? 'sum.row' : 'sum.column')),
              h('span', {class: 'verdict'}, words)),
            h('div', {class: 'terms'}, this.side(sum.parts, text),
              h('span', {class: 'sign equals'}, holds === false ? '≠' : '='), this.side(sum.totals, text)));
    }
}
