import type { IncomingMessage } from 'node:http';

/** What a request asks for, without its parameters. */
export const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] as string;
