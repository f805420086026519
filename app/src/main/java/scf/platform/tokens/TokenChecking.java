package scf.platform.tokens;

import scf.schema.ids.EnterpriseId;

/// How a look at an access token and its proof ended, in the order in which the reasons are looked for.
public sealed interface TokenChecking {

    /// The INTL doors ask for `Authorization: DPoP <token>` and one `DPoP` proof.
    record Missing() implements TokenChecking {}

    /// The token is not ours, has expired, is bound to another key, or the proof is for another call or was used
    /// before.
    record Refused(String reason) implements TokenChecking {}

    record Good(EnterpriseId party) implements TokenChecking {}
}
