import {
  articleItems, attributeNames, disclosureGrounds, documentKinds, methodNames, themeLabel, themes,
} from '@tongming/law';
import { stateNames } from '../domains/drafting/index.ts';
import { roleNames, roles } from '../domains/identity/index.ts';
import { defineRoute, type RouteDef } from './kit.ts';
import { apiMessages, kindReminders } from './messages.ts';

type Named = { code: string; name: string };

function named(names: Readonly<Record<string, string>>): Named[] {
  return Object.entries(names).map(([code, name]) => ({ code, name }));
}

/** What law says, with names and articles, for choosing and explaining. Computed once: it changes with the program only. */
const reference = {
  kinds: documentKinds.map(({ code, name, use, directions, defaultForm, sealed, article }) => ({
    code, name, use, directions, sealed, article,
    forms: directions.includes('up') && defaultForm === 'ordinary' ? [defaultForm, 'upward'] : [defaultForm],
    rules: kindReminders[code] ?? [],
  })),
  grounds: disclosureGrounds,
  themes: themes.map(({ name, children }) => ({
    code: name,
    name,
    children: children.map((child) => ({ code: themeLabel(name, child), name: child })),
  })),
  articleItems: articleItems.map(({ code, article, text }) => ({
    code, name: text, article: article === 20 ? apiMessages.article20(Number(code.slice(3))) : apiMessages.article21,
  })),
  roles: roles.map((code) => ({ code, name: roleNames[code] })),
  states: named(stateNames),
  attributes: named(attributeNames),
  methods: named(methodNames),
};

export const referenceRoutes: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/reference', policy: 'any-signed-in', handler: async () => reference }),
];
