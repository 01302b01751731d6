// SPDX-License-Identifier: GPL-3.0-or-later
// Begins: asks who and what, then shows the view that the address names.
import {get, Unreachable} from './api.js';
import {isMine} from './conflict.js';
import {fill, h} from './dom.js';
import {hold, show as showAddress, textOf} from './held.js';
import {showHelp} from './help.js';
import * as keys from './keys.js';
import {cellAddress, lineAddress} from './parts.js';
import * as pending from './pending.js';
import {showProse} from './prose_view.js';
import {prepareQueue, showQueue} from './queue_view.js';
import {banner, say} from './say.js';
import {showStatistics} from './statistics_view.js';
import {errorWords, language, preferredLanguage, t, useLanguage} from './texts.js';
import {showWork} from './work_view.js';

const views = {
    queue: showQueue,
    work: showWork,
    prose: showProse,
    statistics: showStatistics
};
let start = {};
let shown = 0;
let shownBar = '';

function route() {
    const [, name = 'queue', ...rest] = location.hash.split('/').map(decodeURIComponent);
    return name in views ? {name, rest} : {name: 'queue', rest: []};
}

function tab(name, label) {
    const here = route().name === name || (name === 'queue' && route().name === 'work');
    return h('a', {href: `#/${name}`, class: 'tab', 'aria-current': here ? 'page' : undefined}, label);
}

function otherLanguage() {
    const other = language() === 'zh' ? 'en' : 'zh';
    const change = () => {
        useLanguage(other);
        show();
    };
    return h(
        'button', {class: 'plain', onclick: change, lang: other === 'zh' ? 'zh-Hans' : 'en'},
        other === 'zh' ? '中文' : 'English');
}

function showBar() {
    fill(document.getElementById('skip'), t('bar.skip'));
    fill(
        document.getElementById('bar'),
        h('a', {class: 'brand', href: '#/queue'}, h('span', {class: 'mark', 'aria-hidden': 'true'}, '年报'), 'nianbao'),
        h('nav', {'aria-label': t('bar.views')}, tab('queue', t('bar.queue')), tab('prose', t('bar.prose')),
          tab('statistics', t('bar.statistics'))),
        h('span', {class: 'store', title: start.store}, start.store.split('/').filter(Boolean).at(-1) ?? ''),
        h('span', {class: 'who'}, t('bar.reviewer', {name: start.reviewer})), otherLanguage(),
        h('button', {class: 'plain', onclick: showHelp, 'aria-keyshortcuts': '?'}, t('bar.keys'), ' ',
          h('kbd', {}, '?')));
}

async function show() {
    const mine = ++shown;
    const {name, rest} = route();
    const bar = `${name} ${language()}`;
    if (shownBar !== bar) showBar();
    shownBar = bar;
    keys.use({});
    document.body.dataset.view = name;
    const main = document.getElementById('main');
    try {
        await views[name](main, rest, {start, isCurrent: () => mine === shown});
    } catch (error) {
        if (mine !== shown) return;
        if (!pending.lost(error)) fill(main, h('p', {class: 'problem'}, t('problem', {words: errorWords(error)})));
    }
}

/** An answer that waited is not stored, as something came between: its text goes into its field again. @return where */
function heldAddress(body) {
    const address = body.cell ? cellAddress(body) : lineAddress(body.document, body.place);
    hold(address, body.cell ? textOf(body) : body.text);
    return address;
}

/** Answers that waited here, and have reached the server now. */
function tellSent(event) {
    const again = [];
    for (const {body, kind, result} of event.detail) {
        const cell = body.cell ?? body.place;
        if (result.result === 'stored' || isMine(result, {...body, kind}, start.reviewer)) {
            say(t('sent.stored', {cell}), 'good');
            continue;
        }
        if (result.result === 'conflict') again.push(heldAddress(body));
        say(t('sent.not', {cell, words: result.words || t('conflict.title')}), 'bad');
    }
    if (again.length) showAddress(again[0]);
}

async function begin() {
    useLanguage(preferredLanguage());
    if (route().name === 'queue') prepareQueue();
    try {
        start = await get('start');
    } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        banner(t('lost.session'));
        return;
    }
    pending.open(start.store);
    document.addEventListener('sent', tellSent);
    document.addEventListener('back', show);
    if (pending.count()) await pending.flush();
    const go = (name) => () => {
        location.hash = `#/${name}`;
    };
    keys.useEverywhere({
        '?': showHelp,
        'q': go('queue'),
        'a': go('statistics'),
        'p': go('prose'),
        'l': () => {
            useLanguage(language() === 'zh' ? 'en' : 'zh');
            show();
        }
    });
    window.addEventListener('hashchange', show);
    document.addEventListener('go', show);
    window.addEventListener('beforeunload', (event) => {
        if (pending.count()) event.preventDefault();
    });
    await show();
}

/** What no view has taken care of is said all the same. */
window.addEventListener('unhandledrejection', ({reason}) => {
    if (!pending.lost(reason)) say(t('problem', {words: errorWords(reason)}), 'bad');
});

begin();
