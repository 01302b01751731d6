// SPDX-License-Identifier: GPL-3.0-or-later
// The field in which a person types what stands on the page. What the page cannot work out by itself (units, notes),
// the server is asked for, without anything being stored.
import {get} from './api.js';
import {micros} from './decimal.js';
import {fill, h} from './dom.js';
import {isComposing} from './keys.js';
import {t} from './texts.js';

const pause = 120;  // ms without a key before the server is asked

export class TypedField {
    /** @param on {typed(text, micros), enter(), leave()} */
    constructor(on) {
        this.on = on;
        this.input = h('input', {
            type: 'text',
            id: 'typed',
            autocomplete: 'off',
            spellcheck: 'false',
            inputmode: 'decimal',
            maxlength: 200,
            'aria-describedby': 'typed-words'
        });
        this.words = h('span', {class: 'understood', id: 'typed-words', 'aria-live': 'polite'});
        this.element = h('div', {class: 'typed'}, h('label', {for: 'typed'
                         }, t('typed.label')), this.input, this.words);
        this.input.addEventListener('input', () => this.changed());
        this.input.addEventListener('keydown', (event) => this.key(event));
    }

    clear() {
        clearTimeout(this.asking);
        this.input.value = '';
        this.touched = false;
        fill(this.words);
    }

    /** The key that began it arrives in the field by itself. */
    begin() {
        this.clear();
        this.touched = true;
        this.input.focus();
    }

    edit(text) {
        this.input.value = text;
        this.touched = true;
        this.input.focus();
        this.input.select();
    }

    get text() { return this.input.value.trim(); }

    ask(key) { this.cell = key; }

    changed() {
        this.touched = true;
        clearTimeout(this.asking);
        const value = micros(this.text);
        fill(this.words, value === null ? t('typed.asking') : '');
        this.on.typed(this.text, value);
        if (value === null) this.asking = setTimeout(() => this.understand(this.text), pause);
    }

    async understand(text) {
        const answer = await get('understand', {...this.cell, typed: text}).catch(() => null);
        if (!answer || text !== this.text) return;
        fill(
            this.words,
            answer.understood ? t('typed.value', {value: answer.value || t('blank')}) :
                                h('span', {class: 'bad'}, t('typed.not')));
        this.on.typed(text, answer.micros === null ? null : BigInt(answer.micros));
    }

    key(event) {
        if (isComposing(event)) return;
        if (event.key === 'Enter')
            this.on.enter();
        else if (event.key === 'Escape')
            this.leave();
        else
            return;
        event.preventDefault();
        event.stopPropagation();
    }

    leave() {
        this.clear();
        this.on.leave();
    }
}
