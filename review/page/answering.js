// SPDX-License-Identifier: GPL-3.0-or-later
// From a key to a stored answer, and what is said of it. Nothing is called saved before the server has said so.
import {askAboutConflict, isMine, isReadAnew} from './conflict.js';
import {fill, h} from './dom.js';
import * as filter from './filter.js';
import {showWith, textOf} from './held.js';
import {mark} from './marks.js';
import {cellAddress} from './parts.js';
import * as pending from './pending.js';
import {say} from './say.js';
import {errorWords, number, t, worded} from './texts.js';
import {undo} from './undo.js';

const actions = [
    ['confirm', '⏎', 'chosen'], ['other', 'O', 'other'], ['blank', 'B', 'blank'], ['as_printed', 'W', 'asPrinted'],
    ['skip', 'S', 'skip'], ['undo', 'U', 'undo'], ['next_document', 'N', 'nextDocument']
];

export class Answering {
    /** @param view what is being looked at: its work, candidates and field */
    constructor(view) {
        this.view = view;
        this.busy = false;
        this.whyText = '';
        this.why = h('input', {
            type: 'text',
            class: 'why',
            maxlength: 500,
            placeholder: t('why.hint'),
            'aria-label': t('why.label'),
            onkeydown: (event) => this.whyKey(event)
        });
        this.state = h('span', {class: 'saving', 'aria-live': 'polite'});
    }

    buttons() {
        this.row = actions.map(
            ([name, key, method]) =>
                h('button', {
                    class: `action do-${name}`,
                    'data-action': name,
                    'aria-keyshortcuts': key === '⏎' ? 'Enter' : key,
                    onclick: () => this.press(method)
                },
                  h('span', {}, t(`action.${name}`)), h('kbd', {}, key)));
        return h('div', {class: 'actions', role: 'group', 'aria-label': t('work.actions')}, this.row, this.state);
    }

    press(method) {
        this[method]();
        this.view.candidates.element.focus();
    }

    update() {
        this.why.value = this.whyText = '';
        fill(this.state);
        const other = this.row.find((button) => button.dataset.action === 'other');
        other.disabled = this.view.candidates.other < 0;
        this.view.field.ask({document: this.view.work.document.id, cell: this.view.work.cell.id});
    }

    /** Enter: what is chosen in the list, which is what was read unless something else was chosen. */
    chosen() {
        const {candidates, work, field} = this.view;
        if (field.touched) return this.typed();
        if (candidates.at === 0) return this.give('confirm', work.cell.printed);
        return this.giveReading(candidates.text);
    }

    other() {
        const {candidates} = this.view;
        if (candidates.other < 0) return say(t('work.no_other'));
        return this.giveReading(candidates.list[candidates.other].text);
    }

    /** What a reader saw is another reading; what only the sums propose is typed. */
    giveReading(text) {
        const one = this.view.candidates.list.find((candidate) => candidate.text === text);
        return this.give(one.sources.some((source) => source.share !== undefined) ? 'other_reading' : 'typed', text);
    }

    typed() {
        const {field, candidates, work} = this.view;
        if (field.text === '') return say(t('typed.empty'), 'bad');
        if (field.text === work.cell.printed) return this.give('confirm', field.text);
        const seen = candidates.list.some(
            (one) => one.text === field.text && one.sources.some((source) => source.share !== undefined));
        return this.give(seen ? 'other_reading' : 'typed', field.text);
    }

    asPrinted() {
        const {field, candidates} = this.view;
        return this.give('as_printed', field.touched && field.text ? field.text : candidates.text);
    }

    blank() { return this.give('blank', ''); }

    skip() { return this.give('skip', ''); }

    async give(kind, printed, version = this.view.work.version) {
        if (this.busy) return;  // one at a time: the next key is for the next cell
        const {document: report, cell} = this.view.work;
        const answer = {document: report.id, cell: cell.id, kind, printed, why: this.why.value.trim(), version};
        this.busy = true;
        fill(this.state, t('saving'));
        mark('answer');
        try {
            const result = await pending.send('answer', {...answer, ...this.queueFields()});
            if (result)
                await this.answered(answer, result);
            else
                fill(this.state, h('strong', {class: 'bad'}, t('unsaved')));
        } catch (error) {
            fill(this.state);
            say(t('refused', {words: errorWords(error)}), 'bad');
        } finally {
            this.busy = false;
        }
    }

    /** In which queue the next one is looked for. */
    queueFields() { return Object.fromEntries(Object.entries(filter.current()).filter(([, value]) => value !== '')); }

    async answered(answer, result) {
        fill(this.state);
        if (result.result === 'conflict' && !isMine(result, answer, this.view.start.reviewer))
            return this.conflict(answer, result);
        if (result.result === 'refused')
            return say(t('refused', {words: worded('refusal', result.code, result.words)}), 'bad');
        say(this.told(answer, result), 'good');
        if (result.next) return this.view.goTo(result.next);
        say(`${this.told(answer, result)} ${t('queue.none')}`, 'good');
        location.hash = '#/queue';
    }

    told(answer, result) {
        const parts = [t(`told.${answer.kind}`, {text: answer.printed || t('blank')})];
        if (result.holding?.length) parts.push(t('told.holding', {count: number(result.holding.length)}));
        if (result.failing?.length) parts.push(t('told.failing', {count: number(result.failing.length)}));
        if (result.settled?.length) parts.push(t('told.settled', {count: number(result.settled.length)}));
        if (result.reopened?.length) parts.push(t('told.reopened', {count: number(result.reopened.length)}));
        return parts.join(t('told.between'));
    }

    async conflict(answer, result) {
        if (isReadAnew(result)) {
            say(t('conflict.read_anew'), 'bad');
            return showWith(cellAddress(answer), textOf(answer));
        }
        const over = await askAboutConflict(answer, result);
        if (!over) return document.dispatchEvent(new CustomEvent('back'));  // shows what is there now
        this.busy = false;
        return this.give(answer.kind, answer.printed, result.version);
    }

    undo() { return this.busy ? null : undo(); }

    nextDocument() {
        const {work} = this.view;
        if (work.next_document)
            this.view.go(work.next_document);
        else
            say(t('work.last_document'));
    }

    askWhy() { this.why.focus(); }

    whyKey(event) {
        if (event.isComposing || !['Enter', 'Escape'].includes(event.key)) return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === 'Escape') this.why.value = '';
        this.view.candidates.element.focus();
    }
}
