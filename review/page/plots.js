// SPDX-License-Identifier: GPL-3.0-or-later
// Drawings of figures. Each has its figures as a table besides, for those who do not see it.
import {h, svg} from './dom.js';
import {number, percent, t} from './texts.js';

export const parts = ['proven', 'confirmed', 'approved', 'corrected', 'for_review'];

/** Shares of cells that add up to all: those a person answered are counted as that. */
export function split(shares) {
    return parts.map((name) => ({name, cells: shares[name]})).filter((part) => part.cells > 0);
}

export function legend() {
    return h(
        'ul', {class: 'legend'},
        parts.map(
            (name) =>
                h('li', {},
                  svg('svg', {viewBox: '0 0 10 10', 'aria-hidden': 'true'},
                      svg('rect', {class: name, width: 10, height: 10, rx: 2})),
                  t(`share.${name}`))));
}

function widths(list) {
    const all = list.reduce((sum, part) => sum + part.cells, 0) || 1;
    let at = 0;
    return list.map((part) => {
        const from = at;
        at += part.cells / all;
        return {...part, from, to: at};
    });
}

/** One bar of shares, as wide as its place. */
export function shareBar(shares, label) {
    const pieces = widths(split(shares));
    const said = pieces.map((part) => `${t(`share.${part.name}`)} ${number(part.cells)}`).join(t('comma'));
    return svg(
        'svg', {
            class: 'share-bar',
            viewBox: '0 0 1000 20',
            preserveAspectRatio: 'none',
            role: 'img',
            'aria-label': `${label}: ${said}`
        },
        pieces.map(
            (part) =>
                svg('rect', {
                    class: part.name,
                    x: 1000 * part.from,
                    y: 0,
                    width: Math.max(1.5, 1000 * (part.to - part.from) - 1),
                    height: 20
                },
                    svg('title', {}, `${t(`share.${part.name}`)}: ${number(part.cells)}`))));
}

/** Ends of an axis that are pleasant to read: 0, and at most five steps. */
function steps(most) {
    if (most <= 0) return [0, 1];
    const raw = most / 4, power = 10 ** Math.floor(Math.log10(raw));
    const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= raw));
    return Array.from({length: Math.ceil(most / step) + 1}, (_, i) => i * step);
}

const height = 220, left = 52, bottom = 26, top = 10;

function axis(marks, y, width) {
    return marks.map(
        (mark) =>
            svg('g', {class: 'mark'}, svg('line', {x1: left, x2: width, y1: y(mark), y2: y(mark)}),
                svg('text', {x: left - 6, y: y(mark) + 4, 'text-anchor': 'end'}, number(mark))));
}

function column(place, bar, y) {
    let at = 0;
    return bar.parts.map((part) => {
        const from = at;
        at += part.value;
        return svg(
            'rect', {class: part.name, x: place.x, width: place.width, y: y(at), height: Math.max(0, y(from) - y(at))},
            svg('title', {}, `${bar.title}: ${part.label} ${number(part.value)}`));
    });
}

/**
 * Columns over time.
 * @param bars [{label, title, parts: [{name, label, value}]}]
 * @param width of the drawing beside its height, which is 220
 */
export function columns(bars, label, width = 640) {
    const sums = bars.map((bar) => bar.parts.reduce((sum, part) => sum + part.value, 0));
    const marks = steps(Math.max(...sums, 0));
    const y = (value) => top + (height - top - bottom) * (1 - value / marks.at(-1));
    const room = (width - left) / Math.max(bars.length, 6);
    const every = Math.ceil(bars.length / (width / 80));
    const drawn = bars.map((bar, index) => {
        const place = {x: left + room * index + room * 0.15, width: Math.min(room * 0.7, 60)};
        const words = index % every === 0 &&
            svg('text', {x: place.x + place.width / 2, y: height - 8, 'text-anchor': 'middle'}, bar.label);
        return svg('g', {}, column(place, bar, y), words || []);
    });
    return svg(
        'svg', {class: 'plot', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label},
        axis(marks, y, width), drawn);
}

const side = 220, edge = 34;

function reliabilityAxis(at) {
    return [0, 0.25, 0.5, 0.75, 1].map(
        (mark) =>
            svg('g', {class: 'mark'}, svg('line', {x1: at(0), x2: at(1), y1: side - at(mark), y2: side - at(mark)}),
                svg('text', {x: edge - 6, y: side - at(mark) + 4, 'text-anchor': 'end'}, `${mark * 100}`),
                svg('text', {x: at(mark), y: side - edge + 16, 'text-anchor': 'middle'}, `${mark * 100}`)));
}

/** What a reader claimed against what was right: on the line when it claims neither too much nor too little. */
export function reliability(reader, label) {
    const at = (share) => edge + share * (side - edge - 14);
    const most = Math.max(...reader.reliability.map((bin) => bin.cells), 1);
    const dots = reader.reliability.filter((bin) => bin.cells > 0)
                     .map(
                         (bin) =>
                             svg('circle', {
                                 class: 'dot',
                                 cx: at(bin.claimed),
                                 cy: side - at(bin.right / bin.cells),
                                 r: 3 + 7 * Math.sqrt(bin.cells / most)
                             },
                                 svg('title', {}, t('statistics.bin', {
                                         claimed: percent(bin.claimed),
                                         right: percent(bin.right / bin.cells),
                                         cells: number(bin.cells)
                                     }))));
    return svg(
        'svg', {class: 'plot square', viewBox: `0 0 ${side} ${side}`, role: 'img', 'aria-label': label},
        reliabilityAxis(at), svg('line', {class: 'ideal', x1: at(0), y1: side - at(0), x2: at(1), y2: side - at(1)}),
        dots);
}

/** The figures behind a drawing. @param rows arrays of texts, the first of each names its row */
export function figures(heads, rows) {
    return h(
        'details', {class: 'figures'}, h('summary', {}, t('statistics.figures')),
        h('table', {}, h('thead', {}, h('tr', {}, heads.map((head) => h('th', {scope: 'col'}, head)))),
          h('tbody', {},
            rows.map(
                ([first, ...rest]) =>
                    h('tr', {}, h('th', {scope: 'row'}, first), rest.map((text) => h('td', {}, text)))))));
}
