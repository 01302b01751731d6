// SPDX-License-Identifier: GPL-3.0-or-later
// The calls to the server, at addresses below the page's own. Each carries the page's key, which no other site can
// know.

const key = document.querySelector('meta[name=key]').content;

/** What the server said against a call. */
export class Refused extends Error {
    constructor(status, error) {
        super(error?.message ?? `HTTP ${status}`);
        this.status = status;
        this.code = error?.code ?? '';
    }
}

/** No answer came, or the server no longer knows this page: it was ended, or started anew. */
export class Unreachable extends Error {
    constructor(status) {
        super('unreachable');
        this.status = status;
    }
}

async function call(path, options = {}) {
    let response;
    try {
        response =
            await fetch(path, {...options, headers: {'X-Nianbao-Key': key, ...options.headers}, cache: 'no-store'});
    } catch {
        throw new Unreachable(0);
    }
    if (response.ok) return response;
    if (response.status === 401 || response.status === 421) throw new Unreachable(response.status);
    const body = await response.json().catch(() => ({}));
    if (body.error?.code === 'request.key') throw new Unreachable(response.status);
    throw new Refused(response.status, body.error);
}

/** The query without what is empty. */
export function query(values) {
    const parts = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) {
        if (value !== undefined && value !== null && value !== '') parts.set(name, value);
    }
    const text = parts.toString();
    return text ? `?${text}` : '';
}

export async function get(name, values = {}) { return (await call(`api/${name}${query(values)}`)).json(); }

export async function post(name, body = {}) {
    const headers = {'Content-Type': 'application/json'};
    return (await call(`api/${name}`, {method: 'POST', headers, body: JSON.stringify(body)})).json();
}

const mostPictures = 40;
const pictures = new Map();

/** The address of a picture within this page. The last ones are kept. @param name "page" or "crop" */
export function picture(name, values) {
    const path = `api/${name}${query(values)}`;
    const found = pictures.get(path) ?? call(path).then((response) => response.blob()).then(URL.createObjectURL);
    pictures.delete(path);
    pictures.set(path, found);
    found.catch(() => pictures.delete(path));
    if (pictures.size > mostPictures) forgetOldest();
    return found;
}

function forgetOldest() {
    const [path, oldest] = pictures.entries().next().value;
    pictures.delete(path);
    // Whoever shows it has long loaded it.
    oldest.then((address) => URL.revokeObjectURL(address), () => {});
}
