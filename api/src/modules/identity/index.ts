export { authenticate, authenticateAll, type Credential } from './authenticate.ts';
export { invite, isMember } from './invite.service.ts';
export { hashPassword } from './password.ts';
export { sendPasswordReset } from './password-reset.service.ts';
export { openViewing } from './session.service.ts';
export { permissionsOf } from './permissions.rules.ts';
export { collectorTokenPrefix, newToken } from './tokens.ts';
export { reachKey, type Viewer } from './viewer.ts';
