// SPDX-License-Identifier: GPL-3.0-or-later
// One cell: the page with it framed, its crop, what the readers say, its sums, the table around it.
import {Answering} from './answering.js';
import {get} from './api.js';
import {Candidates} from './candidates.js';
import {framedCrop, prepareCrop} from './crop.js';
import {micros} from './decimal.js';
import {fill, h} from './dom.js';
import * as filter from './filter.js';
import {GridPanel} from './grid_panel.js';
import {take} from './held.js';
import {historyPanel} from './history_panel.js';
import * as keys from './keys.js';
import {mark} from './marks.js';
import {PagePicture} from './page_picture.js';
import {cellAddress, confidence, fileName, reasonChip, reportName, settlesChip} from './parts.js';
import {SumsPanel} from './sums_panel.js';
import {number, t, worded} from './texts.js';
import {TypedField} from './typed_field.js';

let view = null;  // made once: the page's picture stays when the next cell stands on the same page
const ready = {
    key: '',
    work: null
};  // the next cell, which came with the answer

const keyOf = (key) => `${key.document} ${key.cell}`;

export function loadWork(key) { return get('work', {document: key.document, cell: key.cell, ...filter.current()}); }

class WorkView {
    constructor() {
        this.picture = new PagePicture();
        this.candidates = new Candidates((text) => this.consider(text));
        this.field = new TypedField({
            typed: (text, value) => this.live(text, value),
            enter: () => this.answering.typed(),
            leave: () => this.candidates.element.focus()
        });
        this.sums = new SumsPanel((cell) => this.go({document: this.work.document.id, cell}));
        this.grid = new GridPanel(
            (cell) => this.go({document: this.work.document.id, cell}), () => this.candidates.element.focus());
        this.answering = new Answering(this);
        this.head = h('div', {class: 'work-head'});
        this.about = h('div', {class: 'about'});
        this.crop = h('div', {class: 'crop-frame'});
        this.shape =
            4.6;  // width by height of the crop's place; asking for it between two writes would lay out all anew
        new ResizeObserver(([one]) => {
            this.shape = one.contentRect.width / one.contentRect.height || 4;
        }).observe(this.crop);
        this.buttons = this.answering.buttons();
        this.history = h('div', {class: 'history-frame'});
        this.element = this.build();
    }

    build() {
        const decide =
            h('section', {class: 'decide', 'aria-label': t('work.decide')}, this.about, this.crop,
              this.candidates.element);
        const context =
            h('section', {class: 'context'}, this.sums.element,
              h('div', {class: 'fields'}, this.field.element, this.answering.why), this.buttons, this.history);
        const table = h('section', {class: 'table-part'}, this.grid.element);
        return h(
            'div', {class: 'work'}, this.head,
            h('div', {class: 'work-body'}, this.picture.element, h('div', {class: 'panel'}, decide, context, table)));
    }

    show(work) {
        this.work = work;
        document.title = `${work.labels.row} · ${work.labels.column} – nianbao`;
        this.showHead();
        this.showAbout();
        const box = work.cell.box;
        fill(
            this.crop,
            box && work.has_picture ?
                framedCrop(work, {aspect: this.shape, alt: t('work.crop', {text: work.cell.printed || t('blank')})}) :
                h('p', {class: 'muted'}, t('picture.none')));
        this.field.clear();
        this.sums.show(work);
        this.grid.show(work);
        this.candidates.show(work);
        fill(this.history, historyPanel(work));
        this.answering.update();
        requestAnimationFrame(() => {
            if (this.work !== work) return;
            this.grid.seeOwn();
            this.picture.show(work);
        });
    }

    showHead() {
        const {document: report, position, total} = this.work;
        const step = (key, label, sign, shortcut) =>
            h('button', {
                class: 'plain',
                disabled: !key,
                onclick: () => this.go(key),
                'aria-label': label,
                title: `${label} (${shortcut})`
            },
              sign);
        fill(
            this.head, h('a', {href: '#/queue', class: 'back', 'aria-label': t('help.back')}, '‹ ', t('bar.queue')),
            h('h1', {}, reportName(report), report.year && h('span', {class: 'muted'}, ` ${report.year}`)),
            h('span', {class: 'muted small file', title: report.file}, fileName(report.file)),
            h('span', {class: 'push'}), h('span', {class: 'muted'}, t('work.left', {count: number(report.for_review)})),
            step(this.work.previous, t('work.previous'), '←', '←'),
            h('span', {class: 'position'},
              position < total ? t('work.position', {at: number(position + 1), total: number(total)}) :
                                 t('work.outside', {total: number(total)})),
            step(this.work.next, t('work.next'), '→', '→'));
    }

    showAbout() {
        const {labels: at, cell, reason} = this.work;
        const state = this.work.answer ? 'answered' : cell.standing;
        fill(
            this.about, h('p', {class: 'muted small'}, at.table),
            h('h2', {}, at.row, h('span', {class: 'dot'}, ' · '), at.column),
            h('p', {class: 'facts'}, h('span', {class: `state ${state}`}, t(`standing.${state}`)),
              confidence(cell.confidence), reasonChip(reason), settlesChip(this.work.settles),
              cell.page > 0 && h('span', {class: 'muted'}, t('work.page', {page: cell.page})),
              this.work.evidence.length > 0 &&
                  h('span', {class: 'muted'},
                    this.work.evidence.map((one) => worded('evidence', one, one)).join(' + '))));
    }

    /** A candidate was chosen, and is what the cell would say. */
    consider(text) { this.live(text, micros(text)); }

    live(text, value) {
        if (!this.work) return;
        this.sums.reckon(text, value);
        this.grid.type(text);
    }

    go(key) {
        if (key) location.hash = cellAddress(key);
    }

    /** After an answer the server has said what comes next; it is shown without asking again. */
    goTo(work) {
        ready.key = keyOf({document: work.document.id, cell: work.cell.id});
        ready.work = work;
        history.pushState(null, '', cellAddress({document: work.document.id, cell: work.cell.id}));
        document.dispatchEvent(new CustomEvent('go'));
    }

    keys() {
        const {answering, candidates, field, work} = this;
        return {
            ...this.picture.keys(),
            Enter: () => answering.chosen(),
            o: () => answering.other(),
            b: () => answering.give('blank', ''),
            w: () => answering.asPrinted(),
            s: () => answering.give('skip', ''),
            u: () => answering.undo(),
            e: () => answering.askWhy(),
            n: () => answering.nextDocument(),
            t: () => field.edit(candidates.text),
            F2: () => field.edit(candidates.text),
            typing: (event) => field.begin(event),
            ArrowUp: () => candidates.move(-1),
            ArrowDown: () => candidates.move(1),
            ArrowLeft: () => this.go(work.previous),
            ArrowRight: () => this.go(work.next),
            g: () => this.grid.focus(),
            Escape: () => {
                location.hash = '#/queue';
            },
        };
    }
}

/** While a person looks at this cell, the one that an answer will bring is fetched with its pictures. */
async function prepareNext(work) {
    const key = work.then ?? work.next;
    if (!key) return;
    const next = await loadWork(key).catch(() => null);
    if (!next || view?.work !== work) return;
    const {cell, document: report} = next;
    if (!next.has_picture || !cell.page) return;
    view.picture.prepare(report.id, cell.page);
    if (cell.box) prepareCrop(next, view.shape);
}

async function firstOf(document) {
    const page = await get('queue', {...filter.current(), of: document, offset: 0, limit: 1});
    if (page.rows.length) return page.rows[0];
    const any = await get('queue', {what: 'all', order: 'by_document', of: document, offset: 0, limit: 1});
    return any.rows[0];
}

export async function showWork(main, [document, cell], context) {
    const key = {document: Number(document), cell};
    if (!cell) {
        const first = await firstOf(key.document);
        if (!context.isCurrent()) return;
        if (first)
            location.replace(cellAddress(first));
        else
            fill(main, h('p', {class: 'problem'}, t('work.no_cells')));
        return;
    }
    const prepared = ready.key === keyOf(key) ? ready.work : null;
    ready.key = '';
    const work = prepared ?? await loadWork(key);
    if (!context.isCurrent()) return;
    if (!main.contains(view?.element ?? null) || view.language !== window.document.documentElement.lang) {
        view = new WorkView();
        view.language = window.document.documentElement.lang;
        view.start = context.start;
        fill(main, view.element);
    }
    view.show(work);
    filter.place.address = cellAddress(key);
    keys.use(view.keys());
    view.candidates.element.focus({preventScroll: true});
    const unsaved = take(cellAddress(key));
    if (unsaved) view.field.edit(unsaved);
    mark('cell');
    prepareNext(work);
}
