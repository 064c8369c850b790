// Staff at work over the console's HTTP API: what a browser would send, without a browser.
import type {
  Attachment, DocumentEvent, DocumentView, EventRequest, Persona, Refusal, Sheet,
} from '../../server/src/console-api/contract.ts';

export class ApiRefusal extends Error {
  readonly status: number;
  readonly refusal: Refusal['error'];
  constructor(status: number, refusal: Refusal['error']) {
    super(`${status} ${refusal.code}: ${refusal.reasons.map((r) => r.message).join('；')}`);
    this.status = status;
    this.refusal = refusal;
  }
}

export type Staff = {
  personId: string;
  get<T>(path: string): Promise<T>;
  bytes(path: string): Promise<Uint8Array>;
  send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>;
  upload<T>(path: string, name: string, bytes: Uint8Array, fields?: Record<string, string>): Promise<T>;
};

/** Signs in as a persona of the demonstration. */
export async function signInAs(base: string, personId: string): Promise<Staff> {
  const response = await fetch(`${base}/api/console/sign-in-as`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'x-tongming': '1' }, body: JSON.stringify({ personId }),
  });
  if (!response.ok) throw await refusalOf(response);
  const cookie = response.headers.getSetCookie().map((c) => c.split(';', 1)[0]).join('; ');
  return staffWith(base, personId, cookie);
}

function staffWith(base: string, personId: string, cookie: string): Staff {
  const request = async (method: string, path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(`${base}/api/console${path}`, {
      ...init, method, headers: { ...(init.headers as Record<string, string> | undefined), cookie, 'x-tongming': '1' },
    });
    if (!response.ok) throw await refusalOf(response);
    return response;
  };
  return {
    personId,
    get: async <T>(path: string) => (await request('GET', path)).json() as Promise<T>,
    bytes: async (path) => new Uint8Array(await (await request('GET', path)).arrayBuffer()),
    send: async <T>(method: string, path: string, body: unknown = {}) =>
      (await request(method, path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })).json() as Promise<T>,
    upload: async <T>(path: string, name: string, bytes: Uint8Array, fields: Record<string, string> = {}) => {
      const form = new FormData();
      for (const [key, value] of Object.entries(fields)) form.set(key, value);
      form.set('file', new File([new Uint8Array(bytes)], name));
      return (await request('POST', path, { body: form })).json() as Promise<T>;
    },
  };
}

async function refusalOf(response: Response): Promise<ApiRefusal> {
  const text = await response.text();
  try {
    return new ApiRefusal(response.status, (JSON.parse(text) as Refusal).error);
  } catch {
    return new ApiRefusal(response.status, { code: 'unreadable', message: text, reasons: [] } as Refusal['error'] & { message: string });
  }
}

export type Team = {
  agencyCode: string; numberCode: string;
  drafter: Staff; reviewer: Staff; secrecy: Staff; signer: Staff; office: Staff; privacy: Staff;
};

export type Paper = Partial<Sheet> & { title: string; dateMade?: string; attachments?: { name: string; bytes: Uint8Array; patch?: Partial<Attachment> }[] };

export async function draft(team: Team, paper: Paper): Promise<DocumentView> {
  const { dateMade: _dateMade, attachments = [], ...sheet } = paper;
  const blank = await team.drafter.send<DocumentView>('POST', '/documents', { agencyCode: team.agencyCode });
  for (const { name, bytes, patch } of attachments) {
    const made = await team.drafter.upload<Attachment>(`/documents/${blank.id}/attachments`, name, bytes);
    if (patch) await team.drafter.send('PATCH', `/documents/${blank.id}/attachments/${made.id}`, { ...made, ...patch });
  }
  const fresh = await team.drafter.get<DocumentView>(`/documents/${blank.id}`);
  return team.drafter.send<DocumentView>('PUT', `/documents/${blank.id}`, {
    version: fresh.version,
    sheet: { ...fresh.sheet, numberCode: team.numberCode, ...sheet },
  });
}

export async function act(
  who: Staff, doc: DocumentView, event: DocumentEvent, data?: EventRequest['data'], opinion = '同意。',
): Promise<DocumentView> {
  return who.send<DocumentView>('POST', `/documents/${doc.id}/events/${event}`, { version: doc.version, opinion, data });
}

/** Draft to signature for an ordinary paper of one agency. */
export async function upToSigned(team: Team, paper: Paper): Promise<DocumentView> {
  let doc = await draft(team, paper);
  doc = await act(team.drafter, doc, 'submit');
  doc = await act(team.reviewer, doc, 'review');
  doc = await act(team.secrecy, doc, 'clear-secrecy', { secrecy: { conclusion: '不涉密，可以按拟定属性公开' } });
  return act(team.signer, doc, 'sign');
}

/** The office's one move: check, number, print, issue and publish. */
export async function finish(team: Team, doc: DocumentView, dateMade?: string): Promise<DocumentView> {
  return team.office.send<DocumentView>('POST', `/documents/${doc.id}/finish`, { version: doc.version, ...(dateMade ? { dateMade } : {}) });
}

export async function issue(team: Team, paper: Paper): Promise<DocumentView> {
  return finish(team, await upToSigned(team, paper), paper.dateMade);
}

type Desk = { agencyCode: string; numberCode: string } & Record<'drafter' | 'reviewer' | 'secrecy' | 'signer' | 'office' | 'privacy', string>;

/** Who does what in the demonstration's city government office (names of personas). */
export const CITY_OFFICE: Desk = {
  agencyCode: '150500-ZFB', numberCode: '通政办发', drafter: '林晓文', reviewer: '陈立诚', secrecy: '马守正', signer: '高云飞', office: '孟和', privacy: '白玉兰',
};

/** The city openness office, which writes under its own number code; the same people review and sign. */
export const OPENNESS_OFFICE: Desk = { ...CITY_OFFICE, agencyCode: '150500-ZWGK', numberCode: '通政公字', drafter: '乌云其其格' };

/** Signs in the people of a desk. */
export async function teamOf(base: string, desk: Desk): Promise<Team> {
  const { personas } = await (await fetch(`${base}/api/console/personas`)).json() as { personas: Persona[] };
  const as = async (name: string): Promise<Staff> => {
    const persona = personas.find((p) => p.name === name);
    if (!persona) throw new Error(`no persona is called ${name}`);
    return signInAs(base, persona.personId);
  };
  return {
    agencyCode: desk.agencyCode, numberCode: desk.numberCode, drafter: await as(desk.drafter), reviewer: await as(desk.reviewer),
    secrecy: await as(desk.secrecy), signer: await as(desk.signer), office: await as(desk.office), privacy: await as(desk.privacy),
  };
}
