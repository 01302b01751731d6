// SPDX-License-Identifier: GPL-3.0-or-later
// Taking back the last answer, of a cell or of a line, and showing what it was about.
import {post} from './api.js';
import {show} from './held.js';
import {cellAddress, lineAddress} from './parts.js';
import * as pending from './pending.js';
import {say} from './say.js';
import {errorWords, t} from './texts.js';

export async function undo() {
    try {
        const result = await post('undo');
        if (!result.done) return say(t('undo.nothing'));
        say(t('undo.done'), 'good');
        return show(result.prose ? lineAddress(result.document, result.cell) : cellAddress(result));
    } catch (error) {
        return pending.lost(error) || say(t('refused', {words: errorWords(error)}), 'bad');
    }
}
