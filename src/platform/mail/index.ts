/** Letters by e-mail: written with the change they tell of, sent by a job, tried again until the server takes them. */
export { queueMail } from './mail.outbox.ts';
export { InvalidMail, isMailbox, type Mail } from './mail.rules.ts';
export { installMail, siteAddress } from './mail.transport.ts';
