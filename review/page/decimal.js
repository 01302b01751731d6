// SPDX-License-Identifier: GPL-3.0-or-later
// Exact sums: whole millionths, as the server counts them.

const widths = (text) =>
    text.replace(/[０-９．，＋－]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/**
 * Millionths of a plainly written number; 0n of a blank or a dash, as in a sum; null of anything else: ask the server.
 */
export function micros(text) {
    const plain = widths(text).replace(/[\s,]/g, '');
    if (plain === '' || /^[-—–/]+$/.test(plain)) return 0n;
    const parts = /^([+-]?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(plain);
    if (!parts) return null;
    const whole = BigInt(parts[2] + (parts[3] ?? '').padEnd(6, '0'));
    return parts[1] === '-' ? -whole : whole;
}

/** "-1.5" */
export function written(value) {
    const sign = value < 0n ? '−' : '';
    const digits = (value < 0n ? -value : value).toString().padStart(7, '0');
    const fraction = digits.slice(-6).replace(/0+$/, '');
    return sign + digits.slice(0, -6) + (fraction && `.${fraction}`);
}

/**
 * A sum with one of its cells read otherwise.
 * @param value millionths of that cell, or null where it is not understood
 * @return {holds: true, false, or null where something is missing; difference: parts minus totals}
 */
export function reckoned(sum, cell, value) {
    let difference = 0n;
    for (const [terms, sign] of [[sum.parts, 1n], [sum.totals, -1n]]) {
        for (const term of terms) {
            const own = term.id === cell ? value : term.micros === null ? null : BigInt(term.micros);
            if (own === null) return {holds: null, difference: null};
            difference += sign * own;
        }
    }
    return {holds: difference === 0n, difference};
}
