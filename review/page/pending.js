// SPDX-License-Identifier: GPL-3.0-or-later
// Answers on their way. One that the server has not taken stays here, over a reload and a restart of the server, and is
// said to be unsaved until the server says otherwise.
import {get, post, Unreachable} from './api.js';
import {h} from './dom.js';
import {banner} from './say.js';
import {t} from './texts.js';

const pause = 2000;  // ms between two tries
let place = '';
let waiting = [];
let trying = null;

/** What waits for this store; another store's documents have the same numbers. */
export function open(store) {
    place = `pending ${store}`;
    try {
        waiting = JSON.parse(localStorage.getItem(place) ?? '[]');
    } catch {
        waiting = [];
    }
}

function keep() { localStorage.setItem(place, JSON.stringify(waiting)); }

export function count() { return waiting.length; }

function tell(error) {
    const lost = error.status ? t('lost.session') : t('lost.connection');
    const kept = waiting.length ? t('lost.kept', {count: waiting.length}) : '';
    banner(h('strong', {}, lost), ' ', kept);
}

/** Shows that the server is away, and looks for it until it is back. */
export function lost(error) {
    if (!(error instanceof Unreachable)) return false;
    tell(error);
    if (!trying) trying = setTimeout(tryAgain, pause);
    return true;
}

async function tryAgain() {
    trying = null;
    try {
        await flush();
        document.dispatchEvent(new CustomEvent('back'));
    } catch (error) {
        if (!lost(error)) banner();
    }
}

/** Sends what was left over. @return [{answer, result}] @throws Unreachable */
export async function flush() {
    const done = [];
    while (waiting.length) {
        const {name, body} = waiting[0];
        let result;
        try {
            result = await post(name, body);
        } catch (error) {
            if (error instanceof Unreachable) throw error;
            result = {result: 'refused', words: error.message};
        }
        waiting.shift();
        keep();
        done.push({name, body, result});
    }
    await get('revision');
    banner();
    if (done.length) document.dispatchEvent(new CustomEvent('sent', {detail: done}));
    return done;
}

/**
 * Sends one answer. When no answer comes it is kept, and null is returned.
 * @throws Refused
 */
export async function send(name, body) {
    const entry = {name, body};
    waiting.push(entry);
    keep();
    try {
        const result = await post(name, body);
        drop(entry);
        return result;
    } catch (error) {
        if (lost(error)) return null;
        drop(entry);
        throw error;
    }
}

function drop(entry) {
    waiting = waiting.filter((one) => one !== entry);
    keep();
}
