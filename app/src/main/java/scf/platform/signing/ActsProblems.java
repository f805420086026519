package scf.platform.signing;

import scf.platform.ledger.Preparing;
import scf.platform.ledger.Verifying;

/// What every door answers when an act cannot be prepared, or when one that came back signed does not count.
public final class ActsProblems {

    /// Where the form of an act is written down, for callers.
    private static final String SOURCE = "docs/api/acts.md";

    private ActsProblems() {}

    public static Problem of(Preparing.Refused refusal) {
        return switch (refusal) {
            case Preparing.NoActiveActKey _ ->
                Problem.refused(
                        422,
                        "no_active_act_key",
                        "No active act key",
                        "This party has no key for acts that is active on the ledger: register one first.");
            case Preparing.KeyNotNamed _ ->
                Problem.refused(
                                422,
                                "act_key_not_named",
                                "Several act keys",
                                "This party has several active keys for acts: say in `key` which one will sign.")
                        .field("/key")
                        .rule("one key signs an act", SOURCE);
            case Preparing.KeyNotActive unknown ->
                Problem.refused(
                                422,
                                "act_key_not_active",
                                "Key not active",
                                "Key " + unknown.key() + " is not an active act key of this party.")
                        .field("/key")
                        .rule("an act is signed with an active act key", SOURCE);
            case Preparing.Diverged diverged -> diverged(diverged.object());
            case Preparing.OutOfStep apart -> outOfStep(apart.object());
        };
    }

    private static Problem diverged(String object) {
        return Problem.refused(
                        409,
                        "object_diverged",
                        "Changed on the ledger by another member",
                        "Another member of the channel has carried an act on %s to the ledger. No step is taken on it here"
                                        .formatted(object)
                                + " until the platform's operator has looked.")
                .rule("any member may carry a signed act", SOURCE);
    }

    private static Problem outOfStep(String object) {
        return Problem.refused(
                        409,
                        "object_out_of_step",
                        "Platform and ledger disagree",
                        "What the platform has of %s is not what the ledger holds. Until they agree again only payment,"
                                        .formatted(object)
                                + " revocation and an authority's freeze are taken.")
                .rule("no new business on what platform and ledger tell differently", SOURCE);
    }

    public static Problem of(Verifying.Refused refusal) {
        return switch (refusal) {
            case Verifying.Diverged diverged -> diverged(diverged.object());
            case Verifying.OutOfStep apart -> outOfStep(apart.object());
            case Verifying.NotReadable unreadable ->
                act(
                        400,
                        "act_not_readable",
                        "The field is missing, or not standard base64 with padding.",
                        unreadable.pointer(),
                        "every field of an act is standard base64");
            case Verifying.NotPrepared _ ->
                act(
                        422,
                        "act_not_prepared",
                        "No act with this header was prepared for this party.",
                        "/header",
                        "only an act that was prepared here is taken");
            case Verifying.OtherSubject _ ->
                act(
                        422,
                        "act_for_other_subject",
                        "The act was prepared for another step or another object than this call is about.",
                        "/header",
                        "an act is taken by the call that it was prepared for");
            case Verifying.ToldBefore _ ->
                act(
                        409,
                        "act_told_before",
                        "The ledger has been told of this act already: prepare another one.",
                        "/header",
                        "an act is told once");
            case Verifying.TamperedWith changed ->
                act(
                        422,
                        "act_tampered_with",
                        "This is not what was prepared under the header.",
                        changed.pointer(),
                        "rows and salts travel back unchanged");
            case Verifying.Expired expired ->
                act(
                        422,
                        "act_expired",
                        "The act was to be signed before " + expired.expiredAt() + ": prepare another one.",
                        "/header",
                        "an act is signed before it expires");
            case Verifying.KeyNotActive inactive ->
                act(
                        422,
                        "act_key_not_active",
                        "Key " + inactive.key() + " is no longer active: prepare the act for another key.",
                        "/header",
                        "an act is signed with an active act key");
            case Verifying.SignatureInvalid invalid ->
                act(
                        422,
                        "act_signature_invalid",
                        "The signature is not one by key " + invalid.key()
                                + " over the bytes of the header, in the form of the key's algorithm.",
                        "/signature",
                        "the signature is over the header's bytes");
        };
    }

    private static Problem act(int status, String code, String detail, String pointer, String rule) {
        return Problem.refused(status, code, "The signed act does not count", detail)
                .field("/act" + pointer)
                .rule(rule, SOURCE);
    }
}
