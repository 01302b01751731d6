// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a page, enlarged.
import {picture} from './api.js';
import {h} from './dom.js';
import {mark} from './marks.js';
import {t} from './texts.js';

const sharpest = 1200;   // pixels of height that the server makes
const cropHeight = 110;  // pixels on the screen
const above = 5;         // points above and below a cell, so that its rules are seen

let prepared = {name: '', image: null};

function fetched(document, page, box, height) {
    const [x0, y0, x1, y1] = box.map((side) => side.toFixed(2));
    const pixels = Math.round(Math.min(sharpest, height * Math.min(2, devicePixelRatio)));
    return picture('crop', {document, page, x0, y0, x1, y1, height: pixels});
}

const nameOf = (document, page, box) => `${document} ${page} ${box}`;

/** @param box [x0, y0, x1, y1] in points @param height in pixels of the screen */
export function crop(document, page, box, {height, alt}) {
    if (prepared.name === nameOf(document, page, box)) return shown(prepared.image, alt);
    const image = h('img', {class: 'crop', alt, height, onload: () => image.isConnected && mark('crop')});
    fetched(document, page, box, height)
        .then(
            (address) => {
                image.src = address;
            },
            () => {
                if (prepared.image === image) prepared = {name: '', image: null};
                image.replaceWith(h('span', {class: 'muted'}, t('picture.none')));
            });
    return image;
}

/** An image that was made before it is needed. */
function shown(image, alt) {
    prepared = {name: '', image: null};
    image.alt = alt;
    if (image.complete && image.naturalWidth) mark('crop');
    return image;
}

/** The cell with so much around it as fills a place of this shape; beyond the page there is nothing to cut out. */
function around(work, aspect) {
    const [x0, y0, x1, y1] = work.cell.box;
    const height = y1 - y0 + 2 * above;
    const beside = Math.max(above, (height * aspect - (x1 - x0)) / 2);
    return [
        Math.max(0, x0 - beside), Math.max(0, y0 - above), Math.min(work.page_width, x1 + beside),
        Math.min(work.page_height, y1 + above)
    ];
}

/** Makes the picture of a cell before it is shown. */
export function prepareCrop(work, aspect) {
    const part = around(work, aspect);
    const image = crop(work.document.id, work.cell.page, part, {height: cropHeight, alt: ''});
    prepared = {name: nameOf(work.document.id, work.cell.page, part), image};
}

/** The cell with its neighbours, and a frame around it. @param aspect width by height of its place */
export function framedCrop(work, {aspect, alt}) {
    const {box, page} = work.cell, part = around(work, aspect);
    const frame = h('div', {class: 'crop-cell'});
    const [across, down] = [part[2] - part[0], part[3] - part[1]].map((size) => (length) => `${100 * length / size}%`);
    Object.assign(frame.style, {
        left: across(box[0] - part[0]),
        right: across(part[2] - box[2]),
        top: down(box[1] - part[1]),
        bottom: down(part[3] - box[3])
    });
    const both =
        h('div', {class: 'crop-and-frame'}, crop(work.document.id, page, part, {height: cropHeight, alt}), frame);
    both.style.aspectRatio = `${part[2] - part[0]} / ${part[3] - part[1]}`;
    return both;
}
