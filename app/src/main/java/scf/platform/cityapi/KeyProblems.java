package scf.platform.cityapi;

import scf.platform.enterprise.KeyRefusal;
import scf.platform.signing.Problem;

/// What the door of the keys says to each refusal.
final class KeyProblems {

    static final String SOURCE = "docs/api/keys.md";

    private KeyProblems() {}

    static Problem of(int status, String code, String pointer, String detail) {
        return Problem.refused(status, code, "Key refused", detail)
                .field(pointer)
                .rule(code, SOURCE);
    }

    static Problem of(KeyRefusal refusal) {
        return switch (refusal) {
            case KeyRefusal.NoSuchOwner _ -> of(422, "no_such_owner", "/ownerId", "No party has this id.");
            case KeyRefusal.NoSuchKey _ -> Problem.notFound();
            case KeyRefusal.NotTheRegistrar _ ->
                of(
                        403,
                        "not_the_registrar",
                        "/ownerId",
                        "The city registers any key; a bank keys for acts of enterprises; a party its own keys for HTTP.");
            case KeyRefusal.NotActive(var status) ->
                of(409, "key_not_active", "/kid", "The key stands as " + status + ".");
            case KeyRefusal.NotSignedByTheOldKey _ ->
                of(
                        422,
                        "not_signed_by_the_old_key",
                        "/kid",
                        "A key for HTTP is rotated by a call that it signs itself.");
            case KeyRefusal.Unsound _ ->
                of(422, "unsound_key", "/publicKey", "This is no sound public key of this algorithm.");
            case KeyRefusal.ProofInvalid _ ->
                of(422, "proof_invalid", "/proof", "The proof is not this key's signature over the stated message.");
            case KeyRefusal.ValidityUpsideDown _ ->
                of(422, "validity_upside_down", "/notAfter", "The key would end before it begins, or before now.");
            case KeyRefusal.KidTaken _ -> of(409, "kid_taken", "/kid", "This id names another key.");
            case KeyRefusal.PublicKeyTaken _ ->
                of(409, "public_key_taken", "/publicKey", "This public key stands under another id.");
            case KeyRefusal.TooManyKeys(int most) ->
                of(409, "too_many_keys", "/user", "A user has at most " + most + " active keys for HTTP.");
            case KeyRefusal.ActDiffers _ ->
                of(422, "act_differs", "/act", "The signed act says something else than the call.");
        };
    }
}
