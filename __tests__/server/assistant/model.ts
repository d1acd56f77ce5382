import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message of a chat, as OpenAI's API has them. */
export interface ChatMessage {
  role: string;
  content: unknown;
  tool_calls?: unknown;
}

/** What the model says next: a text, or that it wants to call a tool. */
export type Reply = string | { tool: string; args: object };

/** A local model with OpenAI's API, which says what a test tells it to say. */
export class StubModel {
  /** Everything that it was sent, request by request. */
  readonly asked: ChatMessage[][] = [];
  /** The tools that it was offered last. */
  tools: string[] = [];
  private replies: Reply[] = [];
  private turns = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<StubModel> {
    const server = createServer();
    const model = new StubModel(server);
    server.on('request', (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        const {
          messages = [],
          tools = [],
          stream,
        } = JSON.parse(body || '{}') as {
          messages?: ChatMessage[];
          tools?: Array<{ function: { name: string } }>;
          stream?: boolean;
        };
        model.asked.push(messages);
        model.tools = tools.map(({ function: { name } }) => name);
        const message = messageOf(model.replies.shift() ?? 'Done.', (model.turns += 1));
        const finish = 'tool_calls' in message ? 'tool_calls' : 'stop';
        const common = { id: `turn-${model.turns}`, created: 1, model: 'stub' };
        if (!stream) {
          response.setHeader('Content-Type', 'application/json');
          const choices = [{ index: 0, message, finish_reason: finish }];
          response.end(JSON.stringify({ ...common, object: 'chat.completion', choices }));
          return;
        }
        response.setHeader('Content-Type', 'text/event-stream');
        const chunk = (delta: object, finish_reason: string | null) =>
          response.write(
            `data: ${JSON.stringify({ ...common, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] })}\n\n`,
          );
        chunk(message, null);
        chunk({}, finish);
        response.end('data: [DONE]\n\n');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return model;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** What it says to the next requests, one after the other. */
  says(...replies: Reply[]): void {
    this.asked.length = 0;
    this.replies = replies;
  }

  /** What it was told by a tool in its last request. */
  get lastResult(): string {
    const results = this.asked.at(-1)?.filter(({ role }) => role === 'tool') ?? [];
    return JSON.stringify(results.at(-1)?.content ?? '');
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

function messageOf(reply: Reply, turn: number): object {
  if (typeof reply === 'string') return { role: 'assistant', content: reply };
  const { tool, args } = reply;
  const call = { index: 0, id: `call-${turn}`, type: 'function' };
  return {
    ...{ role: 'assistant', content: '' },
    tool_calls: [{ ...call, function: { name: tool, arguments: JSON.stringify(args) } }],
  };
}
