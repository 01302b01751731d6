// SPDX-License-Identifier: GPL-3.0-or-later
// The filters beside the queue.
import {h} from './dom.js';
import * as filter from './filter.js';
import {moment, number, t, worded} from './texts.js';

const levels = ['0.999', '0.99', '0.95', '0.9', '0.75', '0.5', '0.25'];

/** @param options [[value, words]] beside "all" @param changed called when it has taken effect */
function choice(name, options, changed) {
    const choose = ({target}) => {
        filter.change({[name]: target.value});
        changed();
    };
    const chosen = filter.current()[name];
    const option = ([value, words]) => h('option', {value, selected: chosen === value}, words);
    return h(
        'label', {}, h('span', {}, t(`filter.${name}`)),
        h('select', {id: `filter-${name}`, onchange: choose}, option(['', t('filter.all')]), options.map(option)));
}

/** Of what reports do not say (a body, a year) there is nothing to choose. */
function counted(facets, words = (facet) => facet.shown || facet.value) {
    return facets.filter((facet) => facet.value !== '')
        .map((facet) => [facet.value, `${words(facet)} (${number(facet.cells)})`]);
}

function search(changed) {
    const find = ({target}) => {
        filter.change({text: target.value.trim()});
        changed();
    };
    const about = {type: 'search', id: 'filter-text', value: filter.current().text, placeholder: t('filter.text_hint')};
    return h('label', {}, h('span', {}, t('filter.text')), h('input', {...about, onchange: find}));
}

function whatChoice(facets, changed) {
    const counts = {doubtful: facets.doubtful, audit: facets.audit, answered: facets.answered};
    const now = filter.current().what || 'doubtful';
    const choose = ({target}) => {
        filter.change({what: target.value});
        changed();
    };
    const radio = ([name, count]) =>
        h('label', {class: 'radio'},
          h('input',
            {type: 'radio', name: 'what', id: `filter-${name}`, value: name, checked: now === name, onchange: choose}),
          h('span', {}, t(`what.${name}`)), h('span', {class: 'count'}, number(count)));
    return h('fieldset', {}, h('legend', {}, t('filter.what')), Object.entries(counts).map(radio));
}

function proseLink(count) {
    return count > 0 &&
        h('p', {class: 'muted small'}, h('a', {href: '#/prose'}, t('queue.prose_lines', {count: number(count)})));
}

/** Escape goes back to the list. */
function leave(event) {
    if (event.key === 'Escape') document.querySelector('.list tr[tabindex="0"]')?.focus();
}

export function filtersPanel(facets, changed) {
    const clear = () => {
        filter.clear();
        changed();
    };
    const below = levels.map((level) => [level, `< ${Number((level * 100).toFixed(1))} %`]);
    const reasons = counted(facets.reasons, (facet) => worded('reason', facet.value, facet.shown));
    return h(
        'aside', {class: 'filters', 'aria-label': t('filter.title'), onkeydown: leave}, whatChoice(facets, changed),
        search(changed), choice('run', counted(facets.runs, (facet) => moment(facet.shown)), changed),
        choice('year', counted(facets.years), changed), choice('body', counted(facets.bodies), changed),
        choice('reason', reasons, changed), choice('below', below, changed),
        h('button', {onclick: clear, disabled: !filter.isNarrowed()}, t('filter.clear')),
        proseLink(facets.prose_lines));
}
