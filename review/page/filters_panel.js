// SPDX-License-Identifier: GPL-3.0-or-later
// The filters beside the queue.
import {h} from './dom.js';
import * as filter from './filter.js';
import {number, t, worded} from './texts.js';

function choice(name, facets, changed, shown = (facet) => facet.shown || facet.value) {
    const select =
        h('select', {
            id: `filter-${name}`,
            onchange: () => {
                filter.change({[name]: select.value});
                changed();
            }
        },
          h('option', {value: ''}, t('filter.all')),
          facets.map(
              (facet) =>
                  h('option', {value: facet.value, selected: filter.current()[name] === facet.value},
                    `${shown(facet)} (${number(facet.cells)})`)));
    return h('label', {}, h('span', {}, t(`filter.${name}`)), select);
}

const levels = ['0.999', '0.99', '0.95', '0.9', '0.75', '0.5', '0.25'];

function belowChoice(changed) {
    const select =
        h('select', {
            onchange: () => {
                filter.change({below: select.value});
                changed();
            }
        },
          h('option', {value: ''}, t('filter.all')),
          levels.map(
              (level) =>
                  h('option', {value: level, selected: filter.current().below === level},
                    `< ${Number((level * 100).toFixed(1))} %`)));
    return h('label', {}, h('span', {}, t('filter.below')), select);
}

function search(changed) {
    const input = h('input', {
        type: 'search',
        value: filter.current().text,
        placeholder: t('filter.text_hint'),
        onchange: () => {
            filter.change({text: input.value.trim()});
            changed();
        },
        onkeydown: (event) => {
            if (event.key === 'Escape') document.getElementById('main').querySelector('tr[tabindex="0"]')?.focus();
        }
    });
    return h('label', {}, h('span', {}, t('filter.text')), input);
}

function whatChoice(facets, changed) {
    const counts = {doubtful: facets.doubtful, audit: facets.audit, answered: facets.answered};
    const radio = ([name, count]) =>
        h('label', {class: 'radio'}, h('input', {
              type: 'radio',
              name: 'what',
              value: name,
              checked: (filter.current().what || 'doubtful') === name,
              onchange: () => {
                  filter.change({what: name});
                  changed();
              }
          }),
          h('span', {}, t(`what.${name}`)), h('span', {class: 'count'}, number(count)));
    return h('fieldset', {}, h('legend', {}, t('filter.what')), Object.entries(counts).map(radio));
}

export function filtersPanel(facets, changed) {
    const clear = () => {
        filter.clear();
        changed();
    };
    return h(
        'aside', {class: 'filters', 'aria-label': t('filter.title')}, whatChoice(facets, changed), search(changed),
        choice('run', facets.runs, changed), choice('year', facets.years, changed),
        choice('body', facets.bodies, changed),
        choice('reason', facets.reasons, changed, (facet) => worded('reason', facet.value, facet.shown)),
        belowChoice(changed), h('button', {onclick: clear, disabled: !filter.isNarrowed()}, t('filter.clear')),
        facets.prose_lines > 0 &&
            h('p', {class: 'muted small'},
              h('a', {href: '#/prose'}, t('queue.prose_lines', {count: number(facets.prose_lines)}))));
}
