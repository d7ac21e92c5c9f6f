export { brandedMail, type MailContent } from './branded-mail.ts';
export { queueMail } from './mail.service.ts';
export { sendMail } from './send-mail.job.ts';
