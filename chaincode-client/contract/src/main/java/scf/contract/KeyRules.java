package scf.contract;

import java.util.Optional;

/// Keys: who may speak for whom.
final class KeyRules {

    private static final long FIRST = 1;

    private KeyRules() {}

    /// The city registers for anyone. A bank registers for enterprises that it has identified, and for nobody else.
    static Optional<Refusal> register(Step step, Signatures signatures, KeyRow row) {
        if (step.role() != Role.CITY && row.role() != Role.ENTERPRISE) {
            return Optional.of(Refusal.NOT_THE_REGISTRAR);
        }
        var known = step.book().roleOf(row.owner());
        if (known.isPresent() && known.get() != row.role()) {
            return Optional.of(Refusal.PARTY_HAS_OTHER_ROLE);
        }
        if (!signatures.accepts(row.algorithm(), row.publicKey())) {
            return Optional.of(Refusal.KEY_NOT_OF_ALGORITHM);
        }

        if (known.isEmpty()) {
            step.book().writeRoleOf(row.owner(), row.role());
        }
        var salt = step.book().salt(row.kid());
        step.book()
                .write(
                        KeyState.Standing.ACTIVE,
                        FIRST,
                        step.act(),
                        row.algorithm(),
                        row.publicKey(),
                        new KeyTerms(row.kid(), row.owner(), row.role(), step.actor(), salt));
        return Optional.empty();
    }

    /// The old key signs the act, the new key proves that its owner has it.
    static Optional<Refusal> rotate(Step step, Signatures signatures, RotateKeyRow row) {
        var book = step.book();
        if (!row.kid().equals(step.header().key())) {
            return Optional.of(Refusal.NOT_THE_KEY_THAT_SIGNS);
        }
        if (book.key(row.newKid()).isPresent()) {
            return Optional.of(Refusal.NEW_KEY_EXISTS_ALREADY);
        }
        if (!signatures.accepts(row.algorithm(), row.publicKey())) {
            return Optional.of(Refusal.KEY_NOT_OF_ALGORITHM);
        }
        var message = RotateKeyRow.proofMessage(row.kid(), row.newKid(), row.publicKey());
        if (!signatures.verify(row.algorithm(), row.publicKey(), message, row.proof())) {
            return Optional.of(Refusal.PROOF_OF_POSSESSION_INVALID);
        }

        var terms = book.keyTerms(row.kid());
        end(step, row.kid(), KeyState.Standing.ROTATED);
        book.write(
                KeyState.Standing.ACTIVE,
                FIRST,
                step.act(),
                row.algorithm(),
                row.publicKey(),
                new KeyTerms(row.newKid(), terms.owner(), terms.role(), terms.registrar(), book.salt(row.newKid())));
        return Optional.empty();
    }

    /// Whoever vouched for a key may take it back, and so may its owner, who knows first that it is lost.
    static Optional<Refusal> revoke(Step step, RevokeKeyRow row) {
        var terms = step.book().keyTerms(row.kid());
        if (step.role() != Role.CITY && !step.isBy(terms.registrar()) && !step.isBy(terms.owner())) {
            return Optional.of(Refusal.NOT_ENTITLED_TO_REVOKE);
        }
        if (!step.book().key(row.kid()).orElseThrow().isActive()) {
            return Optional.of(Refusal.KEY_ENDED_ALREADY);
        }

        end(step, row.kid(), KeyState.Standing.REVOKED);
        return Optional.empty();
    }

    private static void end(Step step, String kid, KeyState.Standing standing) {
        var key = step.book().key(kid).orElseThrow();
        var terms = step.book().keyTerms(kid);
        step.book()
                .write(
                        standing,
                        key.version() + 1,
                        step.act(),
                        key.algorithm(),
                        key.publicKey(),
                        new KeyTerms(
                                kid,
                                terms.owner(),
                                terms.role(),
                                terms.registrar(),
                                step.book().salt(kid)));
    }
}
