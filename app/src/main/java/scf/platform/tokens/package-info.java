/// Access tokens: who may knock at the INTL doors. OAuth 2 client credentials with `private_key_jwt` (RFC 7523), bound
/// to a key of the client by DPoP (RFC 9449), from the embedded authorization server.
@NullMarked
package scf.platform.tokens;

import org.jspecify.annotations.NullMarked;
