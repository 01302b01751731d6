// SPDX-License-Identifier: GPL-3.0-or-later
// What waits: cells, most settling first, or documents.
import {get} from './api.js';
import {documentRow, documentsHead} from './document_rows.js';
import {fill, h, kbd} from './dom.js';
import * as filter from './filter.js';
import {filtersPanel} from './filters_panel.js';
import * as keys from './keys.js';
import {mark} from './marks.js';
import {cellAddress, confidence, fileName, printed, reasonChip, reportName} from './parts.js';
import {number, percent, t} from './texts.js';
import {undo} from './undo.js';

const screen = 40, piece = 100;  // rows asked for first, and each time after

const lookEvery = 5000;  // ms

let showing = 'cells';
let prepared = null;  // the first rows, asked for before the page knows anything else

function cellRow(row) {
    const other = row.proposed !== row.printed;
    const said = t(other ? 'queue.row_proposed' : 'queue.row', {
        report: reportName(row),
        cell: `${row.labels.row} ${row.labels.column}`,
        printed: row.printed || t('blank'),
        proposed: row.proposed || t('blank'),
        confidence: percent(row.confidence),
        settles: row.settles
    });
    return h(
        'tr', {tabindex: -1, 'data-address': cellAddress(row), 'aria-label': said},
        h('td', {class: 'settling figure'},
          row.settles > 0 ? h('span', {class: 'chip settles', title: t('settles', {count: row.settles})}, row.settles) :
                            h('span', {class: 'muted'}, '—')),
        h('td', {class: 'report'}, h('span', {class: 'name'}, reportName(row)),
          h('span', {class: 'muted small', title: row.file}, row.year && `${row.year} · `, fileName(row.file))),
        h('td', {class: 'place'}, h('span', {class: 'name'}, row.labels.row),
          h('span', {class: 'small'}, row.labels.column, h('span', {class: 'muted'}, ' · ', row.labels.table))),
        h('td', {class: 'value'}, printed(row.printed),
          other &&
              [
                  h('span', {class: 'arrow', 'aria-label': t('proposed')}, ' → '),
                  h('strong', {}, printed(row.proposed))
              ]),
        h('td', {}, confidence(row.confidence)),
        h('td', {}, reasonChip(row.reason), row.skipped && h('span', {class: 'chip'}, t('skipped'))),
        h('td', {class: 'figure'}, row.page || ''));
}

const cellsHead = () =>
    ['queue.settles', 'queue.report', 'queue.cell', 'queue.value', 'queue.confidence', 'queue.reason', 'queue.page'];

function ask(offset, limit) {
    return get(showing === 'cells' ? 'queue' : 'documents', {...filter.current(), offset, limit});
}

export function prepareQueue() {
    prepared = ask(0, screen);
    prepared.catch(() => {});
}

/** Looks from time to time whether another reviewer or a batch has changed the queue, and offers to show it anew. */
async function watch(context, button) {
    const isShown = () => context.isCurrent() && button.isConnected;
    let before = null;
    while (isShown()) {
        const now = document.hidden ? null : await get('revision').catch(() => null);
        before ??= now;
        if (now && now.revision !== before.revision) button.hidden = false;
        await new Promise((ready) => setTimeout(ready, lookEvery));
    }
}

/** The list, its rows and where one stands in it. */
class Rows {
    constructor(isCurrent) {
        this.isCurrent = isCurrent;
        this.body = h('tbody', {});
        this.at = -1;
        this.total = 0;
        this.loading = null;
        this.body.addEventListener('click', (event) => this.open(event.target.closest('tr')));
        this.body.addEventListener('focusin', (event) => this.stand(this.rows().indexOf(event.target.closest('tr'))));
    }

    rows() { return [...this.body.rows]; }

    async load() {
        if (this.loading || this.complete) return this.loading;
        const offset = this.body.rows.length, limit = offset ? piece : screen;
        this.loading = (!offset && prepared) || ask(offset, limit);
        prepared = null;
        const answer = await this.loading;
        this.loading = null;
        if (!this.isCurrent()) return null;
        this.total = answer.total ?? this.total;
        this.complete = answer.rows.length < limit;
        this.body.append(...answer.rows.map(showing === 'cells' ? cellRow : documentRow));
        return answer;
    }

    stand(index) {
        const rows = this.rows();
        if (index < 0 || index >= rows.length) return;
        rows[this.at]?.setAttribute('tabindex', '-1');
        this.at = index;
        rows[index].setAttribute('tabindex', '0');
        if (index > rows.length - 20) this.load();
    }

    focus(index) {
        const last = this.body.rows.length - 1;
        this.stand(Math.max(0, Math.min(last, index)));
        this.body.rows[this.at]?.focus();
    }

    focusAddress(address) {
        const index = this.rows().findIndex((row) => row.dataset.address === address);
        this.focus(Math.max(0, index));
    }

    open(row = this.body.rows[this.at]) {
        if (!row?.dataset.address) return;
        location.hash = row.dataset.address;
    }
}

function switcher(redraw, facets) {
    const option = (name, label, count) =>
        h('button', {class: 'segment', 'aria-pressed': String(showing === name), onclick: () => redraw(name)}, label,
          count !== undefined && h('span', {class: 'count'}, number(count)));
    return h(
        'div', {class: 'segments', role: 'group', 'aria-label': t('queue.show')},
        option('cells', t('queue.cells'), facets.doubtful), option('documents', t('queue.documents')));
}

function orderSelect(changed) {
    const orders = ['most_settling', 'by_document', 'least_sure'];
    const select =
        h('select', {
            'aria-label': t('queue.order'),
            onchange: () => {
                filter.change({order: select.value});
                changed();
            }
        },
          orders.map(
              (name) =>
                  h('option', {value: name, selected: (filter.current().order || orders[0]) === name},
                    t(`order.${name}`))));
    return select;
}

function nothingHere() {
    return h(
        'div', {class: 'nothing'},
        h('p', {class: 'big'}, filter.isNarrowed() ? t('queue.none_filtered') : t('queue.none')),
        h('p', {class: 'muted'}, filter.isNarrowed() ? t('queue.none_filtered_hint') : t('queue.none_hint')));
}

function table(rows) {
    const head = showing === 'cells' ? cellsHead() : documentsHead();
    return h(
        'table', {class: `list ${showing}`}, h('caption', {class: 'unseen'}, t(`queue.${showing}`)),
        h('thead', {}, h('tr', {}, head.map((key) => h('th', {scope: 'col'}, t(key))))), rows.body);
}

function useKeys(rows, redraw) {
    keys.use({
        ArrowDown: () => rows.focus(rows.at + 1),
        ArrowUp: () => rows.focus(rows.at - 1),
        PageDown: () => rows.focus(rows.at + 12),
        PageUp: () => rows.focus(rows.at - 12),
        Home: () => rows.focus(0),
        End: () => rows.focus(Infinity),
        Enter: () => rows.open(),
        d: () => redraw(showing === 'cells' ? 'documents' : 'cells'),
        r: () => redraw(showing),
        u: undo,
        f: () => document.querySelector('.filters select, .filters input')?.focus(),
    });
}

function frame(rows) {
    const more = ({target: place}) => {
        if (place.scrollHeight - place.scrollTop - place.clientHeight < 600) rows.load();
    };
    return h('div', {class: 'list-frame', onscroll: more}, rows.body.rows.length ? table(rows) : nothingHere());
}

function tools(rows, facets, redraw, anew) {
    const again = () => redraw(showing);
    const cells = showing === 'cells';
    return h(
        'div', {class: 'tools'}, switcher(redraw, facets),
        h('span', {class: 'muted', role: 'status'}, cells ? t('queue.total', {count: number(rows.total)}) : ''), anew,
        h('span', {class: 'push'}), cells && orderSelect(again),
        h('span', {class: 'hint'}, kbd('↑'), kbd('↓'), ' ', t('help.move'), '  ', kbd('Enter'), ' ', t('help.open')));
}

export async function showQueue(main, rest, context) {
    if (rest[0]) showing = rest[0] === 'documents' ? 'documents' : 'cells';
    const rows = new Rows(context.isCurrent);
    const redraw = (name) => {
        showing = name;
        return showQueue(main, [], context);
    };
    const again = () => redraw(showing);
    // The first time the filters have come with the start.
    const [facets] = await Promise.all([context.start.facets ?? get('facets'), rows.load()]);
    context.start.facets = null;
    if (!context.isCurrent()) return;
    document.title = `${t('bar.queue')} – nianbao`;
    const filtering = document.activeElement?.closest('.filters') ? document.activeElement.id : '';
    const anew = h('button', {class: 'anew', hidden: true, onclick: again}, t('queue.changed'), ' ', kbd('r'));
    fill(
        main,
        h('div', {class: 'queue'}, filtersPanel(facets, again),
          h('section', {class: 'found', 'aria-label': t('bar.queue')}, tools(rows, facets, redraw, anew),
            frame(rows))));
    useKeys(rows, redraw);
    rows.stand(0);
    // Who is at the filters stays there.
    if (filtering)
        document.getElementById(filtering)?.focus();
    else
        rows.focusAddress(filter.place.address);
    mark('rows');
    watch(context, anew);
}
