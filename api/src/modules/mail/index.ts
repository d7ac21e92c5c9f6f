export { brandedMail, type MailContent } from './branded-mail.ts';
export { CustomerMailResolver } from './customer-mail.resolver.ts';
export { MailResolver } from './mail.resolver.ts';
export { queueMail } from './mail.service.ts';
export { type MailRoute, sendMail } from './send-mail.job.ts';
export { type BounceListener, receiveBounces } from './bounce-server.ts';
