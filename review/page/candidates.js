// SPDX-License-Identifier: GPL-3.0-or-later
// What a cell may say, each with who reads it so and which of its sums would hold; one of them is chosen.
import {micros, reckoned} from './decimal.js';
import {fill, h} from './dom.js';
import {holdsMark, printed} from './parts.js';
import {percent, t} from './texts.js';

const most = 5;
const least = 0.0005;  // what is less probable is no help, and would be shown as 0.0 %

function add(list, text, source) {
    const found = list.find((one) => one.text === text);
    if (found) {
        if (source) found.sources.push(source);
    } else if (list.length < most) {
        list.push({text, sources: source ? [source] : []});
    }
}

/** The one in force first, then what would settle most, then the readers' by their probability. */
export function candidatesOf(work) {
    const list = [];
    add(list, work.cell.printed, null);
    if (work.proposed !== work.cell.printed) add(list, work.proposed, {who: t('proposed'), proposed: true});
    for (const one of work.readings) add(list, one.text, {who: t(`reader.${one.reader}`), share: one.confidence});
    const rest = work.readings.flatMap((one) => one.alternatives.map((other) => ({...other, reader: one.reader})));
    for (const one of rest.filter((one) => one.probability >= least).sort((a, b) => b.probability - a.probability)) {
        add(list, one.text, {who: t(`reader.${one.reader}`), share: one.probability});
    }
    for (const one of work.alternatives.filter((one) => one.probability >= least))
        add(list, one.text, {who: t('reader.together'), share: one.probability});
    return list;
}

export class Candidates {
    /** @param changed called with the text that is chosen now */
    constructor(changed) {
        this.changed = changed;
        this.element = h(
            'ul',
            {class: 'candidates', role: 'listbox', tabindex: 0, id: 'candidates', 'aria-label': t('work.candidates')});
        this.element.addEventListener('click', (event) => {
            const option = event.target.closest('[role=option]');
            if (option) this.choose(Number(option.dataset.index));
        });
    }

    show(work) {
        this.work = work;
        this.list = candidatesOf(work);
        this.other = this.list.findIndex((one, index) => index > 0 && one.text !== '');
        fill(this.element, this.list.map((one, index) => this.option(one, index)));
        this.choose(0);
    }

    option(one, index) {
        const value = micros(one.text);
        const marks = this.work.sums.map((sum) => holdsMark(reckoned(sum, this.work.cell.id, value).holds));
        const key = index === 0 ? 'Enter' : index === this.other ? 'o' : null;
        const sources = one.sources.map(
            (source) =>
                h('span', {class: source.proposed ? 'source proposed' : 'source'}, source.who,
                  source.share !== undefined && ` ${percent(source.share)}`));
        return h(
            'li', {role: 'option', id: `candidate-${index}`, 'data-index': index, 'aria-selected': 'false'},
            h('span', {class: 'text'}, printed(one.text)),
            h('span', {class: 'sources'}, index === 0 && h('span', {class: 'source now'}, t('work.in_force')), sources),
            h('span', {class: 'marks'}, marks),
            h('span', {class: 'key'}, key && h('kbd', {}, key === 'Enter' ? '⏎' : key)));
    }

    choose(index) {
        this.at = Math.max(0, Math.min(this.list.length - 1, index));
        [...this.element.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === this.at)));
        this.element.setAttribute('aria-activedescendant', `candidate-${this.at}`);
        this.changed(this.list[this.at].text);
    }

    move(by) { this.choose(this.at + by); }

    get text() { return this.list[this.at].text; }
}
