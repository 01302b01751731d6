// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of prose whose characters were read with doubt: the line's picture, its text with the doubtful characters
// marked, and a field.
import {get} from './api.js';
import {askAboutConflict, isMine, isReadAnew} from './conflict.js';
import {crop} from './crop.js';
import {fill, h, kbd} from './dom.js';
import * as filter from './filter.js';
import {showWith, take} from './held.js';
import {isComposing, use} from './keys.js';
import {lineAddress} from './parts.js';
import * as pending from './pending.js';
import {say} from './say.js';
import {errorWords, number, percent, t} from './texts.js';
import {undo} from './undo.js';

const piece = 40;

/** The text as pieces: plain ones, and marks around what was read with doubt. Counted in characters, not in halves. */
export function marked(line) {
    const signs = [...line.machine];
    const pieces = [];
    let at = 0;
    for (const part of [...line.doubtful].sort((a, b) => a.first - b.first)) {
        if (part.first < at) continue;
        pieces.push(signs.slice(at, part.first).join(''));
        at = Math.min(signs.length, part.first + part.count);
        pieces.push(h('mark', {title: percent(part.confidence)}, signs.slice(part.first, at).join('')));
    }
    pieces.push(signs.slice(at).join(''));
    return pieces;
}

class Line {
    constructor(list, line) {
        this.list = list;
        this.line = line;
        this.input = h('input', {
            type: 'text',
            value: line.text,
            maxlength: 2000,
            spellcheck: 'false',
            'aria-label': t('prose.field'),
            onkeydown: (event) => this.key(event)
        });
        this.state = h('span', {class: 'state'});
        this.element =
            h('li', {class: 'prose-line', tabindex: -1, 'data-place': `${line.document} ${line.place}`}, this.head(),
              this.picture(), h('p', {class: 'read', 'aria-label': t('prose.read')}, marked(line)), this.input,
              this.state);
        this.element.addEventListener('focusin', () => list.stand(this));
        this.show();
    }

    head() {
        const {line} = this;
        return h(
            'p', {class: 'muted small'}, h('strong', {}, line.body || line.file), ' · ',
            line.heading || t('prose.preface'), ' · ', line.page > 0 && t('work.page', {page: line.page}), ' · ',
            percent(line.confidence));
    }

    picture() {
        const {line} = this;
        if (!line.box || !line.page) return null;
        const [x0, y0, x1, y1] = line.box;
        return crop(line.document, line.page, [x0 - 4, y0 - 3, x1 + 4, y1 + 3], {height: 40, alt: t('prose.picture')});
    }

    show() {
        this.element.classList.toggle('answered', this.line.answered);
        fill(this.state, this.line.answered ? `✓ ${t('standing.answered')}` : '');
    }

    key(event) {
        if (isComposing(event) || !['Enter', 'Escape'].includes(event.key)) return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === 'Escape') {
            this.input.value = this.line.text;
            this.element.focus();
        } else {
            this.save();
        }
    }

    /** @param text one that was not saved; empty: there is none */
    edit(text) {
        if (!text) return;
        this.input.value = text;
        this.input.focus();
    }

    async save(version = this.line.version) {
        const {document: report, place} = this.line;
        const answer = {document: report, place, text: this.input.value.trim(), version};
        fill(this.state, t('saving'));
        try {
            const result = await pending.send('prose-answer', answer, this.kindOf(answer));
            if (!result) return fill(this.state, h('strong', {class: 'bad'}, t('unsaved')));
            return await this.saved(answer, result);
        } catch (error) {
            fill(this.state);
            return say(t('refused', {words: errorWords(error)}), 'bad');
        }
    }

    /** What the server calls it: a text as it stood there is confirmed. */
    kindOf(answer) { return answer.text === this.line.text ? 'confirm' : 'typed'; }

    async saved(answer, result) {
        const {reviewer} = this.list.start;
        if (isReadAnew(result)) {
            say(t('conflict.read_anew'), 'bad');
            return showWith(lineAddress(answer.document, answer.place), answer.text);
        }
        if (result.result === 'conflict' && !isMine(result, {...answer, kind: this.kindOf(answer)}, reviewer))
            return await askAboutConflict(answer, result) ? this.save(result.version) : this.list.again();
        if (result.result === 'refused') return say(t('refused', {words: result.words}), 'bad');
        const same = answer.text === this.line.machine;
        Object.assign(this.line, {text: answer.text, version: result.version, answered: true});
        this.show();
        say(t(same ? 'prose.confirmed' : 'prose.corrected'), 'good');
        return this.list.move(1);
    }
}

class Lines {
    constructor(start, again) {
        this.start = start;
        this.again = again;
        this.lines = [];
        this.at = 0;
        this.element = h('ol', {class: 'prose-lines'});
    }

    add(lines) {
        const made = lines.map((line) => new Line(this, line));
        this.lines.push(...made);
        this.element.append(...made.map((line) => line.element));
    }

    stand(line) {
        this.lines[this.at]?.element.classList.remove('here');
        this.at = this.lines.indexOf(line);
        line.element.classList.add('here');
        if (this.at > this.lines.length - 8) this.more?.();
    }

    move(by) {
        const line = this.lines[Math.max(0, Math.min(this.lines.length - 1, this.at + by))];
        line?.element.focus();
        line?.element.scrollIntoView({block: 'nearest'});
    }

    get here() { return this.lines[this.at]; }
}

function useLines(lines) {
    use({
        ArrowDown: () => lines.move(1),
        ArrowUp: () => lines.move(-1),
        Enter: () => lines.here?.save(),
        u: undo,
        t: () => lines.here?.input.focus(),
        F2: () => lines.here?.input.focus(),
        Escape: () => {
            location.hash = '#/queue';
        }
    });
}

export async function showProse(main, [document, place], context) {
    const again = () => showProse(main, [document, place], context);
    const lines = new Lines(context.start, again);
    const ask = (offset) =>
        get('prose', {...filter.current(), what: '', reason: '', of: document, offset, limit: piece});
    const first = await ask(0);
    if (!context.isCurrent()) return;
    window.document.title = `${t('bar.prose')} – nianbao`;
    lines.add(first.lines);
    let asking = false;
    lines.more = async () => {
        if (asking || lines.lines.length >= first.total) return;
        asking = true;
        lines.add((await ask(lines.lines.length)).lines);
        asking = false;
    };
    const nothing = h('div', {class: 'nothing'}, h('p', {class: 'big'}, t('prose.none')));
    fill(
        main,
        h('div', {class: 'prose'},
          h('div', {class: 'tools'}, h('h1', {}, t('prose.title')),
            h('span', {class: 'muted'}, t('prose.total', {count: number(first.total)})), h('span', {class: 'push'}),
            h('span', {class: 'hint'}, kbd('Enter'), ' ', t('help.prose_confirm'), '  ', kbd('t'), ' ',
              t('help.prose_edit'))),
          first.lines.length ? lines.element : nothing));
    useLines(lines);
    const wanted = lines.lines.findIndex((line) => line.line.place === place);
    lines.at = Math.max(0, wanted);
    lines.move(0);
    if (wanted >= 0) lines.here.edit(take(lineAddress(document, place)));
}
