// SPDX-License-Identifier: GPL-3.0-or-later
// How it goes over time, where it fails, and how much may be wrong unseen.
import {get, post} from './api.js';
import {fill, h} from './dom.js';
import * as filter from './filter.js';
import {use} from './keys.js';
import {columns, figures, legend, parts, reliability, shareBar, split} from './plots.js';
import {say} from './say.js';
import {moment, number, percent, t, worded} from './texts.js';

const mostGroups = 12;
const sampleSize = 50;  // wrong cells of a share above 6 % are then seen with 95 % certainty

function tile(label, value, note) {
    return h(
        'div', {class: 'tile'}, h('p', {class: 'value'}, value), h('p', {class: 'label'}, label),
        note && h('p', {class: 'muted small'}, note));
}

const share = (part, all) => (all ? percent(part / all) : '—');

function tiles(figures) {
    const {shares} = figures;
    return h(
        'div', {class: 'tiles'},
        tile(
            t('statistics.documents'), number(figures.documents),
            t('statistics.documents_for_review', {count: number(figures.documents_for_review)})),
        tile(t('statistics.cells'), number(shares.cells)),
        tile(t('share.proven'), share(shares.proven, shares.cells), number(shares.proven)),
        tile(t('share.confirmed'), share(shares.confirmed, shares.cells), number(shares.confirmed)),
        tile(t('share.for_review'), share(shares.for_review, shares.cells), number(shares.for_review)),
        tile(
            t('share.corrected'), share(shares.corrected, shares.cells),
            t('statistics.answered', {count: number(shares.corrected + shares.approved)})));
}

function card(title, kind, ...children) {
    return h('section', {class: `card ${kind}`}, h('h2', {}, title), ...children);
}

function runsCard(runs) {
    if (!runs.length) return null;
    const bars = runs.map(
        (run) => ({
            label: moment(run.started).replace(/[,\s]+\S*$/, ''),
            title: moment(run.started),
            parts:
                split(run.shares).map((part) => ({name: part.name, label: t(`share.${part.name}`), value: part.cells}))
        }));
    const rows = runs.map(
        (run) =>
            [moment(run.started), number(run.documents), number(run.failed),
             ...parts.map((name) => number(run.shares[name]))]);
    return card(
        t('statistics.runs'), 'wide', columns(bars, t('statistics.runs')), legend(),
        figures(
            [
                t('statistics.run'), t('statistics.documents'), t('statistics.failed'),
                ...parts.map((name) => t(`share.${name}`))
            ],
            rows));
}

function daysCard(days) {
    const bars = days.map((day) => ({
                              label: day.date.slice(5),
                              title: day.date,
                              parts: [
                                  {name: 'approved', label: t('share.approved'), value: day.answers - day.corrections},
                                  {name: 'corrected', label: t('share.corrected'), value: day.corrections}
                              ]
                          }));
    return card(
        t('statistics.days'), '',
        days.length ? columns(bars, t('statistics.days'), 320) : h('p', {class: 'muted'}, t('statistics.no_answers')),
        days.length > 0 &&
            figures(
                [t('statistics.day'), t('statistics.answers'), t('share.corrected')],
                days.map((day) => [day.date, number(day.answers), number(day.corrections)])));
}

function silentCard(silent, again) {
    const draw = async () => {
        const {drawn} = await post('sample', {cells: sampleSize});
        say(t('silent.drawn', {count: drawn}), 'good');
        again();
    };
    const audit = () => {
        filter.change({what: 'audit'});
        location.hash = '#/queue';
    };
    const found = silent.reviewed ?
        h('p', {class: 'value'}, percent(silent.share, 2),
          h('span', {class: 'interval'}, ` ${percent(silent.low, 2)} – ${percent(silent.high, 2)}`)) :
        h('p', {class: 'value muted'}, '—');
    return card(
        t('silent.title'), '', found,
        h('p', {},
          silent.reviewed ? t('silent.words', {
              reviewed: number(silent.reviewed),
              wrong: number(silent.wrong),
              cells: number(silent.cells),
              low: number(Math.floor(silent.low * silent.cells)),
              high: number(Math.ceil(silent.high * silent.cells))
          }) :
                            t('silent.none')),
        h('p', {class: 'choices'}, h('button', {onclick: draw}, t('silent.draw', {count: sampleSize})),
          silent.sampled > silent.reviewed &&
              h('button', {onclick: audit}, t('silent.review', {count: number(silent.sampled - silent.reviewed)}))),
        h('p', {class: 'muted small'}, t('silent.note')));
}

function readersCard(readers) {
    const one = (reader) =>
        h('div', {class: 'reader'}, h('h3', {}, t(`reader.${reader.reader}`)),
          reliability(reader, t('statistics.reliability_of', {reader: t(`reader.${reader.reader}`)})),
          h('p', {class: 'small'},
            reader.answered ? t('statistics.right', {
                share: percent(reader.right / reader.answered),
                count: number(reader.answered),
                silent: number(reader.silent)
            }) :
                              t('statistics.no_answers')));
    const rows = readers.flatMap(
        (reader) => reader.reliability.filter((bin) => bin.cells > 0)
                        .map(
                            (bin) =>
                                [t(`reader.${reader.reader}`), `${percent(bin.from)} – ${percent(bin.to)}`,
                                 percent(bin.claimed), percent(bin.right / bin.cells), number(bin.cells)]));
    return card(
        t('statistics.reliability'), 'wide', h('p', {class: 'muted small'}, t('statistics.reliability_note')),
        h('div', {class: 'readers'}, readers.map(one)),
        rows.length > 0 &&
            figures(
                [
                    'statistics.reader', 'statistics.range', 'statistics.claimed', 'statistics.was_right',
                    'statistics.cells'
                ].map((key) => t(key)),
                rows));
}

function groupsCard(title, groups, name = (group) => group.name) {
    if (!groups.length) return null;
    const rows = groups.slice(0, mostGroups)
                     .map(
                         (group) =>
                             h('tr', {}, h('th', {scope: 'row', title: group.name}, name(group)),
                               h('td', {class: 'drawn'}, shareBar(group.shares, name(group))),
                               h('td', {class: 'figure'}, number(group.shares.for_review)),
                               h('td', {class: 'figure'},
                                 share(group.shares.for_review + group.shares.corrected, group.shares.cells)),
                               h('td', {class: 'figure'}, number(group.shares.corrected))));
    return card(
        title, '',
        h('table', {class: 'groups'},
          h('thead', {},
            h('tr', {}, h('td', {}), h('td', {}),
              ['share.for_review', 'statistics.share', 'share.corrected'].map(
                  (key) => h('th', {scope: 'col'}, t(key))))),
          h('tbody', {}, rows)),
        groups.length > mostGroups &&
            h('p', {class: 'muted small'}, t('statistics.more', {count: number(groups.length - mostGroups)})));
}

export async function showStatistics(main, rest, context) {
    const again = () => showStatistics(main, rest, context);
    const all = await get('statistics');
    if (!context.isCurrent()) return;
    window.document.title = `${t('bar.statistics')} – nianbao`;
    fill(
        main,
        h('div', {class: 'statistics'}, h('h1', {class: 'unseen'}, t('bar.statistics')), tiles(all),
          h('div', {class: 'all-shares'}, shareBar(all.shares, t('statistics.cells')), legend()),
          h('div', {class: 'cards'}, runsCard(all.runs), silentCard(all.silent, again), daysCard(all.days),
            readersCard(all.readers), groupsCard(t('statistics.bodies'), all.bodies),
            groupsCard(t('statistics.reasons'), all.reasons, (group) => worded('reason', group.name, group.name)),
            groupsCard(t('statistics.pages'), all.pages, (group) => t('work.page', {page: group.name})),
            groupsCard(t('statistics.scanners'), all.scanners), groupsCard(t('statistics.years'), all.years))));
    use({
        Escape: () => {
            location.hash = '#/queue';
        }
    });
    main.focus({preventScroll: true});
}
