export { brandedMail, type MailContent } from './branded-mail.ts';
export { MailResolver } from './mail.resolver.ts';
export { queueMail } from './mail.service.ts';
export { sendMail } from './send-mail.job.ts';
