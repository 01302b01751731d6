// SPDX-License-Identifier: GPL-3.0-or-later
// Taking back the last answer, of a cell or of a line, and showing what it was about.
import {post} from './api.js';
import {cellAddress} from './parts.js';
import * as pending from './pending.js';
import {say} from './say.js';
import {errorWords, t} from './texts.js';

function show(address) {
    // Where one is already, what is shown has changed all the same.
    if (location.hash === address)
        document.dispatchEvent(new CustomEvent('back'));
    else
        location.hash = address;
}

export async function undo() {
    try {
        const result = await post('undo');
        if (!result.done) return say(t('undo.nothing'));
        say(t('undo.done'), 'good');
        const line = `#/prose/${result.document}/${encodeURIComponent(result.cell)}`;
        return show(result.prose ? line : cellAddress(result));
    } catch (error) {
        return pending.lost(error) || say(t('refused', {words: errorWords(error)}), 'bad');
    }
}
