// SPDX-License-Identifier: GPL-3.0-or-later
// Answers on their way. One that the server has not taken stays here, over a reload and a restart of the server, and is
// said to be unsaved until the server says otherwise. All tabs of a browser share what waits, so it is read anew before
// each change of it, and only one of them sends it.
import {get, post, Unreachable} from './api.js';
import {h} from './dom.js';
import {banner} from './say.js';
import {errorWords, t} from './texts.js';

const pause = 2000;  // ms between two tries
let place = '';
let trying = null;
const underway = new Set();  // being sent for the first time

/** What waits for this store; another store's documents have the same numbers. */
export function open(store) { place = `pending ${store}`; }

function waiting() {
    try {
        return JSON.parse(localStorage.getItem(place) ?? '[]');
    } catch {
        return [];
    }
}

function keep(entries) { localStorage.setItem(place, JSON.stringify(entries)); }

function drop(entry) { keep(waiting().filter((one) => one.id !== entry.id)); }

export function count() { return waiting().length; }

function tell(error) {
    const words = error instanceof Unreachable ? t(error.status ? 'lost.session' : 'lost.connection') :
                                                 t('problem', {words: errorWords(error)});
    banner(h('strong', {}, words), ' ', count() ? t('lost.kept', {count: count()}) : '');
}

function tryLater(error) {
    tell(error);
    if (!trying) trying = setTimeout(tryAgain, pause);
}

/** Shows that the server is away, and looks for it until it is back. */
export function lost(error) {
    if (!(error instanceof Unreachable)) return false;
    tryLater(error);
    return true;
}

async function tryAgain() {
    trying = null;
    if (await flush()) document.dispatchEvent(new CustomEvent('back'));
}

/** Nothing is wrong with the answer: the server, its store or its disk has a trouble that may pass. */
function mayPass(error) { return error instanceof Unreachable || error.status >= 500; }

/** @return what the server says of the answer @throws where it is to be sent again later */
async function sendKept({name, body}) {
    try {
        return await post(name, body);
    } catch (error) {
        if (mayPass(error)) throw error;
        return {result: 'refused', words: error.message};
    }
}

async function sendAll(done) {
    for (;;) {
        const entry = waiting().find((one) => !underway.has(one.id));
        if (!entry) break;
        const result = await sendKept(entry);
        drop(entry);
        done.push({...entry, result});
    }
    await get('revision');
}

/**
 * Sends what was left over; where that does not succeed, it tries again later. The event "sent" tells what came of
 * each.
 * @return whether the server is there
 */
export async function flush() {
    const done = [];
    let trouble = null;
    await navigator.locks.request(place || 'pending', () => sendAll(done)).catch((error) => {
        trouble = error;
    });
    if (trouble)
        tryLater(trouble);
    else
        banner();
    if (done.length) setTimeout(() => document.dispatchEvent(new CustomEvent('sent', {detail: done})));
    return !trouble;
}

/**
 * Sends one answer. When no answer comes it is kept, and null is returned.
 * @param kind of the answer, where its body does not say it
 * @throws Refused
 */
export async function send(name, body, kind = body.kind) {
    const entry = {id: crypto.randomUUID(), name, body, kind};
    underway.add(entry.id);
    keep([...waiting(), entry]);
    try {
        const result = await post(name, body);
        drop(entry);
        return result;
    } catch (error) {
        if (lost(error)) return null;
        drop(entry);
        throw error;
    } finally {
        underway.delete(entry.id);
    }
}
