export { authenticate, authenticateAll, type Credential } from './authenticate.ts';
export { invite, isMember } from './invite.service.ts';
export { checkNewPassword, hashPassword } from './password.ts';
export { sendPasswordReset } from './password-reset.service.ts';
export { openSession, openViewing } from './session.service.ts';
export { permissionsOf } from './permissions.rules.ts';
export { collectorTokenPrefix, hashToken, newToken } from './tokens.ts';
export { actorOf, reachKey, type Viewer } from './viewer.ts';
