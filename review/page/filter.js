// SPDX-License-Identifier: GPL-3.0-or-later
// What the reviewer wants to see; kept while the page is open, and over a reload.

const empty = {
    what: '',
    order: '',
    of: '',
    run: '',
    year: '',
    body: '',
    reason: '',
    below: '',
    text: ''
};

function restored() {
    try {
        return {...empty, ...JSON.parse(sessionStorage.getItem('filter') ?? '{}')};
    } catch {
        return {...empty};
    }
}

let filter = restored();

/** As the server takes it. */
export const current = () => filter;

export function change(values) {
    filter = {...filter, ...values};
    sessionStorage.setItem('filter', JSON.stringify(filter));
}

export function clear() { change({...empty, what: filter.what, order: filter.order}); }

export function isNarrowed() {
    return ['of', 'run', 'year', 'body', 'reason', 'below', 'text'].some((name) => filter[name] !== '');
}

/** The cell that was shown last: where the queue is gone on with. */
export const place = {
    address: ''
};
