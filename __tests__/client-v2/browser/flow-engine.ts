interface Request {
  url: string;
  method?: string;
  params?: Record<string, unknown>;
  data?: unknown;
  responseType?: string;
}

/** As the host's client does it: an answer that is no success is an error with the response in it. */
async function request({ url, method = 'get', params = {}, data, responseType }: Request) {
  const query = Object.entries(params).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, typeof value === 'string' ? value : JSON.stringify(value)]],
  );
  const response = await fetch(`/api/${url}?${new URLSearchParams(query).toString()}`, {
    method: method.toUpperCase(),
    body: data === undefined || data instanceof FormData ? data : JSON.stringify(data),
  });
  const body: unknown = responseType === 'blob' ? await response.blob() : await response.json();
  if (!response.ok)
    throw Object.assign(new Error('refused'), { response: { status: response.status, data: body } });
  return { data: body };
}

/** Stands in for the host's context: requests go to the page's own server, texts stay as they are. */
const context = {
  app: { eventBus: new EventTarget() },
  user: { id: 1 },
  i18n: { language: 'en-US' },
  t: (key: string, values: Record<string, string | number> = {}) =>
    key.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name])),
  api: { request },
};

export const useFlowContext = () => context;
