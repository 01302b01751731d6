// SPDX-License-Identifier: GPL-3.0-or-later
// The page as a person sees it, with the cell framed; zoomed and moved by keys, wheel and pointer.
import {picture} from './api.js';
import {fill, h} from './dom.js';
import {errorWords, t} from './texts.js';

const closest = 8, farthest = 0.2;  // pixels a point

export class PagePicture {
    constructor() {
        this.frame = h('div', {class: 'cell-frame'});
        this.image = h('img', {alt: '', draggable: 'false'});
        this.sheet = h('div', {class: 'sheet'}, this.image, this.frame);
        this.words = h('p', {class: 'picture-words'});
        this.element = h('div', {class: 'page-picture', role: 'img'}, this.sheet, this.words);
        this.scale = 1;
        this.x = this.y = 0;
        this.level = 'width';
        this.shown = '';
        this.listen();
        new ResizeObserver(() => this.fit(this.level)).observe(this.element);
    }

    /** @param work as the server says it */
    async show(work) {
        const page = work.cell.page, name = `${work.document.id} ${page}`;
        this.work = work;
        this.element.setAttribute(
            'aria-label', t('picture.page', {page, cell: `${work.labels.row} ${work.labels.column}`}));
        if (!work.has_picture || !page) return this.tell(t(page ? 'picture.none' : 'picture.text'));
        if (this.shown === name) return this.fit(this.level);
        this.tell(t('picture.loading'));
        try {
            const address = await picture('page', {document: work.document.id, page});
            if (this.work !== work) return null;
            this.image.src = address;
            await this.image.decode();
            if (this.work !== work) return null;
            this.shown = name;
            this.tell('');
            return this.fit(this.level);
        } catch (error) {
            if (this.work === work) this.tell(t('picture.failed', {words: errorWords(error)}));
            return null;
        }
    }

    /** Fetches a page before it is shown. */
    prepare(document, page) { picture('page', {document, page}).catch(() => {}); }

    tell(words) {
        fill(this.words, words);
        this.sheet.hidden = words !== '';
        if (words) this.shown = '';
    }

    /** @param level "width", "close" or "whole" */
    fit(level) {
        this.level = level;
        const {work, element} = this;
        if (!work?.page_width || !element.clientWidth) return;
        const width = element.clientWidth / work.page_width,
              whole = Math.min(width, element.clientHeight / work.page_height);
        this.scale = level === 'whole' ? whole : level === 'close' ? Math.max(width * 2.2, 2.4) : width;
        const [x0, y0, x1, y1] = work.cell.box ?? [0, 0, work.page_width, work.page_height];
        this.x = element.clientWidth / 2 - (x0 + x1) / 2 * this.scale;
        this.y = element.clientHeight / 2 - (y0 + y1) / 2 * this.scale;
        this.place();
    }

    next() {
        const levels = ['width', 'close', 'whole'];
        this.fit(levels[(levels.indexOf(this.level) + 1) % levels.length]);
    }

    zoom(factor, x = this.element.clientWidth / 2, y = this.element.clientHeight / 2) {
        const scale = Math.max(farthest, Math.min(closest, this.scale * factor));
        this.x = x - (x - this.x) * scale / this.scale;
        this.y = y - (y - this.y) * scale / this.scale;
        this.scale = scale;
        this.place();
    }

    pan(dx, dy) {
        this.x += dx;
        this.y += dy;
        this.place();
    }

    /** Never out of sight; a page smaller than its place stands in the middle. */
    within(at, size, room) {
        if (size <= room) return (room - size) / 2;
        return Math.min(0, Math.max(room - size, at));
    }

    place() {
        const {work, sheet, frame, scale} = this;
        const width = work.page_width * scale, height = work.page_height * scale;
        this.x = this.within(this.x, width, this.element.clientWidth);
        this.y = this.within(this.y, height, this.element.clientHeight);
        Object.assign(
            sheet.style,
            {width: `${width}px`, height: `${height}px`, transform: `translate(${this.x}px, ${this.y}px)`});
        frame.hidden = !work.cell.box;
        if (!work.cell.box) return;
        const [x0, y0, x1, y1] = work.cell.box.map((side) => side * scale);
        Object.assign(
            frame.style,
            {left: `${x0 - 2}px`, top: `${y0 - 2}px`, width: `${x1 - x0 + 4}px`, height: `${y1 - y0 + 4}px`});
    }

    listen() {
        this.element.addEventListener('wheel', (event) => {
            event.preventDefault();
            const box = this.element.getBoundingClientRect();
            this.zoom(Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
        }, {passive: false});
        this.element.addEventListener('pointerdown', (event) => this.element.setPointerCapture(event.pointerId));
        this.element.addEventListener('pointermove', (event) => {
            if (event.buttons & 1) this.pan(event.movementX, event.movementY);
        });
        this.element.addEventListener('dblclick', () => this.next());
    }

    keys() {
        const step = 80;
        return {
            z: () => this.next(),
            '[': () => this.zoom(1 / 1.25),
            ']': () => this.zoom(1.25),
            'Shift+ArrowLeft': () => this.pan(step, 0),
            'Shift+ArrowRight': () => this.pan(-step, 0),
            'Shift+ArrowUp': () => this.pan(0, step),
            'Shift+ArrowDown': () => this.pan(0, -step),
        };
    }
}
