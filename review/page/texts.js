// SPDX-License-Identifier: GPL-3.0-or-later
// The page's words in two languages. What stands in reports is never translated.
import english from './texts_en.js';
import chinese from './texts_zh.js';

const languages = {
    zh: chinese,
    en: english
};
const formats = {
    zh: new Intl.NumberFormat('zh-CN'),
    en: new Intl.NumberFormat('en-US')
};
let current = languages.zh;

export function language() { return current === chinese ? 'zh' : 'en'; }

export function useLanguage(name) {
    current = languages[name] ?? languages.zh;
    document.documentElement.lang = language() === 'zh' ? 'zh-Hans' : 'en';
    localStorage.setItem('language', language());
}

/** What was chosen before, else the first of the browser's languages that there is. */
export function preferredLanguage() {
    const chosen = localStorage.getItem('language');
    if (chosen in languages) return chosen;
    const known = navigator.languages.map((name) => name.slice(0, 2)).find((name) => name in languages);
    return known ?? 'en';
}

/** The text of a key, with {names} filled in. */
export function t(key, values = {}) {
    const text = current[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export const has = (key) => key in current;

/** Of codes that may be newer than this page: their words as they came. */
export function worded(group, code, words) { return has(`${group}.${code}`) ? t(`${group}.${code}`) : words || code; }

/** What the server said against something, in the reader's language where the page knows the code. */
export function errorWords(error) { return worded('error', error.code, error.message); }

export function percent(share, decimals = 1) {
    // Cut, not rounded: what is not certain must not be shown as 100 %.
    const factor = 10 ** decimals;
    return `${(Math.floor(share * 100 * factor + 1e-9) / factor).toFixed(decimals)} %`;
}

export function number(value) { return formats[language()].format(value); }

/** "2026-11-27T01:02:03Z" in the reader's own time. */
export function moment(utc) {
    const date = new Date(utc);
    if (Number.isNaN(date.getTime())) return utc;
    return date.toLocaleString(language() === 'zh' ? 'zh-CN' : 'en-GB', {dateStyle: 'medium', timeStyle: 'short'});
}
