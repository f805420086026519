package scf.platform.ledger;

import java.time.Instant;
import java.util.List;
import scf.contract.ActHeader;
import scf.contract.Bytes;
import scf.contract.Row;
import scf.schema.ids.ActHash;
import scf.schema.ids.KeyId;

/// How verifying a signed act ends, in order of precedence.
public sealed interface Verifying {

    /// The act does not count, and why.
    sealed interface Refused extends Verifying {}

    /// A field is not standard base64.
    ///
    /// @param pointer which one, as a JSON pointer into the act: `/header`, `/rows/0`
    record NotReadable(String pointer) implements Refused {}

    /// No act with this header was prepared for this enterprise. An act prepared for another one is not
    /// admitted to exist.
    record NotPrepared(ActHash hash) implements Refused {}

    /// The act is a true one, for something else: another step, or the same step of another object.
    record OtherSubject(ActHash hash) implements Refused {}

    /// The act was told to the ledger before. It counts once.
    record ToldBefore(ActHash hash) implements Refused {}

    /// A row or a salt is not what was prepared under this header.
    record TamperedWith(String pointer) implements Refused {}

    /// The act was not signed in time.
    record Expired(Instant expiredAt) implements Refused {}

    /// The key that the act names has been revoked or has run out since the act was prepared.
    record KeyNotActive(KeyId key) implements Refused {}

    /// The signature is not one by this key over these bytes in the form of its algorithm.
    record SignatureInvalid(KeyId key) implements Refused {}

    /// Another member has changed the object on the ledger since the act was prepared.
    record Diverged(String object) implements Refused {}

    /// PostgreSQL and the ledger have been found to say different things of the object since the act was
    /// prepared.
    record OutOfStep(String object) implements Refused {}

    /// The enterprise has signed exactly what was prepared, with a key that counts.
    ///
    /// @param preparedBy the maker (经办人), to be held against the checker
    /// @param carrier who brings it to the ledger
    record Verified(ActHash hash, ActHeader header, List<Row> rows, String preparedBy, Bytes signature, Carrier carrier)
            implements Verifying {}
}
