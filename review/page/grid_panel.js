// SPDX-License-Identifier: GPL-3.0-or-later
// The whole table as this report fills it; one walks over it with the arrow keys, and opens a cell with Enter.
import {fill, h} from './dom.js';
import {say} from './say.js';
import {percent, t} from './texts.js';

export class GridPanel {
    /** @param open called with a cell's id @param leave called when the reader goes back to the cell */
    constructor(open, leave) {
        this.open = open;
        this.leave = leave;
        this.table = h('table', {class: 'grid', role: 'grid'});
        this.element = h('div', {class: 'grid-frame'}, this.table);
        this.table.addEventListener('keydown', (event) => this.key(event));
        this.table.addEventListener('click', (event) => this.openAt(event.target.closest('td')));
    }

    show(work) {
        const {grid, cell} = work;
        this.own = cell.id;
        this.inSums = new Set(work.sums.flatMap((sum) => [...sum.parts, ...sum.totals].map((one) => one.id)));
        this.table.setAttribute('aria-label', grid.title);
        fill(
            this.table,
            h('thead', {},
              h('tr', {}, h('th', {scope: 'col'}, grid.title),
                grid.columns.map((label) => h('th', {scope: 'col'}, label)))),
            h('tbody', {},
              grid.rows.map(
                  (row) => h('tr', {}, h('th', {scope: 'row'}, row.label), row.cells.map((one) => this.cell(one))))));
    }

    seeOwn() { this.ownPlace()?.scrollIntoView({block: 'nearest', inline: 'nearest'}); }

    cell(one) {
        if (!one) return h('td', {class: 'absent', tabindex: -1, 'aria-label': t('grid.absent')});
        const own = one.id === this.own;
        const state = one.answered ? 'answered' : one.standing;
        return h(
            'td', {
                class: `${state} ${own ? 'own' : ''} ${this.inSums.has(one.id) ? 'in-sum' : ''}`,
                tabindex: own ? 0 : -1,
                'data-id': one.id,
                'aria-label': `${one.printed || t('blank')}, ${t(`standing.${state}`)}`,
                title: `${t(`standing.${state}`)} · ${percent(one.confidence, 2)}`
            },
            h('span', {class: 'number'}, one.printed));
    }

    ownPlace() { return this.table.querySelector('td.own'); }

    focus() { (this.ownPlace() ?? this.table.querySelector('td'))?.focus(); }

    /** Shows what is being typed in the cell's own place. */
    type(text) {
        const place = this.ownPlace();
        if (place) fill(place, h('span', {class: 'number'}, text));
    }

    openAt(place) {
        if (place?.dataset.id === this.own)
            this.leave();
        else if (place?.dataset.id)
            this.open(place.dataset.id);
    }

    key(event) {
        const place = event.target.closest('td');
        if (!place || event.ctrlKey || event.altKey || event.metaKey) return;
        const taken = this.isAnswer(place, event.key) ? (say(t('grid.open_first')), true) : this.steer(place, event);
        if (!taken) return;
        event.preventDefault();
        event.stopPropagation();
    }

    /** A key that would answer the cell that is shown, pressed at another one: it was meant for that. */
    isAnswer(place, key) { return key.length === 1 && !'gz[]?'.includes(key) && place.dataset.id !== this.own; }

    /** @return whether the key was one for moving about */
    steer(place, {key, shiftKey}) {
        const steps =
            {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -99], End: [0, 99]};
        if (key in steps && !shiftKey)
            this.walk(place, ...steps[key]);
        else if (key === 'Enter')
            this.openAt(place);
        else if (key === 'Escape' || key === 'g')
            this.leave();
        else
            return false;
        return true;
    }

    walk(place, down, right) {
        const rows = [...this.table.tBodies[0].rows];
        const at = rows.indexOf(place.parentElement);
        const row = rows[Math.max(0, Math.min(rows.length - 1, at + down))];
        const column = Math.max(1, Math.min(row.cells.length - 1, place.cellIndex + right));
        place.setAttribute('tabindex', '-1');
        row.cells[column].setAttribute('tabindex', '0');
        row.cells[column].focus();
    }
}
